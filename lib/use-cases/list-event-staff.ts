import type { Buyer } from '@/lib/domain/buyer';
import type { StaffRefusal } from '@/lib/domain/refusals';
import { granted, type Result } from '@/lib/domain/result';
import type { Text } from '@/lib/domain/sale';
import { readEventStaff, type StaffMember } from '@/lib/postgres/event-staff-store';
import { managedEvent } from '@/lib/tickets/managed-event';

/** Who is on an event's staff, for its organizer. Throws StoreUnavailable. */
export async function listEventStaff(wish: {
  buyer: Buyer;
  eventId: string;
}): Promise<Result<{ title: Text; staff: StaffMember[] }, StaffRefusal>> {
  const event = await managedEvent(wish);
  if (!event.ok) return event;
  return granted({ ...event.value, staff: await readEventStaff(wish.eventId) });
}
