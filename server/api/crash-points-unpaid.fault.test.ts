import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { breaches } from '@/lib/postgres/test-invariants';
import { withinRedisBudget } from '@/lib/redis/client';
import { feedChannel } from '@/lib/redis/keys';
import { createTestBuyer, createTestSale, type TestSale } from '@/lib/sale/test-sale';
import { openTestSessions } from '@/lib/sale/test-tokens';
import { openMortalShop } from './test-crash';
import { patientCaller } from './test-patient-caller';

// The steps of a sale in which nothing is paid, and of the jobs and the door behind it; crash-points.fault.test.ts has
// those of a purchase.

/**
 * Times each point is died at. The whole proof: CRASH_ROUNDS=20 npx vitest run server/api/crash-points-unpaid.fault.test.ts
 * Without that a few points, once.
 */
const wholeProof = Number(process.env.CRASH_ROUNDS ?? 0);
const rounds = Math.max(1, wholeProof);

const holdSeconds = 2;
/** After its end a hold is free again within this, whoever died (invariant 15); the map hears of a sale within it (19). */
const graceMs = 5000;

let at: Awaited<ReturnType<typeof openMortalShop>>;
let sale: TestSale;
let staff: PatientCaller;
beforeAll(async () => {
  at = await openMortalShop();
  const organizer = await createTestBuyer('organizer');
  const hall = { rows: 25, seatsARow: 40, holdSeconds, organizerId: organizer.userId };
  sale = await createTestSale(hall);
  const [token] = await openTestSessions([organizer]);
  staff = patientCaller(at.url, token);
});
afterAll(() => at?.close());

type PatientCaller = ReturnType<typeof patientCaller>;

async function patientBuyer(): Promise<PatientCaller> {
  const [token] = await openTestSessions([await createTestBuyer()]);
  return patientCaller(at.url, token);
}

/** What the shop has acknowledged: codes of bookings, and what became of them. */
const acknowledged = new Map<string, 'CONFIRMED' | 'CANCELLED'>();
let next = 0;

function freshSeats(count: number) {
  const places = Array.from({ length: count }, (_, n) => next + n);
  next += count;
  return { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(...places) };
}
type Seats = ReturnType<typeof freshSeats>;

/** Every seat as the shop lists it. */
async function listed(): Promise<Map<string, string>> {
  const { seats } = await patientCaller(at.url)('GET', `/schedules/${sale.scheduleId}/seats?limit=1000`);
  return new Map((seats as { seat_id: string; status: string }[]).map((one) => [one.seat_id, one.status]));
}

/** How these seats are shown, once each. */
async function shown({ seat_ids }: Seats): Promise<(string | undefined)[]> {
  const all = await listed();
  return [...new Set(seat_ids.map((seat) => all.get(seat)))];
}

async function holdSome(buyer: PatientCaller, count = 2): Promise<Seats> {
  const seats = freshSeats(count);
  await buyer('POST', '/tickets/seats/lock', seats);
  return seats;
}

async function bookSome(buyer: PatientCaller): Promise<{ code: string; seats: Seats }> {
  const seats = await holdSome(buyer);
  const { code } = await buyer('POST', '/tickets/bookings', seats, randomUUID());
  acknowledged.set(String(code), 'CONFIRMED');
  await expect.poll(() => shown(seats), { timeout: graceMs }).toEqual(['sold']);
  return { code: String(code), seats };
}

/** Lets Redis forget the map of the sale, as a restart does. */
const forgetMap = () => withinRedisBudget((redis) => redis.del(feedChannel(sale.scheduleId)));

