import { getLocale } from 'next-intl/server';
import type { BookingView } from '@/lib/domain/booking';
import { CancelBooking } from './cancel-booking';
import { cancelChoices } from './cancel-choice';
import { readSaySeat } from './say-seat';
import type { CancelActions } from './use-cancellation';

/** The way to cancel a booking, or some of its tickets. */
export async function CancelButton({ booking, ...actions }: CancelActions & { booking: BookingView }) {
  const language = await getLocale();
  const say = await readSaySeat();
  return (
    <CancelBooking
      code={booking.code}
      title={booking.event.title[language]}
      timeZone={booking.venue.timeZone}
      paid={booking.paymentMethod !== 'none'}
      choices={cancelChoices(booking, language, say)}
      {...actions}
    />
  );
}
