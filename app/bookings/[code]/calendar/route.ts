import { getLocale } from 'next-intl/server';
import { bookingOf } from '@/app/bookings/booking-of';
import { calendarResponse } from '@/app/calendar-file';
import { visitor } from '@/app/visitor';
import { readSaySeat } from '@/components/bookings/say-seat';
import { bookingCalendar } from '@/lib/domain/booking-calendar';
import { env } from '@/lib/env';

/** A booking as a calendar file, its seats and entry numbers in the description. */
export async function GET(_request: Request, { params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const { buyer } = await visitor();
  const booking = buyer && (await bookingOf(buyer, code));
  if (!booking) return new Response(null, { status: 404 });
  const language = await getLocale();
  const say = await readSaySeat();
  const url = new URL(`/bookings/${booking.code}`, env().APP_URL).href;
  const entry = bookingCalendar(booking, { language, say, url, now: new Date() });
  return calendarResponse(entry, `rowlock-${booking.code}.ics`);
}
