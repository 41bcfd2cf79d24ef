import { customAlphabet } from 'nanoid';
import { koreanCancellationPolicy } from '@/lib/domain/cancellation';
import { granted, type Result, refused } from '@/lib/domain/result';
import { usualSettings } from '@/lib/domain/waiting-room';
import { importSchedule } from '@/lib/postgres/import-schedule';
import { endOf } from './concert-file';
import type { Prisma, Role } from './generated/client';
import { ownTransaction } from './own-transaction';
import type { Concert } from './read-concert';
import { storePlanOnce } from './store-plan';

type Database = Prisma.TransactionClient;

/** What an import came to. */
export interface ConcertStored {
  eventId: string;
  /** When the shows begin that are on sale by this import, and those that were before. */
  added: Date[];
  there: Date[];
}

/** Any number of our own: whoever holds it imports, so that two at once do not see the same hall free. */
const importLock = 7_042_150;

const newId = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz', 12);

/**
 * Puts a concert on sale in DATABASE_URL, all or nothing: venue, plan, event, and its shows that are not there yet by their
 * beginning. An event of this organizer that is there has its words, poster and limit replaced; shows that are there stay
 * as they are, as people may have booked them. Refuses with a sentence what cannot be stored.
 */
export function storeConcert(concert: Concert): Promise<Result<ConcertStored, string>> {
  return ownTransaction('the concert', async (tx) => {
    await tx.$queryRaw`SELECT 1 AS taken FROM (SELECT pg_advisory_xact_lock(${importLock}::bigint)) AS lock`;
    const organizer = await organizerOf(tx, concert.organizer);
    if (!organizer.ok) return organizer;
    const venue = await storeVenue(tx, concert.venue);
    if (!venue.ok) return venue;
    const plan = await storePlanOnce(tx, concert.venue.id, concert.plan);
    if (!plan.ok) return plan;
    const event = await storeEvent(tx, organizer.value, concert.event);
    if (!event.ok) return event;
    return storeShows(tx, concert, { eventId: event.value, planId: plan.value.id });
  });
}

/** Staff may be organizers too: they keep the doors they are staff of, which do not hang on the role. Operators stay operators. */
async function organizerOf(tx: Database, email: string): Promise<Result<string, string>> {
  const user = await tx.user.findUnique({ where: { email }, select: { id: true } });
  if (!user) return refused(`There is no account of ${email}: sign up with this address first.`);
  const lesser = { id: user.id, role: { in: ['buyer', 'staff'] satisfies Role[] } };
  await tx.user.updateMany({ where: lesser, data: { role: 'organizer' } });
  return granted(user.id);
}

/** One that is there stays as it is: other concerts are told by it, and deadlines reckoned in its zone. */
async function storeVenue(
  tx: Database,
  { id, name, city, timeZone }: Concert['venue'],
): Promise<Result<null, string>> {
  const data = { nameKo: name.ko, nameEn: name.en, cityKo: city.ko, cityEn: city.en, timeZone };
  const stored = await tx.venue.upsert({ where: { id }, create: { id, ...data }, update: {} });
  if (stored.timeZone === timeZone) return granted(null);
  return refused(`Venue "${id}" is there with the time zone ${stored.timeZone}.`);
}

async function storeEvent(
  tx: Database,
  organizerId: string,
  { slug, title, artist, description, poster, seatLimit }: Concert['event'],
): Promise<Result<string, string>> {
  const data = {
    ...{ titleKo: title.ko, titleEn: title.en, artistKo: artist.ko, artistEn: artist.en, poster, seatLimit },
    descriptionKo: description.ko.join('\n\n'),
    descriptionEn: description.en.join('\n\n'),
  };
  const known = await tx.event.findUnique({ where: { slug }, select: { id: true, organizerId: true } });
  if (!known) {
    const id = newId();
    await tx.event.create({ data: { id, slug, organizerId, ...data } });
    return granted(id);
  }
  if (known.organizerId !== organizerId) {
    return refused(`"${slug}" is another organizer's event: choose another slug.`);
  }
  await tx.event.update({ where: { id: known.id }, data });
  return granted(known.id);
}

async function storeShows(
  tx: Database,
  concert: Concert,
  where: { eventId: string; planId: string },
): Promise<Result<ConcertStored, string>> {
  const { eventId } = where;
  const known = await tx.schedule.findMany({ where: { eventId }, select: { startsAt: true } });
  const isKnown = (at: Date) => known.some(({ startsAt }) => startsAt.getTime() === at.getTime());
  const stored: ConcertStored = { eventId, added: [], there: [] };
  for (const show of concert.shows) {
    if (isKnown(show.startsAt)) stored.there.push(show.startsAt);
    else {
      const free = await hallIsFree(tx, concert.venue.id, show);
      if (!free.ok) return free;
      const said = await storeShow(tx, concert, show, where);
      if (!said.ok) return said;
      stored.added.push(show.startsAt);
    }
  }
  return granted(stored);
}

/** A hall has one show at a time, of whatever event: else each of its seats would be sold twice. */
async function hallIsFree(
  tx: Database,
  venueId: string,
  show: Concert['shows'][number],
): Promise<Result<null, string>> {
  const meanwhile = { startsAt: { lt: endOf(show) }, endsAt: { gt: show.startsAt }, cancelledAt: null };
  const other = await tx.schedule.findFirst({
    where: { venueId, ...meanwhile },
    select: { startsAt: true, event: { select: { slug: true } } },
  });
  if (!other) return granted(null);
  const [begins, others] = [show.startsAt, other.startsAt].map((at) => at.toISOString());
  return refused(
    `The show of ${begins} overlaps with the one of "${other.event.slug}" at ${others} in the same hall, "${venueId}".`,
  );
}

async function storeShow(
  tx: Database,
  { venue, grades, currency, rules, hall }: Concert,
  show: Concert['shows'][number],
  where: { eventId: string; planId: string },
): Promise<Result<null, string>> {
  const id = newId();
  const { startsAt, salesOpenAt, salesCloseAt, waitingRoomOpensAt } = show;
  const schedule = {
    ...{ id, ...where, venueId: venue.id, currency },
    ...{ startsAt, endsAt: endOf(show), salesOpenAt, salesCloseAt },
    ...{ cancellation: koreanCancellationPolicy, paymentMethods: ['none'], ...rules },
  };
  const priced = grades.map(({ category, name = category, price }) => ({
    category,
    name,
    priceMinor: price,
  }));
  const imported = await importSchedule(tx, schedule, priced, hall);
  if (!imported.ok) return refused(`No price for ${imported.refusal.categories.join(', ')}.`);
  if (waitingRoomOpensAt) {
    await tx.waitingRoom.create({ data: { scheduleId: id, ...usualSettings, opensAt: waitingRoomOpensAt } });
  }
  return granted(null);
}
