'use client';

import { useState } from 'react';

/** How many seats the buyer wants in all, remembered for the schedule in this browser; null = not said. */
export function usePartySize(
  scheduleId: string,
  most: number,
): { partySize: number | null; setPartySize: (size: number | null) => void } {
  const key = `rowlock-party-${scheduleId}`;
  // The picker is there only in the browser, once the hall is.
  const [size, setSize] = useState(() => remembered(key));
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

function remembered(key: string): number | null {
  try {
    const size = Number(localStorage.getItem(key));
    return Number.isInteger(size) && size > 0 ? size : null;
  } catch {
    return null;
  }
}
