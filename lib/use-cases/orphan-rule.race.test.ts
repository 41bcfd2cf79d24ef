import { afterAll, beforeAll, expect, test } from 'vitest';
import { packedStatusAt } from '@/lib/domain/seat';
import { findSale } from '@/lib/sale/find-sale';
import { readLiveState } from '@/lib/sale/seat-state';
import { takeSeats } from '@/lib/sale/take-seats';
import { createTestBuyer, createTestBuyers, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { untilAnswered } from '@/lib/sale/test-timed';
import { confirmBooking } from './confirm-booking';
import { holdSeats } from './hold-seats';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

test('at the party size the rule decides: names the seat left alone and offers a legal choice', async () => {
  const sale = await createTestSale({ orphanRule: 'strict', rows: 1, seatsARow: 10 });
  const buyer = await createTestBuyer();
  const { scheduleId } = sale;
  const hold = (places: number[], partySize?: number) =>
    holdSeats({ buyer, scheduleId, wanted: { seatIds: sale.seatIds(...places) }, partySize });
  expect(await hold([1, 2], 2)).toMatchObject({
    ok: false,
    refusal: {
      code: 'LEAVES_SINGLE_SEAT',
      seats: [{ number: '1' }],
      alternatives: [{ place: 0 }, { place: 1 }],
    },
  });
  expect((await hold([1], 2)).ok).toBe(true);
  expect(await hold([2], 2)).toMatchObject({ ok: false, refusal: { code: 'LEAVES_SINGLE_SEAT' } });
  expect((await hold([0], 2)).ok).toBe(true);
});

test('others’ holds count as taken, and the last seats of a row are sold whatever they leave', async () => {
  const sale = await createTestSale({ orphanRule: 'strict', rows: 1, seatsARow: 6 });
  const [one, two] = [await createTestBuyer(), await createTestBuyer()];
  const { scheduleId } = sale;
  await holdSeats({ buyer: one, scheduleId, wanted: { seatIds: sale.seatIds(0, 1, 2) } });
  const next = await holdSeats({
    buyer: two,
    scheduleId,
    wanted: { seatIds: sale.seatIds(4, 5) },
    partySize: 2,
  });
  expect(next.ok).toBe(true);
});

test('the booking decides where the hold did not; what was legal when it was held stays so', async () => {
  const sale = await createTestSale({ orphanRule: 'lenient', rows: 1, seatsARow: 13 });
  const [first, second] = await createTestBuyers(2);
  if (!first || !second) throw new Error('no buyers');
  const { scheduleId } = sale;
  const book = (buyer: typeof first, ...places: number[]) =>
    confirmBooking({
      buyer,
      scheduleId,
      wanted: { seatIds: sale.seatIds(...places) },
      idempotencyKey: places.join(),
    });
  expect(await book(second, 1)).toMatchObject({ ok: false, refusal: { code: 'LEAVES_SINGLE_SEAT' } });
  expect(
    (await holdSeats({ buyer: first, scheduleId, wanted: { seatIds: sale.seatIds(4, 5) }, partySize: 2 })).ok,
  ).toBe(true);
  // A single tap below the party size leaves seat 6 alone: a warning on the map, refused when it comes to booking.
  expect((await holdSeats({ buyer: second, scheduleId, wanted: { seatIds: sale.seatIds(7) } })).ok).toBe(
    true,
  );
  expect(await book(second, 7)).toMatchObject({ ok: false, refusal: { code: 'LEAVES_SINGLE_SEAT' } });
  expect((await book(first, 4, 5)).ok).toBe(true);
});

const rounds = 100;

/** Two parties of one at once, each legal alone: on an empty row both are legal, together they leave seat 6 alone. */
async function race(guarded: boolean): Promise<number> {
  let damaged = 0;
  const buyers = await createTestBuyers(2);
  for (let round = 0; round < rounds; round += 1) {
    const sale = await createTestSale({ orphanRule: 'strict', rows: 1, seatsARow: 13 });
    const { scheduleId } = sale;
    const parties = [sale.seatIds(4, 5), sale.seatIds(7, 8)];
    await Promise.all(
      buyers.map(async (buyer, i) => {
        const wanted = { seatIds: parties[i] ?? [] };
        if (guarded) return untilAnswered(() => holdSeats({ buyer, scheduleId, wanted, partySize: 2 }));
        // The guard taken away: each judged the empty row, and nobody looks again inside the hold.
        const found = await findSale({ scheduleId, wanted });
        return found.ok ? untilAnswered(() => takeSeats(found.value, buyer.userId)) : found;
      }),
    );
    const { bytes } = await readLiveState(scheduleId, 13);
    if (packedStatusAt(bytes, 5) === 'held' && packedStatusAt(bytes, 7) === 'held') damaged += 1;
  }
  return damaged;
}

test(`two legal choices cannot together leave a single seat, ${rounds} rounds`, {
  timeout: 120_000,
}, async () => {
  expect(await race(true)).toBe(0);
});

test('control: without comparing the judged rows inside the hold, they do', {
  timeout: 120_000,
}, async () => {
  expect(await race(false)).toBeGreaterThan(0);
});
