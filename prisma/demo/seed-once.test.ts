import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { verifyPassword } from '@/lib/accounts/password';
import { cancellationPolicySchema } from '@/lib/domain/cancellation';
import { createTestDatabase, type TestDatabase } from '@/lib/postgres/test-database';
import demoAccounts from '../demo-accounts.json';
import { PrismaClient } from '../generated/client';
import { seedOnce } from './seed-once';

let database: TestDatabase;
let prisma: PrismaClient;
let seeded: boolean[];

beforeAll(async () => {
  database = await createTestDatabase();
  seeded = await Promise.all([seedOnce(database.url, () => {}), seedOnce(database.url, () => {})]);
  prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) });
});

afterAll(async () => {
  await prisma?.$disconnect();
  await database?.drop();
});

/** How many rows a query finds. */
async function count(sql: string): Promise<number> {
  const rows = await prisma.$queryRawUnsafe(`SELECT count(*)::integer AS n FROM (${sql}) AS found`);
  return z.array(z.object({ n: z.number() })).parse(rows)[0]?.n ?? -1;
}

describe('seeding', () => {
  it('happens once, however many start together, and again not at all', async () => {
    expect(seeded.toSorted()).toEqual([false, true]);
    expect(await seedOnce(database.url, () => {})).toBe(false);
    expect(await prisma.event.count()).toBe(12);
  });

  it('mails nobody', async () => {
    expect(await prisma.mail.count()).toBe(0);
  });

  it('has every state of a sale: on sale, opening in minutes, nearly and wholly sold out, past', async () => {
    const share = `SELECT schedule_id, avg((status = 'available')::integer) AS free FROM seats GROUP BY schedule_id`;
    const onSale = 'sales_open_at < now() AND sales_close_at > now()';
    expect(await count(`SELECT FROM schedules WHERE ${onSale}`)).toBeGreaterThan(8);
    expect(
      await count(
        `SELECT FROM schedules WHERE sales_open_at > now() AND sales_open_at < now() + interval '3 minutes'`,
      ),
    ).toBe(1);
    const free = (condition: string) =>
      count(`SELECT FROM schedules JOIN (${share}) s ON s.schedule_id = id WHERE ${onSale} AND ${condition}`);
    expect(await free('free = 0')).toBeGreaterThan(0);
    expect(await free('free > 0 AND free < 0.02')).toBeGreaterThan(0);
    expect(await count('SELECT FROM schedules WHERE ends_at < now()')).toBeGreaterThan(0);
  });

  it("lets the guide's own body work: event 1, schedule 1, the first rows free", async () => {
    const schedule = await prisma.schedule.findUniqueOrThrow({ where: { id: '1' } });
    expect(schedule).toMatchObject({ eventId: '1', venueId: 'club', paymentMethods: ['none'] });
    expect(cancellationPolicySchema.parse(schedule.cancellation)).toBeDefined();
    expect(
      await count(`SELECT FROM seats WHERE schedule_id = '1' AND place < 36 AND status <> 'available'`),
    ).toBe(0);
  });

  it('sells seats by real bookings: one live booking a sold seat, sums and audit that agree', async () => {
    expect(
      await count(`SELECT FROM seats s LEFT JOIN booking_seats b
        ON b.schedule_id = s.schedule_id AND b.place = s.place AND b.live
        WHERE (s.status = 'sold') <> (b.booking_id IS NOT NULL)`),
    ).toBe(0);
    expect(
      await count(`SELECT FROM bookings b JOIN booking_seats s ON s.booking_id = b.id
        GROUP BY b.id HAVING b.total_minor <> sum(s.price_minor) OR count(*) > 4`),
    ).toBe(0);
    expect(
      await count(`SELECT FROM bookings b WHERE b.status::text IS DISTINCT FROM
        (SELECT "to"::text FROM booking_audit a WHERE a.booking_id = b.id ORDER BY a.id DESC LIMIT 1)`),
    ).toBe(0);
    expect(
      await count(`SELECT FROM bookings b JOIN schedules s ON s.id = b.schedule_id
        WHERE b.created_at < s.sales_open_at OR b.created_at > least(now(), s.sales_close_at)`),
    ).toBe(0);
  });

  it('sells standing areas by real bookings: live places, entry numbers without a gap, sums that agree', async () => {
    expect(await count('SELECT FROM standing_areas WHERE live > 0')).toBe(2);
    expect(
      await count(`SELECT FROM standing_areas a JOIN (SELECT schedule_id, area, count(*) AS n,
          min(entry_number) AS first, max(entry_number) AS last FROM booking_areas GROUP BY schedule_id, area) b
        USING (schedule_id, area)
        WHERE a.live <> b.n OR b.first <> 1 OR b.last <> b.n OR a.next_entry <> b.n + 1 OR a.epoch = 0`),
    ).toBe(0);
    expect(
      await count(`SELECT FROM bookings b JOIN booking_areas a ON a.booking_id = b.id
        GROUP BY b.id HAVING b.total_minor <> sum(a.price_minor) OR count(*) > 4`),
    ).toBe(0);
  });

  it('keeps the rules: one booking a buyer and schedule, none that overlap', async () => {
    expect(
      await count(`SELECT FROM bookings a JOIN bookings b ON a.buyer_id = b.buyer_id AND a.id < b.id
        JOIN schedules s ON s.id = a.schedule_id JOIN schedules t ON t.id = b.schedule_id
        WHERE s.starts_at < t.ends_at AND t.starts_at < s.ends_at`),
    ).toBe(0);
  });

  it('tells the seat map of every seat that is not free', async () => {
    expect(await count(`SELECT FROM seats WHERE status <> 'available' AND epoch = 0`)).toBe(0);
    expect(await count(`SELECT jsonb_array_elements(payload->'seats') FROM outbox`)).toBe(
      await count(`SELECT FROM seats WHERE status <> 'available'`),
    );
  });

  it('lets the demo accounts sign in', async () => {
    const found = await prisma.account.findMany({ include: { user: true } });
    expect(found.map((account) => account.user.email).sort()).toEqual(
      demoAccounts.accounts.map((account) => account.email).sort(),
    );
    for (const { password } of found) {
      expect(await verifyPassword({ hash: password ?? '', password: demoAccounts.password })).toBe(true);
    }
  });
});
