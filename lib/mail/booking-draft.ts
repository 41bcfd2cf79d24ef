import type { BookingView } from '@/lib/domain/booking';
import { bookingCalendar, ticketNames } from '@/lib/domain/booking-calendar';
import { calendarFile } from '@/lib/domain/calendar-file';
import type { GivenBack, MailContent } from '@/lib/domain/mail';
import { formatMoney, type Money } from '@/lib/domain/money';
import { showDateTime } from '@/lib/domain/show-time';
import type { Draft, Part } from './letter';
import type { Desk } from './letter-of';
import { wordsOf } from './words';

type Booked = Pick<BookingView, 'seats' | 'entries'>;
type BookingContent = Extract<MailContent, { booking: BookingView }>;

/** What is said of a booking: confirmed, cancelled in part, cancelled, its show cancelled. */
export function bookingDraft(content: BookingContent, desk: Desk): Draft {
  const { t } = wordsOf(desk.reader.language);
  const event = content.booking.event.title[desk.reader.language];
  switch (content.kind) {
    case 'booking_confirmed': {
      const subject = t('confirmed.subject', { event });
      return confirmedDraft(content.booking, desk, subject);
    }
    case 'tickets_cancelled': {
      const words = { subject: t('ticketsCancelled.subject', { event }), title: t('ticketsCancelled.title') };
      return givenBackDraft(content, desk, { ...words, body: t('ticketsCancelled.body') });
    }
    case 'booking_cancelled': {
      const words = { subject: t('cancelled.subject', { event }), title: t('cancelled.title') };
      return givenBackDraft(content, desk, { ...words, body: t('cancelled.body') });
    }
    case 'show_cancelled': {
      const words = { subject: t('showCancelled.subject', { event }), title: t('showCancelled.title') };
      return givenBackDraft(content, desk, { ...words, body: t('showCancelled.body') });
    }
    case 'payment_returned': {
      const words = { subject: t('paymentReturned.subject', { event }), title: t('paymentReturned.title') };
      return givenBackDraft(content, desk, { ...words, body: t('paymentReturned.body') });
    }
  }
}

function bookingUrl(code: string, { appUrl }: Desk): string {
  return new URL(`/bookings/${encodeURIComponent(code)}`, appUrl).href;
}

function facts(booking: BookingView, { reader }: Desk, more: [string, Money | null][]): Part {
  const { language } = reader;
  const { t } = wordsOf(language);
  const { event, venue } = booking;
  return {
    kind: 'facts',
    facts: [
      { name: t('event'), value: `${event.title[language]} — ${event.artist[language]}` },
      { name: t('when'), value: showDateTime(booking.startsAt, language, venue.timeZone) },
      { name: t('where'), value: `${venue.name[language]}, ${venue.city[language]}` },
      { name: t('code'), value: booking.code },
      ...more.flatMap(([name, money]) => (money ? [{ name, value: formatMoney(money, language) }] : [])),
    ],
  };
}

function tickets(booked: Booked, { reader }: Desk, title: string): Part {
  const names = ticketNames(booked, reader.language, wordsOf(reader.language).saySeat);
  const items = names.map(({ what, price }) => ({ what, price: formatMoney(price, reader.language) }));
  return { kind: 'list', title, items };
}

/** The booking for its buyer's calendar: put in, or struck out again. */
function calendarOf(booking: BookingView, desk: Desk): NonNullable<Draft['attachments']> {
  const { language } = desk.reader;
  const say = wordsOf(language).saySeat;
  const entry = bookingCalendar(booking, {
    language,
    say,
    url: bookingUrl(booking.code, desk),
    now: desk.now,
  });
  const filename = `rowlock-${booking.code}.ics`;
  return [{ filename, content: calendarFile(entry), contentType: 'text/calendar; charset=utf-8' }];
}

function confirmedDraft(booking: BookingView, desk: Desk, subject: string): Draft {
  const { t } = wordsOf(desk.reader.language);
  const count = booking.seats.length + booking.entries.length;
  return {
    subject,
    preview: t('confirmed.body'),
    title: t('confirmed.title'),
    parts: [
      { kind: 'paragraph', text: t('confirmed.body') },
      facts(booking, desk, [[t('total'), booking.total]]),
      tickets(booking, desk, t('tickets', { count })),
      { kind: 'button', label: t('confirmed.button'), url: bookingUrl(booking.code, desk) },
      { kind: 'note', text: t('confirmed.note') },
    ],
    attachments: calendarOf(booking, desk),
  };
}

/** What was cancelled out of a booking that goes on, as far as this mail tells of it. */
function cancelledOf({ cancelledSeats, cancelledEntries }: BookingView, given: GivenBack): Booked {
  const told = ({ ticket }: { ticket: string }) => given.tickets.includes(ticket);
  return { seats: cancelledSeats.filter(told), entries: cancelledEntries.filter(told) };
}

function givenBackDraft(
  content: Exclude<BookingContent, { kind: 'booking_confirmed' }>,
  desk: Desk,
  words: { subject: string; title: string; body: string },
): Draft {
  const { kind, booking, given } = content;
  const { t } = wordsOf(desk.reader.language);
  const isPaid = booking.paymentMethod !== 'none';
  const reason = kind === 'show_cancelled' ? booking.showCancelled?.reason : null;
  const count = booking.seats.length + booking.entries.length;
  const lists =
    kind === 'tickets_cancelled'
      ? [
          tickets(cancelledOf(booking, given), desk, t('ticketsCancelled.cancelled')),
          tickets(booking, desk, t('ticketsCancelled.left', { count })),
        ]
      : [];
  return {
    subject: words.subject,
    preview: words.body,
    title: words.title,
    parts: [
      { kind: 'paragraph', text: words.body },
      ...(reason ? [{ kind: 'quote' as const, text: reason }] : []),
      facts(booking, desk, [
        [t('fee'), given.fee],
        [isPaid ? t('refund') : t('noLongerDue'), given.refund],
      ]),
      ...lists,
      { kind: 'button', label: t('openBooking'), url: bookingUrl(booking.code, desk) },
      ...(isPaid && given.refund && given.refund.amount > 0
        ? [{ kind: 'note' as const, text: t('refundOnItsWay') }]
        : []),
    ],
    // Nothing was ever confirmed of what was not paid in time.
    attachments: kind === 'payment_returned' ? [] : calendarOf(booking, desk),
  };
}
