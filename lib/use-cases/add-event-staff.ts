import type { Buyer } from '@/lib/domain/buyer';
import type { StaffRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { addStaff } from '@/lib/postgres/event-staff-store';
import { managedEvent } from '@/lib/tickets/managed-event';

/**
 * Puts an account on an event's staff by its email: from now on it checks tickets in at all of its shows. Adding twice
 * is no error. Refuses all but the event's organizer and operators, and an email nobody signed up with. Throws
 * StoreUnavailable.
 */
export async function addEventStaff(wish: {
  buyer: Buyer;
  eventId: string;
  email: string;
}): Promise<Result<{ userId: string }, StaffRefusal>> {
  const event = await managedEvent(wish);
  if (!event.ok) return event;
  const userId = await addStaff(wish.eventId, wish.email, wish.buyer.userId);
  return userId === null ? refused({ code: 'ACCOUNT_NOT_FOUND' }) : granted({ userId });
}
