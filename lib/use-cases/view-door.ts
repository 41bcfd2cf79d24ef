import type { Buyer } from '@/lib/domain/buyer';
import type { Door } from '@/lib/domain/door-list';
import { granted, type Result, refused } from '@/lib/domain/result';
import { readDoors } from '@/lib/postgres/event-staff-store';

/** One show at whose door an account may stand, past ones too; refuses who is not on its staff. Throws StoreUnavailable. */
export async function viewDoor(wish: {
  buyer: Buyer;
  scheduleId: string;
}): Promise<Result<Door, { code: 'NOT_ALLOWED' }>> {
  const [door] = await readDoors(wish.buyer.userId, wish.scheduleId);
  return door ? granted(door) : refused({ code: 'NOT_ALLOWED' });
}
