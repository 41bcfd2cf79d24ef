import type { HallPicture } from '@/lib/domain/hall-picture';
import { granted, type Result, refused } from '@/lib/domain/result';
import { readHall } from '@/lib/postgres/plan-store';

/** The picture of a hall, the same for ever for one plan. Throws StoreUnavailable. */
export async function viewHall(planId: string): Promise<Result<HallPicture, { code: 'PLAN_NOT_FOUND' }>> {
  const ready = await readHall(planId);
  return ready ? granted(ready.picture) : refused({ code: 'PLAN_NOT_FOUND' });
}
