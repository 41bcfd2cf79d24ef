import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { endShowCancellation, putCancelledShowBack } from '@/lib/postgres/show-cancellation-store';
import { createTestBuyer, createTestBuyers, openTestStores } from '@/lib/sale/test-sale';
import { untilAnswered } from '@/lib/sale/test-timed';
import { insertTestBooking } from '@/lib/tickets/test-door';
import { cancelBooking } from './cancel-booking';
import { confirmBooking } from './confirm-booking';
import { giveBackCancelledShows } from './give-back-cancelled-shows';
import { booksOf, insertPaidBooking } from './test-paid';
import { createTestShow, insertClaim } from './test-show';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());
beforeEach(async () => {
  await prisma().showCancellation.updateMany({ where: { doneAt: null }, data: { doneAt: new Date() } });
});

type Show = Awaited<ReturnType<typeof createTestShow>>;

const liveBookings = ({ scheduleId }: Show) =>
  prisma().booking.count({
    where: { scheduleId, status: { in: ['PENDING', 'CAPTURING', 'CONFIRMED'] } },
  });

/** A booking of a standing area that was judged before `meanwhile` and commits after it. */
async function bookAcross({ scheduleId }: Show, meanwhile: () => Promise<void>): Promise<void> {
  const { userId, sessionId } = await createTestBuyer();
  const id = randomUUID();
  await prisma().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM users WHERE id = ${userId} FOR UPDATE`;
    await tx.$queryRaw`SELECT area FROM standing_areas WHERE schedule_id = ${scheduleId} FOR UPDATE`;
    const [row] = await tx.$queryRaw<{ said: object }[]>`
      SELECT confirm_booking(${userId}, ${sessionId}, ${scheduleId}, '{}', '{0}', '{1}', 'k', 'h', ${id},
        ${id.slice(0, 8)}, 'none') AS said`;
    expect(row?.said).toHaveProperty('booked');
    await meanwhile();
  });
}

test('control: a job that ends with the last booking it sees leaves one that was under way', async () => {
  const show = await createTestShow({ areas: [10] });
  await bookAcross(show, async () => {
    await show.cancel();
    await show.giveBack();
    expect(await endShowCancellation(show.scheduleId, 0)).toBe(true);
  });
  await giveBackCancelledShows();
  expect(await liveBookings(show)).toBe(1);
});

test('what was under way when the show was cancelled is found, for the job looks again as long as that can last', async () => {
  const show = await createTestShow({ areas: [10] });
  await bookAcross(show, async () => {
    await show.cancel();
    await show.giveBack();
    expect(await show.progress()).toMatchObject({ bookingsLeft: 0, done: false });
  });
  expect(await liveBookings(show)).toBe(1);
  await show.giveBack();
  expect(await liveBookings(show)).toBe(0);
  await show.later();
  await giveBackCancelledShows();
  expect(await show.progress()).toMatchObject({ done: true });
});

test('a crowd books, pays and cancels while the show is called off: at the end everything is given back, once', async () => {
  for (let round = 0; round < 4; round += 1) {
    const show = await createTestShow({
      ...{ rows: 4, seatsARow: 10, areas: [40], paymentMethods: ['none', 'sandbox'], startsInHours: 48 },
    });
    const { sale, scheduleId } = show;
    const buyers = await createTestBuyers(12);
    const paid = await Promise.all([0, 1, 2, 3].map((place) => insertPaidBooking(sale, [place])));
    const claims = await Promise.all([4, 5, 6, 7].map((place) => insertClaim(sale, place)));
    const book = async (nth: number): ReturnType<typeof confirmBooking> => {
      const said = await untilAnswered(tryToBook(nth));
      // Waits for its turn at the area: asked again it is told the outcome.
      return said.ok || !('ahead' in said.refusal) ? said : book(nth);
    };
    const tryToBook = (nth: number) => () =>
      confirmBooking({
        ...{ scheduleId, idempotencyKey: 'b', paymentMethod: 'none' },
        buyer: buyers[nth] ?? paid[0]?.buyer ?? { ...show.organizer },
        wanted: { seatIds: sale.seatIds(10 + nth), areas: [sale.area(0, 1)] },
      });
    const give = (nth: number) => () => {
      const { buyer, code } = paid[nth] ?? { buyer: show.organizer, code: '' };
      return cancelBooking({ buyer, code, idempotencyKey: 'c' });
    };
    const [booked] = await Promise.all([
      Promise.all(buyers.map((_, nth) => book(nth))),
      Promise.all([0, 1].map((nth) => untilAnswered(give(nth)))),
      // Two are captured, one is declined, one only waits.
      ...claims.slice(0, 3).map(async ({ hear }, nth) => {
        const { next } = await untilAnswered(() => hear('authorized'));
        if (next === 'capture') await untilAnswered(() => hear(nth === 2 ? 'declined' : 'captured'));
      }),
      show.cancel(),
      untilAnswered(() => giveBackCancelledShows()),
    ]);
    for (const said of booked) if (!said.ok) expect(said.refusal.code).toBe('SHOW_CANCELLED');
    await show.giveBack();
    await show.later();
    await show.giveBack();
    expect(await show.progress()).toMatchObject({ bookingsLeft: 0, done: true });
    expect(await booksOf(sale)).toMatchObject({ live: 0, balance: 0 });
    const made = await prisma().booking.findMany({ where: { scheduleId }, include: { audit: true } });
    expect(made).toHaveLength(8 + booked.filter((said) => said.ok).length);
    for (const booking of made) {
      expect(booking.status).toBe('CANCELLED');
      expect(booking.audit.filter(({ to }) => to === 'CANCELLED')).toHaveLength(1);
    }
    expect(await prisma().bookingSeat.count({ where: { scheduleId, live: true } })).toBe(0);
    expect(await prisma().seat.count({ where: { scheduleId, status: { not: 'withheld' } } })).toBe(0);
    expect(await prisma().standingArea.findFirst({ where: { scheduleId } })).toMatchObject({ live: 0 });
  }
});

test('many instances at it at once: each booking is given back once', async () => {
  const show = await createTestShow();
  const bookings = await Promise.all(
    Array.from({ length: 20 }, (_, place) => insertPaidBooking(show.sale, [place])),
  );
  await insertTestBooking(show.sale, [20, 21]);
  await show.cancel();
  // Nobody keeps to a lease: as if each had overslept its own.
  const instance = async () => {
    for (let step = 0; step < 6; step += 1) {
      await untilAnswered(() => putCancelledShowBack(show.scheduleId, 0));
      await giveBackCancelledShows();
    }
  };
  await Promise.all([instance(), instance(), instance()]);
  await show.giveBack();
  for (const { bookingId } of bookings) {
    expect(await prisma().refund.count({ where: { bookingId } })).toBe(1);
  }
  expect(await booksOf(show.sale)).toMatchObject({ live: 0, refunded: 20 * 154_000, balance: 0 });
});
