import type { Buyer } from '@/lib/domain/buyer';
import type { StaffRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { dropStaff } from '@/lib/postgres/event-staff-store';
import { managedEvent } from '@/lib/tickets/managed-event';

/**
 * Takes an account off an event's staff; its next scan is refused. Refuses all but the event's organizer and operators.
 * Throws StoreUnavailable.
 */
export async function removeEventStaff(wish: {
  buyer: Buyer;
  eventId: string;
  userId: string;
}): Promise<Result<null, StaffRefusal>> {
  const event = await managedEvent(wish);
  if (!event.ok) return event;
  return (await dropStaff(wish.eventId, wish.userId))
    ? granted(null)
    : refused({ code: 'ACCOUNT_NOT_FOUND' });
}
