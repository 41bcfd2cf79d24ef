import type { Buyer } from '@/lib/domain/buyer';
import { manages } from '@/lib/domain/manages';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { Text } from '@/lib/domain/sale';
import { readEventOwner } from '@/lib/postgres/event-staff-store';

/** The event whose staff somebody wants to change; refuses all but its organizer and operators. Throws StoreUnavailable. */
export async function managedEvent(wish: {
  buyer: Buyer;
  eventId: string;
}): Promise<Result<{ title: Text }, { code: 'EVENT_NOT_FOUND' } | { code: 'NOT_ALLOWED' }>> {
  const event = await readEventOwner(wish.eventId);
  if (!event) return refused({ code: 'EVENT_NOT_FOUND' });
  return manages(wish.buyer, event.organizerId)
    ? granted({ title: event.title })
    : refused({ code: 'NOT_ALLOWED' });
}
