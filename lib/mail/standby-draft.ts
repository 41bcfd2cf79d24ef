import { ticketNames } from '@/lib/domain/booking-calendar';
import type { MailContent } from '@/lib/domain/mail';
import { formatMoney } from '@/lib/domain/money';
import { showDateTime, showDeadline } from '@/lib/domain/show-time';
import type { Draft } from './letter';
import type { Desk } from './letter-of';
import { wordsOf } from './words';

type Offered = Extract<MailContent, { kind: 'standby_offer' }>;

/** Seats that somebody waited for came free and are theirs for a while. */
export function standbyDraft({ standby }: Offered, { reader, appUrl }: Desk): Draft {
  const { language } = reader;
  const { t, saySeat } = wordsOf(language);
  const { event, venue, startsAt, offer, scheduleId } = standby;
  const seats = offer?.seats ?? [];
  const until = offer ? showDeadline(offer.endsAt, language, venue.timeZone) : '';
  const body = t('standbyOffer.body', { until });
  const names = ticketNames({ seats, entries: [] }, language, saySeat);
  return {
    subject: t('standbyOffer.subject', { event: event.title[language] }),
    preview: body,
    title: t('standbyOffer.title'),
    parts: [
      { kind: 'paragraph', text: body },
      {
        kind: 'facts',
        facts: [
          { name: t('event'), value: `${event.title[language]} — ${event.artist[language]}` },
          { name: t('when'), value: showDateTime(startsAt, language, venue.timeZone) },
          { name: t('where'), value: `${venue.name[language]}, ${venue.city[language]}` },
        ],
      },
      {
        kind: 'list',
        title: t('seats'),
        items: names.map(({ what, price }) => ({ what, price: formatMoney(price, language) })),
      },
      {
        kind: 'button',
        label: t('standbyOffer.button'),
        url: new URL(`/schedules/${encodeURIComponent(scheduleId)}`, appUrl).href,
      },
    ],
  };
}
