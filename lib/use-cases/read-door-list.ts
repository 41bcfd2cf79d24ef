import type { Buyer } from '@/lib/domain/buyer';
import type { DoorTicket } from '@/lib/domain/door-list';
import type { DoorRefusal } from '@/lib/domain/refusals';
import { granted, type Result } from '@/lib/domain/result';
import { type TicketPublicKey, ticketOfId } from '@/lib/domain/ticket';
import { countCheckIns } from '@/lib/postgres/check-in-store';
import { readDatabaseClock } from '@/lib/postgres/clock';
import { readDoorList as readInDatabase } from '@/lib/postgres/door-list-store';
import { openDoor } from '@/lib/tickets/open-door';
import { verifyingKeys } from '@/lib/tickets/ticket-keys';

/** A page of a schedule's door list, with all a device needs to go on without a connection. */
export interface DoorList {
  tickets: DoorTicket[];
  /** Where the list goes on; null at its end. */
  next: string | null;
  /** Asked with this as `since` after the last page, what has changed is told. ISO 8601. */
  asOf: string;
  keys: TicketPublicKey[];
  counts: { admitted: number; total: number };
}

/**
 * The tickets of a schedule for its door, those that admit and those that were cancelled, a page at a time; with `since`
 * only what has changed. Refuses who is not on the schedule's staff. Throws StoreUnavailable.
 */
export async function readDoorList(wish: {
  buyer: Buyer;
  scheduleId: string;
  since?: Date | undefined;
  after?: string | undefined;
  limit: number;
}): Promise<Result<DoorList, DoorRefusal>> {
  const { scheduleId, limit } = wish;
  const door = await openDoor(wish);
  if (!door.ok) return door;
  // Before the list is read: a change in between is told twice rather than never.
  const now = await readDatabaseClock();
  const after = wish.after === undefined ? null : ticketOfId(wish.after);
  const [listed, keys, counts] = await Promise.all([
    readInDatabase({ scheduleId, since: wish.since ?? null, after, limit }),
    verifyingKeys(),
    countCheckIns(scheduleId),
  ]);
  const tickets = listed.map(({ ticket, serial, admits, used }) => ({
    ...door.value.name(ticket),
    serial,
    admits,
    used: used && { at: used.at.toISOString(), device: used.device },
  }));
  const next = tickets.length === limit ? (tickets.at(-1)?.ticketId ?? null) : null;
  return granted({ tickets, next, asOf: now.toISOString(), keys, counts });
}
