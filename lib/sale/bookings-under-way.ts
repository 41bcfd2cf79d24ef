import type { BookingLine } from './booking-line';

/** A booking that this process is working at. */
interface UnderWay {
  bodyHash: string;
  outcome: Promise<unknown>;
  line: BookingLine;
}

interface Named {
  buyerId: string;
  idempotencyKey: string;
  bodyHash: string;
}

// On globalThis: the HTTP server and the pages are two bundles in one process, and a repeat may come to either.
const shared = globalThis as typeof globalThis & { rowlockBookings?: Map<string, UnderWay> };
shared.rowlockBookings ??= new Map();
const underWay = shared.rowlockBookings;

function nameOf({ buyerId, idempotencyKey }: Named): string {
  return `${buyerId}\u0000${idempotencyKey}`;
}

/**
 * The work at a booking that this process has under way under the same name: whoever repeats the request waits for its
 * outcome. Null when there is none; 'another' when the name stands for another request.
 */
export function joinBooking<Outcome>(
  named: Named,
): { outcome: Promise<Outcome>; line: BookingLine } | 'another' | null {
  const known = underWay.get(nameOf(named));
  if (!known) return null;
  if (known.bodyHash !== named.bodyHash) return 'another';
  return { outcome: known.outcome as Promise<Outcome>, line: known.line };
}

/** Works at a booking that others may join until its outcome is there. */
export function beginBooking<Outcome>(
  named: Named,
  line: BookingLine,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  const name = nameOf(named);
  const outcome = work();
  underWay.set(name, { bodyHash: named.bodyHash, outcome, line });
  const forget = () => {
    line.leave();
    underWay.delete(name);
  };
  outcome.then(forget, forget);
  return outcome;
}
