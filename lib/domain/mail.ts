import type { BookingView } from './booking';
import type { Money } from './money';
import type { StandbyWithShow } from './standby';

/** What mails are about. The database writes all but the last two (mail_of_booking, mail_of_offer in the migrations). */
export const mailKinds = [
  'booking_confirmed',
  'tickets_cancelled',
  'booking_cancelled',
  'show_cancelled',
  'standby_offer',
  'verify_address',
  'reset_password',
] as const;
export type MailKind = (typeof mailKinds)[number];

/** What one mail tells, read when it is sent. */
export type MailContent =
  | { kind: 'booking_confirmed' | 'booking_cancelled' | 'show_cancelled'; booking: BookingView }
  /** Some tickets of it were given back; what was kept and goes back for all that was given back so far. */
  | { kind: 'tickets_cancelled'; booking: BookingView; fee: Money; refund: Money }
  | { kind: 'standby_offer'; standby: StandbyWithShow }
  /** The token of a link that works once, and for how many hours. */
  | { kind: 'verify_address' | 'reset_password'; token: string; hours: number };

/** Whom a mail goes to. */
export interface MailReader {
  name: string;
  email: string;
  language: 'ko' | 'en';
}
