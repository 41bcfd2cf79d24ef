import type { Buyer } from '@/lib/domain/buyer';
import type { Hold } from '@/lib/domain/hold';
import type { NotFoundRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { readHold } from '@/lib/redis/hold-store';
import { askHold } from '@/lib/sale/ask-hold';
import { findSale } from '@/lib/sale/find-sale';
import { presentHold } from '@/lib/sale/priced-seats';

/** A buyer's hold of a schedule. Refuses NO_HOLD when there is none. Throws StoreUnavailable. */
export async function viewHold(wish: {
  buyer: Buyer;
  scheduleId: string;
}): Promise<Result<Hold, Extract<NotFoundRefusal, { code: 'NO_HOLD' | 'SCHEDULE_NOT_FOUND' }>>> {
  const { scheduleId } = wish;
  const found = await findSale({ scheduleId });
  if (!found.ok) return refused({ code: 'SCHEDULE_NOT_FOUND' });
  const said = await askHold(scheduleId, () => readHold({ scheduleId, userId: wish.buyer.userId }));
  if (said.outcome !== 'held') return refused({ code: 'NO_HOLD' });
  return granted(presentHold(found.value, said.hold));
}
