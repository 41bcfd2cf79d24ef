import type { BookingView } from './booking';
import type { Money } from './money';
import type { PartOfBooking } from './refusals';

type Tickets = Pick<BookingView, 'seats' | 'entries'>;

/** A booking's tickets, with those that were cancelled out of it. */
export function everHad(
  booking: Pick<BookingView, 'seats' | 'entries' | 'cancelledSeats' | 'cancelledEntries'>,
): Tickets {
  return {
    seats: [...booking.seats, ...booking.cancelledSeats],
    entries: [...booking.entries, ...booking.cancelledEntries],
  };
}

/** The tickets of a booking that a caller names, and what names none that it has. */
export interface NamedPart {
  tickets: string[];
  missing: PartOfBooking;
}

/** Understands which tickets of a booking are meant, each once. */
export function ticketsOfPart({ seats, entries }: Tickets, part: PartOfBooking): NamedPart {
  const tickets = new Set<string>();
  const missing: PartOfBooking = { seatIds: [], entries: [] };
  for (const seatId of part.seatIds) {
    const ticket = seats.find((seat) => seat.seatId === seatId)?.ticket;
    if (ticket === undefined) missing.seatIds.push(seatId);
    else tickets.add(ticket);
  }
  for (const named of part.entries) {
    const ticket = entries.find(
      ({ areaId, entryNumber }) => areaId === named.areaId && entryNumber === named.entryNumber,
    )?.ticket;
    if (ticket === undefined) missing.entries.push(named);
    else tickets.add(ticket);
  }
  return { tickets: [...tickets], missing };
}

/** Names tickets of a booking as callers do. */
export function partOfTickets({ seats, entries }: Tickets, tickets: readonly string[]): PartOfBooking {
  const isMeant = ({ ticket }: { ticket: string }) => tickets.includes(ticket);
  return {
    seatIds: seats.filter(isMeant).map(({ seatId }) => seatId),
    entries: entries
      .filter(isMeant)
      .flatMap(({ areaId, entryNumber }) => (entryNumber === null ? [] : [{ areaId, entryNumber }])),
  };
}

/** What tickets of a booking cost, minor units each. */
export function pricesOf(
  { seats, entries }: { seats: readonly Priced[]; entries: readonly Priced[] },
  tickets: readonly string[],
): number[] {
  const meant = [...seats, ...entries].filter(({ ticket }) => tickets.includes(ticket));
  return meant.map(({ price }) => price.amount);
}

interface Priced {
  ticket: string;
  price: Money;
}
