import { koreanCancellationPolicy } from '@/lib/domain/cancellation';
import type { Hall } from '@/lib/domain/hall';
import { usualSettings } from '@/lib/domain/waiting-room';
import { importPlan } from '@/lib/postgres/import-plan';
import { importSchedule } from '@/lib/postgres/import-schedule';
import type { Prisma } from '../generated/client';
import { insertDemoAccounts } from './demo-accounts';
import { insertCancelledBooking, insertDemoSale } from './demo-bookings';
import type { DemoConcert, DemoSchedule, HallKey } from './demo-concert';
import { demoConcerts } from './demo-concerts';
import { insertDemoEntries } from './demo-entries';
import { demoHalls, demoTimeZone, demoVenues, planIdOf } from './demo-halls';
import { fillHall, seededRandom } from './fill-hall';
import { fromNow } from './from-now';

type Database = Prisma.TransactionClient;

interface Stored {
  venueId: string;
  planId: string;
  hall: Hall;
}

/** Concerts in which the demo's first buyer has a booking, and the one she has given back. */
const buyersConcerts = ['blue-hour', 'mahler-five'];
const buyersCancelled = 'ceremony-of-candles';
const buyerId = 'demo-buyer';
/** Checks tickets at every concert's door. */
const staffId = 'demo-staff';

/** Writes the whole demo into an empty database; `now` is what its dates are told from. */
export async function seedDemo(db: Database, now: Date, log: (line: string) => void): Promise<void> {
  await insertDemoAccounts(db);
  const organizer = await db.user.findUniqueOrThrow({ where: { email: 'organizer@rowlock.demo' } });
  const halls = new Map<HallKey, Stored>();
  await db.venue.createMany({
    data: Object.entries(demoVenues).map(([id, { name, city }]) => ({
      ...{ id, nameKo: name.ko, nameEn: name.en, cityKo: city.ko, cityEn: city.en },
      timeZone: demoTimeZone,
    })),
  });
  for (const key of ['club', 'clubStanding', 'theatre', 'arena', 'dome'] as const) {
    const stored = await insertHall(db, key);
    halls.set(key, stored);
    log(`${stored.hall.name}: ${stored.hall.seats.length.toLocaleString('en')} seats drawn`);
  }
  let scheduleNumber = 0;
  for (const [index, concert] of demoConcerts.entries()) {
    const stored = halls.get(concert.hall);
    if (!stored) throw new Error(`No hall ${concert.hall}`);
    await insertEvent(db, String(index + 1), organizer.id, concert);
    for (const schedule of concert.schedules) {
      scheduleNumber += 1;
      await insertSchedule(db, now, {
        concert,
        schedule,
        stored,
        eventId: String(index + 1),
        scheduleNumber,
      });
    }
    log(`${concert.title.en}: ${concert.schedules.length} dates`);
  }
}

async function insertHall(db: Database, key: HallKey): Promise<Stored> {
  const { venue, draw } = demoHalls[key];
  const json = draw();
  const planId = planIdOf(key, json);
  const imported = await importPlan(db, { id: planId, venueId: venue, json });
  if (!imported.ok) throw new Error(`${key}: ${JSON.stringify(imported.refusal.issues)}`);
  return { venueId: venue, planId, hall: imported.value };
}

async function insertEvent(
  db: Database,
  id: string,
  organizerId: string,
  concert: DemoConcert,
): Promise<void> {
  const { slug, title, artist, description } = concert;
  await db.event.create({
    data: {
      id,
      slug,
      organizerId,
      titleKo: title.ko,
      titleEn: title.en,
      artistKo: artist.ko,
      artistEn: artist.en,
      descriptionKo: description.ko.join('\n\n'),
      descriptionEn: description.en.join('\n\n'),
      poster: `/posters/${slug}.svg`,
      staff: { create: { userId: staffId, addedBy: organizerId } },
    },
  });
}

interface ScheduleToStore {
  concert: DemoConcert;
  schedule: DemoSchedule;
  stored: Stored;
  eventId: string;
  scheduleNumber: number;
}

async function insertSchedule(db: Database, now: Date, what: ScheduleToStore): Promise<void> {
  const { concert, schedule, stored, eventId } = what;
  const id = String(what.scheduleNumber);
  const startsAt = fromNow(now, schedule);
  const minutesLater = (minutes: number) => new Date(startsAt.getTime() + minutes * 60_000);
  const salesOpenAt = fromNow(now, schedule.salesOpen);
  const salesCloseAt = minutesLater(-60);
  const data = {
    id,
    eventId,
    venueId: stored.venueId,
    planId: stored.planId,
    startsAt,
    endsAt: minutesLater(concert.minutes),
    salesOpenAt,
    salesCloseAt,
    cancellation: koreanCancellationPolicy,
    paymentMethods: concert.paymentMethods ?? ['none'],
  };
  const grades = Object.entries(concert.prices).map(([category, priceMinor]) => ({
    category,
    name: category,
    priceMinor,
  }));
  const imported = await importSchedule(db, data, grades, stored.hall);
  if (!imported.ok)
    throw new Error(`${concert.slug}: no price for ${imported.refusal.categories.join(', ')}`);

  if (schedule.waitingRoomOpens) {
    const opensAt = fromNow(now, schedule.waitingRoomOpens);
    await db.waitingRoom.create({ data: { scheduleId: id, ...usualSettings, opensAt } });
  }

  const random = seededRandom(what.scheduleNumber);
  const filling = fillHall(stored.hall, schedule, concert.prices, random);
  const priceOf = (place: number) => concert.prices[stored.hall.seats[place]?.category ?? ''] ?? 0;
  const isFirst = schedule === concert.schedules[0];
  const firstBuyerId = isFirst && buyersConcerts.includes(concert.slug) ? buyerId : undefined;
  const to = salesCloseAt < now ? salesCloseAt : now;
  await insertDemoSale(db, { scheduleId: id, filling, priceOf, from: salesOpenAt, to, firstBuyerId, random });
  const soldBetween = { from: salesOpenAt, to, random };
  await insertDemoEntries(
    db,
    { scheduleId: id, standing: stored.hall.standing, ...schedule, prices: concert.prices },
    soldBetween,
  );
  if (isFirst && concert.slug === buyersCancelled) {
    const bookedAt = fromNow(now, { day: -4, time: '21:10' });
    const cancelledAt = fromNow(now, { day: -2, time: '09:30' });
    const places = filling.free.find((party) => party.length === 2) ?? [];
    await insertCancelledBooking(db, id, { buyerId, places, priceOf, bookedAt, cancelledAt });
  }
}
