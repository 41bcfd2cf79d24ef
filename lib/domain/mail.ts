import type { BookingView } from './booking';
import type { Money } from './money';
import type { StandbyWithShow } from './standby';

/** What mails are about. The database writes all but the last two (mail_of_booking and the like, in the migrations). */
export const mailKinds = [
  'booking_confirmed',
  'tickets_cancelled',
  'booking_cancelled',
  'show_cancelled',
  'payment_returned',
  'standby_offer',
  'verify_address',
  'reset_password',
] as const;

/** What a mail says was given back: these tickets of the booking, this kept of them, that going back. */
export interface GivenBack {
  /** As the booking names them (`BookedSeat.ticket`). */
  tickets: string[];
  fee: Money | null;
  refund: Money | null;
}

/** What one mail tells, read when it is sent. */
export type MailContent =
  | { kind: 'booking_confirmed'; booking: BookingView }
  | {
      kind: 'tickets_cancelled' | 'booking_cancelled' | 'show_cancelled' | 'payment_returned';
      booking: BookingView;
      given: GivenBack;
    }
  | { kind: 'standby_offer'; standby: StandbyWithShow }
  /** The token of a link that works once, and for how many hours. */
  | { kind: 'verify_address' | 'reset_password'; token: string; hours: number };

/** Whom a mail goes to. */
export interface MailReader {
  /** null: the address is not proven, and a stranger may have typed anything as a name for it. */
  name: string | null;
  email: string;
  language: 'ko' | 'en';
}
