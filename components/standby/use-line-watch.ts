'use client';

import { useEffect, useEffectEvent, useRef } from 'react';
import type { Standby } from '@/lib/domain/standby';
import { fingerprint, fingerprintOf } from './standby-fingerprint';

/** Asked this often, give or take: an offer lasts minutes, and thousands may be in line. */
const everyMilliseconds = 8000;
const timeoutMilliseconds = 6000;

interface Watched {
  /** What lists my places in line, of the HTTP API: cheaper than a page, and not in line behind my other actions. */
  address: string;
  lines: readonly Standby[];
  /** They are not what they were. */
  onChange: () => void;
}

/**
 * Looks now and then, while somebody looks at the page and stands in a line, whether anything has changed; the function it
 * gives looks at once.
 */
export function useLineWatch({ address, lines, onChange }: Watched): () => void {
  const active = lines.some(({ state }) => state === 'waiting' || state === 'offered');
  const changed = useEffectEvent((seen: string) => {
    if (seen !== fingerprint(lines)) onChange();
  });
  const lookNow = useRef(() => {});

  useEffect(() => {
    if (!active) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const later = () => {
      clearTimeout(timer);
      if (!ended) timer = setTimeout(look, everyMilliseconds * (0.8 + Math.random() * 0.4));
    };
    const look = async () => {
      if (!document.hidden) {
        const seen = await ask(address);
        if (!ended && seen !== null) changed(seen);
      }
      later();
    };
    const onVisible = () => {
      if (!document.hidden) void look();
    };
    lookNow.current = () => void look();
    document.addEventListener('visibilitychange', onVisible);
    later();
    return () => {
      ended = true;
      clearTimeout(timer);
      lookNow.current = () => {};
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [active, address]);

  return () => lookNow.current();
}

async function ask(address: string): Promise<string | null> {
  try {
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const answer = await fetch(address, { cache: 'no-store', signal });
    return answer.ok ? fingerprintOf(await answer.json()) : null;
  } catch {
    // Offline; the next look will tell.
    return null;
  }
}
