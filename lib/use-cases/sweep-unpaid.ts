import { crashPoint } from '@/lib/crash-point';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { expireBooking, listUnpaid } from '@/lib/postgres/claim-store';
import { tellSeatBase } from '@/lib/sale/tell-seat-base';

const claimsAPass = 100;

/**
 * Frees the seats of claims that were not paid in time; their payments are let go of by the reconciler. Any number of
 * instances may run it: a claim that another is at is left to it. Answers how many it ended; 0 too when PostgreSQL is away.
 */
export async function sweepUnpaid(): Promise<number> {
  let ended = 0;
  try {
    for (const bookingId of await listUnpaid(claimsAPass)) if (await end(bookingId)) ended += 1;
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error;
  }
  return ended;
}

/** Ends a claim. One that cannot be ended is told, and does not keep the others' seats. Throws StoreUnavailable. */
async function end(bookingId: string): Promise<boolean> {
  const claim = await expireBooking(bookingId).catch((error: unknown) => {
    if (isStoreUnavailable(error)) throw error;
    log.error({ error, bookingId }, 'a claim could not be ended');
    return null;
  });
  if (!claim) return false;
  crashPoint('expire_committed');
  await tellSeatBase({ scheduleId: claim.scheduleId }, { seats: claim.changed, areas: claim.changed_areas });
  return true;
}
