/** Bookings of standing areas as pages make them: asked again until they are settled. Not used by the product. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Buyer } from '@/lib/domain/buyer';
import type { TestSale } from '@/lib/sale/test-sale';
import { timed } from '@/lib/sale/test-timed';
import { confirmBooking } from './confirm-booking';

/** Answers that say: ask again with the same key. */
const again = new Set(['BOOKING_QUEUED', 'BUYER_BUSY', 'AREA_BUSY']);

export interface Asked {
  /** How long each answer took, ms. */
  waits: number[];
  /** What was heard on the way: refusals that ask for patience, outages. */
  heard: string[];
  /** "booked", or the refusal that was final. */
  end: string;
  code: string;
}

/** Books as a page does: with one key, again and again while the booking waits for its turn. */
export async function bookPatiently(
  buyer: Buyer,
  { scheduleId }: TestSale,
  wanted: Parameters<typeof confirmBooking>[0]['wanted'],
): Promise<Asked> {
  const [waits, heard]: [number[], string[]] = [[], []];
  for (;;) {
    const asked = await timed(() => confirmBooking({ buyer, scheduleId, wanted, idempotencyKey: 'one' }));
    waits.push(asked.ms);
    const { answer } = asked;
    if (answer?.ok) return { waits, heard, end: 'booked', code: answer.value.booking.code };
    const code = answer?.refusal.code ?? `${asked.outage} away`;
    if (answer && !again.has(code)) return { waits, heard, end: code, code: '' };
    heard.push(code);
    if (heard.length > 100) throw new Error(`No end after ${heard.slice(-5)}`);
    // As every caller is asked to: Retry-After.
    await sleep(1000);
  }
}

/** Prints how a crowd fared. */
export function tell(name: string, asked: readonly Asked[]): void {
  const waits = asked.flatMap((one) => one.waits).sort((a, b) => a - b);
  const counted = new Map<string, number>();
  for (const word of asked.flatMap(({ end, heard }) => [end, ...heard]))
    counted.set(word, (counted.get(word) ?? 0) + 1);
  const at = (share: number) => Math.round(waits[Math.floor((waits.length - 1) * share)] ?? 0);
  const words = [...counted].map(([word, count]) => `${count} × ${word}`).join(', ');
  console.log(`${name}: ${words}; answers after ${at(0.5)} ms (median), ${at(0.99)} (p99), ${at(1)} (last)`);
}
