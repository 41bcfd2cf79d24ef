import type { Buyer } from '@/lib/domain/buyer';
import type { StandbyWithShow } from '@/lib/domain/standby';
import { readStandbyOf } from '@/lib/postgres/standby-store';
import { findSale, type Sale } from '@/lib/sale/find-sale';
import { presentStandbyWithShow } from '@/lib/sale/present-standby';

/** A buyer's places in line on all schedules that are still to come, each with its show. Throws StoreUnavailable. */
export async function listStandby(wish: { buyer: Buyer }): Promise<StandbyWithShow[]> {
  const stored = await readStandbyOf(wish.buyer.userId, null);
  const ids = [...new Set(stored.map(({ scheduleId }) => scheduleId))];
  const sales = new Map<string, Sale>();
  for (const found of await Promise.all(ids.map((scheduleId) => findSale({ scheduleId })))) {
    if (found.ok) sales.set(found.value.schedule.scheduleId, found.value);
  }
  return stored.flatMap((one) => {
    const sale = sales.get(one.scheduleId);
    return sale ? [presentStandbyWithShow(sale, one)] : [];
  });
}
