import { getLocale, getTranslations } from 'next-intl/server';
import { bookingOf } from '@/app/bookings/booking-of';
import { calendarResponse } from '@/app/calendar-file';
import { visitor } from '@/app/visitor';
import { seatName } from '@/components/seat-name';
import { areaName } from '@/lib/domain/standing-area';
import { env } from '@/lib/env';

/** A booking as a calendar file, its seats and entry numbers in the description. */
export async function GET(_request: Request, { params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const { buyer } = await visitor();
  const booking = buyer && (await bookingOf(buyer, code));
  if (!booking) return new Response(null, { status: 404 });
  const language = await getLocale();
  const t = await getTranslations('seat');
  const tickets = [
    ...booking.seats.map((seat) => t('name', seatName(seat, language))),
    ...booking.entries.map(({ entryNumber, ...named }) => {
      const area = areaName(named, language);
      return entryNumber === null ? area : t('entry', { area, number: entryNumber });
    }),
  ];
  const url = new URL(`/bookings/${booking.code}`, env().APP_URL).href;
  return calendarResponse(
    {
      uid: `booking-${booking.bookingId}@rowlock`,
      title: `${booking.event.title[language]} — ${booking.event.artist[language]}`,
      description: [booking.code, ...tickets, url].join('\n'),
      location: `${booking.venue.name[language]}, ${booking.venue.city[language]}`,
      url,
      startsAt: new Date(booking.startsAt),
      endsAt: new Date(booking.endsAt),
      now: new Date(),
    },
    `rowlock-${booking.code}.ics`,
  );
}
