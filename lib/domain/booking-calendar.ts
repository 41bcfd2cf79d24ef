import type { BookingView } from './booking';
import { isLive } from './booking-states';
import type { CalendarEntry } from './calendar-file';
import type { PricedSeat } from './refusals';
import { seatName } from './seat-name';
import { areaName, type Entry } from './standing-area';

/** The sentences under `seat` in the messages. */
export interface SaySeat {
  seat: (values: { section: string; row: string; number: string }) => string;
  entry: (values: { area: string; number: number }) => string;
}

interface Named {
  seats: readonly PricedSeat[];
  entries: readonly Entry[];
}

/** What a booking's tickets are for, in the reader's language, seats first; each with its price. */
export function ticketNames({ seats, entries }: Named, language: 'ko' | 'en', say: SaySeat) {
  return [
    ...seats.map((seat) => ({ what: say.seat(seatName(seat, language)), price: seat.price })),
    ...entries.map(({ entryNumber, price, ...named }) => {
      const area = areaName(named, language);
      return { what: entryNumber === null ? area : say.entry({ area, number: entryNumber }), price };
    }),
  ];
}

/** A booking in its buyer's calendar; `url` is its page. */
export function bookingCalendar(
  booking: BookingView,
  to: { language: 'ko' | 'en'; say: SaySeat; url: string; now: Date },
): CalendarEntry {
  const { language, say, url, now } = to;
  const { event, venue } = booking;
  const tickets = ticketNames(booking, language, say).map(({ what }) => what);
  return {
    uid: `booking-${booking.bookingId}@rowlock`,
    title: `${event.title[language]} — ${event.artist[language]}`,
    description: [booking.code, ...tickets, url].join('\n'),
    location: `${venue.name[language]}, ${venue.city[language]}`,
    url,
    startsAt: new Date(booking.startsAt),
    endsAt: new Date(booking.endsAt),
    cancelled: booking.showCancelled !== null || !isLive(booking.status),
    now,
  };
}