/** What people do; each passes the points it is named for. */
const ways = {
  async hold(buyer) {
    const seats = await holdSome(buyer);
    await expect
      .poll(() => shown(seats), { timeout: holdSeconds * 1000 + graceMs, interval: 100 })
      .toEqual(['available']);
  },
  async release(buyer) {
    const seats = await holdSome(buyer);
    await buyer('DELETE', '/tickets/seats/lock', seats);
    await expect.poll(() => shown(seats), { timeout: graceMs }).toEqual(['available']);
  },
  async book(buyer) {
    await bookSome(buyer);
  },
  async cancel(buyer) {
    const { code, seats } = await bookSome(buyer);
    await buyer('POST', `/tickets/bookings/${code}/cancel`, {}, randomUUID());
    acknowledged.set(code, 'CANCELLED');
    await expect.poll(() => shown(seats), { timeout: graceMs }).toEqual(['available']);
  },
  async checkIn(buyer) {
    const { code } = await bookSome(buyer);
    const { tickets } = await buyer('GET', `/tickets/bookings/${code}/tickets`);
    for (const { token } of tickets as { token: string }[]) {
      const scan = { schedule_id: sale.scheduleId, device_id: 'Gate A', ticket: token };
      await staff('POST', '/check-in', { ...scan, scan_id: randomUUID() });
      const again = staff('POST', '/check-in', { ...scan, device_id: 'Gate B', scan_id: randomUUID() });
      await expect(again).rejects.toThrow('TICKET_ALREADY_USED');
    }
  },
  async forget(buyer) {
    const { seats } = await bookSome(buyer);
    await forgetMap();
    await holdSome(buyer, 1);
    expect(await shown(seats)).toEqual(['sold']);
  },
} satisfies Record<string, (buyer: PatientCaller) => Promise<unknown>>;

const points: [string, keyof typeof ways][] = [
  ['hold_due', 'hold'],
  ['hold_taken', 'hold'],
  ['hold_counted', 'hold'],
  ['holds_swept', 'hold'],
  ['release_due', 'release'],
  ['hold_released', 'release'],
  ['claim_due', 'book'],
  ['claim_committed', 'book'],
  ['claim_told', 'book'],
  ['outbox_read', 'book'],
  ['outbox_told', 'book'],
  ['cancel_due', 'cancel'],
  ['cancel_committed', 'cancel'],
  ['cancel_told', 'cancel'],
  ['check_in_due', 'checkIn'],
  ['check_in_committed', 'checkIn'],
  ['rebuild_begun', 'forget'],
  ['rebuild_filled', 'forget'],
];

const someOfThem = ['hold_counted', 'hold_released', 'claim_committed', 'cancel_committed', 'rebuild_filled'];
const died = points.filter(
  ([point]) => wholeProof > 0 || someOfThem.includes(point) || point === 'check_in_committed',
);

const lasts = { timeout: 60_000 * rounds };

test.each(died)('killed at %s, %s comes to its end', lasts, async (point, way) => {
  for (let round = 0; round < rounds; round += 1) {
    const buyer = await patientBuyer();
    const deaths = at.shop.deaths;
    await at.shop.dieAt(point);
    await ways[way](buyer);
    await expect.poll(() => at.shop.deaths, { timeout: 30_000 }).toBe(deaths + 1);
  }
});

test('afterwards what was acknowledged is so, and the map says what the database does', async () => {
  await expect.poll(breaches, { timeout: 30_000, interval: 500 }).toEqual([]);
  const bookings = await prisma().booking.findMany();
  const found = new Map(bookings.map(({ code, status }) => [code, status]));
  for (const [code, status] of acknowledged) expect(found.get(code), code).toBe(status);
  // Nobody booked what they were not told of: whoever asks again with a key gets what the dead one made.
  expect(found.size).toBe(acknowledged.size);
  const seats = await prisma().seat.findMany({ where: { scheduleId: sale.scheduleId } });
  const disagreements = async () => {
    const all = await listed();
    return seats.filter(({ place, status }) => all.get(sale.seatIds(place)[0] ?? '') !== status);
  };
  await expect.poll(disagreements, { timeout: holdSeconds * 1000 + graceMs }).toEqual([]);
}, 60_000);
