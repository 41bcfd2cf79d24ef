import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { createTestBuyer, createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { type ConfirmSaid, confirmBookingInDatabase } from './booking-store';
import { abandonBookingInDatabase, expireBooking } from './claim-store';
import { prisma } from './client';
import { settlePaymentInDatabase } from './payment-store';
import { whileBuyerIsLocked } from './test-races';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close?.());

const paid = () => createTestSale({ paymentMethods: ['sandbox'], areas: [100], seatLimit: 10 });

async function book(sale: TestSale, buyer: Buyer, places: number[], quantity = 0) {
  const bookingId = randomUUID();
  const said = await confirmBookingInDatabase(
    { buyerId: buyer.userId, sessionId: buyer.sessionId, idempotencyKey: bookingId, bodyHash: 'h' },
    {
      ...{
        scheduleId: sale.scheduleId,
        places,
        bookingId,
        code: bookingId.slice(0, 8),
        paymentMethod: 'sandbox',
      },
      areas: quantity > 0 ? [{ area: 0, quantity }] : [],
    },
  );
  return { bookingId, code: bookingId.slice(0, 8), said };
}

async function claim(sale: TestSale) {
  const buyer = await createTestBuyer();
  const { bookingId, code, said } = await book(sale, buyer, [0, 1], 2);
  expect(said).toMatchObject({ booked: { status: 'PENDING' } });
  const hear = (state: 'authorized' | 'captured') =>
    settlePaymentInDatabase(
      { bookingId, attempt: 1 },
      { state, paymentId: `pay-${bookingId}`, approvalUrl: null, declineReason: null },
    );
  const age = () =>
    prisma().$executeRaw`
      UPDATE bookings SET expires_at = clock_timestamp() - interval '10 seconds' WHERE id = ${bookingId}`;
  return { buyer, bookingId, code, hear, age };
}

async function wayOf(bookingId: string) {
  const audit = await prisma().bookingAudit.findMany({ where: { bookingId }, orderBy: { id: 'asc' } });
  return audit.map(({ to }) => to).join(' ');
}

async function seatsOf(sale: TestSale) {
  const [first, second] = await prisma().seat.findMany({
    where: { scheduleId: sale.scheduleId, place: { in: [0, 1] } },
    orderBy: { place: 'asc' },
  });
  return [first?.status, second?.status];
}

const heardAtOnce = 8;

// The page, the webhook and the reconciler on several instances hear of one capture.
test('a capture that many hear of at once confirms once, and its entries get one number each', async () => {
  const sale = await paid();
  const { buyer, bookingId, hear } = await claim(sale);
  const said = await whileBuyerIsLocked(buyer.userId, heardAtOnce, () =>
    Array.from({ length: heardAtOnce }, () => hear('captured')),
  );
  expect(said.filter(({ changed }) => changed.length > 0)).toHaveLength(1);
  expect(await wayOf(bookingId)).toBe('PENDING CAPTURING CONFIRMED');
  const entries = await prisma().bookingArea.findMany({ where: { bookingId }, orderBy: { nth: 'asc' } });
  expect(entries.map(({ entryNumber }) => entryNumber)).toEqual([1, 2]);
});

test('control: where nothing is locked before it is judged, several confirm', async () => {
  const [row] = await prisma().$queryRaw<{ settle: string; move: string }[]>`
    SELECT pg_get_functiondef('settle_payment'::regproc) AS settle, pg_get_functiondef('move_booking'::regproc) AS move`;
  const without = (text: string, part: string, instead: string) => {
    expect(text).toContain(part);
    return text.replaceAll(part, instead);
  };
  let settle = without(row?.settle ?? '', 'settle_payment(', 'settle_unlocked(');
  settle = without(settle, 'PERFORM lock_booking(p_booking);', '');
  settle = without(settle, 'attempt = p_attempt FOR UPDATE;', 'attempt = p_attempt; PERFORM pg_sleep(0.3);');
  settle = without(settle, 'PERFORM move_booking(', 'PERFORM move_unguarded(');
  let move = without(row?.move ?? '', 'move_booking(', 'move_unguarded(');
  move = without(move, 'AND status = p_from', '');
  await prisma().$executeRawUnsafe(move);
  await prisma().$executeRawUnsafe(settle);
  const { bookingId } = await claim(await paid());
  await Promise.all(
    Array.from(
      { length: heardAtOnce },
      () => prisma().$queryRaw`
        SELECT settle_unlocked(${bookingId}, 1, ${`pay-${bookingId}`}, 'captured', NULL, NULL) AS said`,
    ),
  );
  expect((await wayOf(bookingId)).split(' ').length).toBeGreaterThan(3);
});

test('approved in the moment in which it expires: it has its seats in the end, in one way or the other', async () => {
  for (let round = 0; round < 10; round += 1) {
    const sale = await paid();
    const { bookingId, hear, age } = await claim(sale);
    await age();
    await Promise.all(
      round % 2
        ? [hear('authorized'), expireBooking(bookingId)]
        : [expireBooking(bookingId), hear('authorized')],
    );
    const way = await wayOf(bookingId);
    expect(['PENDING CAPTURING', 'PENDING EXPIRED CAPTURING']).toContain(way);
    expect(await seatsOf(sale)).toEqual(['claimed', 'claimed']);
  }
});

test('claimed again while another books one of the seats: one of the two has it', async () => {
  for (let round = 0; round < 10; round += 1) {
    const sale = await paid();
    const { bookingId, hear, age } = await claim(sale);
    await age();
    await expireBooking(bookingId);
    const other = await createTestBuyer();
    const [{ next }, { said }] = await Promise.all([hear('authorized'), book(sale, other, [1])]);
    expect(next === 'capture').toBe(isRefused(said));
    expect(await seatsOf(sale)).toEqual(
      next === 'capture' ? ['claimed', 'claimed'] : ['available', 'claimed'],
    );
    expect(await wayOf(bookingId)).toBe(next === 'capture' ? 'PENDING EXPIRED CAPTURING' : 'PENDING EXPIRED');
  }
});

function isRefused(said: ConfirmSaid): boolean {
  return 'refusal' in said;
}

test('given up in the moment in which it is approved: it is either given up or paid, never both', async () => {
  for (let round = 0; round < 10; round += 1) {
    const sale = await paid();
    const { buyer, bookingId, code, hear } = await claim(sale);
    const [{ next }, given] = await Promise.all([
      hear('authorized'),
      abandonBookingInDatabase(buyer.userId, buyer.sessionId, code),
    ]);
    const abandoned = 'changed' in given;
    expect(next).toBe(abandoned ? 'void' : 'capture');
    expect(await wayOf(bookingId)).toBe(abandoned ? 'PENDING CANCELLED' : 'PENDING CAPTURING');
    expect(await seatsOf(sale)).toEqual(abandoned ? ['available', 'available'] : ['claimed', 'claimed']);
  }
});
