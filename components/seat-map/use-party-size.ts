'use client';

import { useState } from 'react';

/** How many seats the buyer wants in all, remembered for the schedule in this browser; null = not said. */
export function usePartySize(
  scheduleId: string,
  most: number,
): { partySize: number | null; setPartySize: (size: number | null) => void } {
  const key = keyOf(scheduleId);
  // The picker is there only in the browser, once the hall is.
  const [size, setSize] = useState(() => rememberedParty(scheduleId));
  const setPartySize = (next: number | null) => {
    setSize(next);
    try {
      if (next === null) localStorage.removeItem(key);
      else localStorage.setItem(key, String(next));
    } catch {
      // A browser that keeps nothing forgets it with the page.
    }
  };
  if (most === 1) return { partySize: 1, setPartySize };
  return { partySize: size !== null && size <= most ? size : null, setPartySize };
}

function keyOf(scheduleId: string): string {
  return `rowlock-party-${scheduleId}`;
}

/** How many seats were said to be wanted on this schedule in this browser; null = not said. */
export function rememberedParty(scheduleId: string): number | null {
  try {
    const size = Number(localStorage.getItem(keyOf(scheduleId)));
    return Number.isInteger(size) && size > 0 ? size : null;
  } catch {
    return null;
  }
}
