import type { Buyer } from '@/lib/domain/buyer';
import type { StaffRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { isMailOn } from '@/lib/mail/smtp';
import { addStaff } from '@/lib/postgres/event-staff-store';
import { managedEvent } from '@/lib/tickets/managed-event';

/**
 * Puts an account on an event's staff by its email: from now on it checks tickets in at all of its shows. Adding twice
 * is no error. Refuses all but the event's organizer and operators, and an email nobody signed up with,
 * or somebody who has not proven it, where we can send mail to prove it by: it may be anybody's. Throws
 * StoreUnavailable.
 */
export async function addEventStaff(wish: {
  buyer: Buyer;
  eventId: string;
  email: string;
}): Promise<Result<{ userId: string }, StaffRefusal>> {
  const event = await managedEvent(wish);
  if (!event.ok) return event;
  const { eventId, email, buyer } = wish;
  const added = await addStaff(eventId, { email, mustBeProven: isMailOn() }, buyer.userId);
  if (added === null) return refused({ code: 'ACCOUNT_NOT_FOUND' });
  return added === 'unproven' ? refused({ code: 'ADDRESS_NOT_PROVEN' }) : granted(added);
}
