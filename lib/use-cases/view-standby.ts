import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { Standby } from '@/lib/domain/standby';
import { readStandbyOf } from '@/lib/postgres/standby-store';
import { findSale } from '@/lib/sale/find-sale';
import { presentStandby } from '@/lib/sale/present-standby';

/**
 * A buyer's places in line on one schedule, the earliest first; what was passed on is told for a day. Refuses
 * SCHEDULE_NOT_FOUND. Throws StoreUnavailable.
 */
export async function viewStandby(wish: {
  buyer: Buyer;
  scheduleId: string;
}): Promise<Result<Standby[], { code: 'SCHEDULE_NOT_FOUND' }>> {
  const [found, stored] = await Promise.all([
    findSale({ scheduleId: wish.scheduleId }),
    readStandbyOf(wish.buyer.userId, wish.scheduleId),
  ]);
  if (!found.ok) return refused({ code: 'SCHEDULE_NOT_FOUND' });
  return granted(stored.map((one) => presentStandby(found.value, one)));
}
