import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result, refused } from '@/lib/domain/result';
import { mayCheckIn } from '@/lib/postgres/check-in-store';
import { ticketNamer } from './ticket-at-door';

type Opened = NonNullable<Awaited<ReturnType<typeof ticketNamer>>>;

/** The schedule at whose door somebody stands; refuses who is not on its staff. Throws StoreUnavailable. */
export async function openDoor(wish: {
  buyer: Buyer;
  scheduleId: string;
}): Promise<Result<Opened, { code: 'SCHEDULE_NOT_FOUND' } | { code: 'NOT_ALLOWED' }>> {
  const namer = await ticketNamer(wish.scheduleId);
  if (!namer) return refused({ code: 'SCHEDULE_NOT_FOUND' });
  const may = await mayCheckIn(wish.buyer.userId, wish.scheduleId);
  return may ? granted(namer) : refused({ code: 'NOT_ALLOWED' });
}
