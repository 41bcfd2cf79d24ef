import { crashPoint } from '@/lib/crash-point';
import type { Buyer } from '@/lib/domain/buyer';
import type { ShowCancelRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { ShowCancellation } from '@/lib/domain/show-cancellation';
import { log } from '@/lib/log';
import { cancelShowInDatabase, readShowCancellation } from '@/lib/postgres/show-cancellation-store';

/**
 * Calls an organizer's own show off. From then on nothing more is sold; a job cancels every booking with a full refund and
 * blocks every seat. There is no way back; cancelling it again changes nothing. `reason` is what people are told. Refuses
 * others' shows, and one that is over. Throws StoreUnavailable; repeating is harmless.
 */
export async function cancelShow(wish: {
  buyer: Buyer;
  scheduleId: string;
  reason?: string | null | undefined;
}): Promise<Result<ShowCancellation, ShowCancelRefusal>> {
  const { buyer, scheduleId, reason = null } = wish;
  const said = await cancelShowInDatabase(buyer, scheduleId, reason);
  if ('refusal' in said) return refused({ code: said.refusal });
  crashPoint('show_cancelled');
  if (said.fresh) log.warn({ scheduleId, by: buyer.userId }, 'a show is cancelled');
  const cancellation = await readShowCancellation(scheduleId);
  return cancellation ? granted(cancellation) : refused({ code: 'SHOW_NOT_CANCELLED' });
}
