/** Stores a schedule in a hall of 80,000 seats, a third of them sold, and prints its id: DATABASE_URL=… node seat-map-hall.mjs */
import { koreanCancellationPolicy } from '@/lib/domain/cancellation';
import { closePostgres, prisma } from '@/lib/postgres/client';
import { importPlan } from '@/lib/postgres/import-plan';
import { importSchedule } from '@/lib/postgres/import-schedule';
import { drawStadium } from '@/prisma/plans/stadium';

const scheduleId = 'bench-80000';
const seatCount = 80_000;
const hour = 3_600_000;

async function store(): Promise<void> {
  const db = prisma();
  const event = await db.event.findFirstOrThrow();
  const venue = await db.venue.findFirstOrThrow();
  const plan = await importPlan(db, { id: `plan-${scheduleId}`, venueId: venue.id, json: drawStadium() });
  if (!plan.ok) throw new Error(JSON.stringify(plan.refusal.issues.slice(0, 3)));
  const at = (hours: number) => new Date(Date.now() + hours * hour);
  const schedule = {
    ...{ id: scheduleId, eventId: event.id, venueId: venue.id, planId: `plan-${scheduleId}` },
    ...{ startsAt: at(900), endsAt: at(902), salesOpenAt: at(-1), salesCloseAt: at(899) },
    ...{ cancellation: koreanCancellationPolicy, paymentMethods: ['none'] },
  };
  const grades = ['VIP', 'R', 'S', 'A', 'B'].map((name, index) => ({
    ...{ category: name, name, priceMinor: 198_000 - index * 33_000 },
  }));
  const stored = await importSchedule(db, schedule, grades, plan.value);
  if (!stored.ok) throw new Error(stored.refusal.categories.join());
  // In pieces, each well within the statement timeout of the product's own connections.
  for (let from = 0; from < seatCount; from += 10_000) {
    await db.$executeRaw`
      UPDATE seats SET status = 'sold', epoch = 1
      WHERE schedule_id = ${scheduleId} AND place >= ${from} AND place < ${from + 10_000} AND place % 7 < 2`;
  }
}

store()
  .then(() => console.log(scheduleId))
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(closePostgres);
