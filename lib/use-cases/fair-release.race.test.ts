import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withinRedisBudget } from '@/lib/redis/client';
import { holdPlaces, releasePlaces } from '@/lib/redis/hold-store';
import { feedChannel } from '@/lib/redis/keys';
import { followSeatChanges } from '@/lib/redis/seat-feed';
import { readLiveState } from '@/lib/sale/seat-state';
import {
  createTestBuyer,
  createTestBuyers,
  createTestSale,
  openTestStores,
  type TestSale,
} from '@/lib/sale/test-sale';
import { untilAnswered } from '@/lib/sale/test-timed';
import { cancelBooking } from './cancel-booking';
import { confirmBooking } from './confirm-booking';
import { drainOutbox } from './drain-outbox';
import { holdSeats } from './hold-seats';
import { sweepHolds } from './sweep-holds';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

/** Sweeps as the job does, more often, until the signal. */
async function sweepOn(sale: TestSale, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sweepHolds([sale]);
    await sleep(20, undefined, { signal }).catch(() => undefined);
  }
}

/**
 * As many buyers as the hall has seats hold one each; all holds end at one moment. Answers when each seat was told free
 * again, milliseconds after that moment.
 */
async function returnMoments(fairReleaseSeconds: number): Promise<number[]> {
  const sale = await createTestSale({ rows: 10, seatsARow: 20, fairReleaseSeconds });
  const { scheduleId, seatCount } = sale;
  await readLiveState(scheduleId, seatCount);
  // Longer than it takes to make them all, however busy the machine is.
  const times = { holdSeconds: 60, checkoutSeconds: 60, holdCapSeconds: 60 };
  for (let place = 0; place < seatCount; place += 1) {
    await untilAnswered(() =>
      holdPlaces({ scheduleId, userId: `buyer${place}` }, { places: [place] }, times, 1),
    );
  }
  let ended = Number.POSITIVE_INFINITY;
  const returned = new Map<number, number>();
  const unfollow = followSeatChanges(scheduleId, ({ seats }) => {
    for (const [place, code] of seats) if (code === 0) returned.set(place, Date.now() - ended);
  });
  const channel = feedChannel(scheduleId);
  const listening = async () => (await withinRedisBudget((client) => client.pubSubNumSub(channel)))[channel];
  await expect.poll(listening, { timeout: 5000 }).toBe(1);
  ended = Date.now() + 300;
  const places = Array.from({ length: seatCount }, (_, place) => place);
  await withinRedisBudget((client) =>
    Promise.all([
      ...places.map((place) => client.pExpireAt(`seat_lock:{${scheduleId}}:${place}`, ended)),
      // Holds of their own: none ends in the very moment of another.
      client.zAdd(
        `hold_index:{${scheduleId}}`,
        places.map((place) => ({ score: ended + place / seatCount, value: String(place) })),
      ),
    ]),
  );
  const stop = new AbortController();
  const sweeping = sweepOn(sale, stop.signal);
  await expect.poll(() => returned.size, { timeout: 15_000 }).toBe(seatCount);
  stop.abort();
  await sweeping;
  unfollow();
  return [...returned.values()];
}

test('control: without a window every lapsed seat returns at the moment that the clock told beforehand', async () => {
  const moments = await returnMoments(0);
  expect(Math.max(...moments) - Math.min(...moments)).toBeLessThan(500);
});

test('lapsed seats return spread over the window, and none beyond it', async () => {
  const windowMs = 3000;
  const moments = await returnMoments(windowMs / 1000);
  const quarters = [0, 1, 2, 3].map(
    (nth) => moments.filter((ms) => Math.min(3, Math.floor((4 * ms) / windowMs)) === nth).length,
  );
  // 50 are expected in each; a fair draw is outside of this once in 100,000 times.
  for (const count of quarters) {
    expect(count).toBeGreaterThan(22);
    expect(count).toBeLessThan(80);
  }
  expect(Math.max(...moments)).toBeLessThan(windowMs + 500);
  expect(Math.min(...moments)).toBeGreaterThanOrEqual(0);
});

/** 50 buyers who want one seat at once: half by a hold, half by a booking. Answers how many got it. */
async function crowdGets(sale: TestSale, place: number): Promise<number> {
  const { scheduleId } = sale;
  const wanted = { seatIds: sale.seatIds(place) };
  const crowd = await createTestBuyers(50);
  const answers = await Promise.all(
    crowd.map((buyer, i) =>
      i % 2
        ? holdSeats({ buyer, scheduleId, wanted })
        : confirmBooking({ buyer, scheduleId, wanted, idempotencyKey: 'crowd' }),
    ),
  );
  for (const answer of answers)
    if (!answer.ok) expect(answer.refusal.code).toMatch(/^SEAT_ALREADY_(HELD|SOLD)$/);
  return answers.filter(({ ok }) => ok).length;
}

async function cancelled(sale: TestSale, place: number): Promise<void> {
  const buyer = await createTestBuyer();
  const wanted = { seatIds: sale.seatIds(place) };
  const booked = await confirmBooking({ buyer, scheduleId: sale.scheduleId, wanted, idempotencyKey: 'book' });
  if (!booked.ok) throw new Error(booked.refusal.code);
  const { code } = booked.value.booking;
  expect(await cancelBooking({ buyer, code, idempotencyKey: 'cancel' })).toMatchObject({ ok: true });
}

test('control: without a window a cancelled seat goes to whoever knew of the cancellation', async () => {
  const sale = await createTestSale();
  await cancelled(sale, 3);
  expect(await crowdGets(sale, 3)).toBe(1);
});

test('a cancelled seat is parked: nobody gets it at once, told by the request or by the outbox, and it comes back', async () => {
  const sale = await createTestSale({ fairReleaseSeconds: 600 });
  await cancelled(sale, 3);
  while ((await drainOutbox()) > 0);
  const index = `hold_index:{${sale.scheduleId}}`;
  const back = await withinRedisBudget((client) => client.zScore(index, '3'));
  expect(back).toBeGreaterThan(Date.now() - 1000);
  expect(back).toBeLessThan(Date.now() + 600_000);
  // Once in some thousand draws the moment is over before the crowds have come.
  await withinRedisBudget((client) => client.zAdd(index, { score: Date.now() + 60_000, value: '3' }));
  expect(await crowdGets(sale, 3)).toBe(0);
  await sweepHolds([sale]);
  expect(await crowdGets(sale, 3)).toBe(0);
  // The window has passed.
  await withinRedisBudget((client) => client.zAdd(index, { score: Date.now() - 1, value: '3' }));
  await sweepHolds([sale]);
  expect(await crowdGets(sale, 3)).toBe(1);
});

test('the seats of one hold return together; what its buyer drops is free at once', async () => {
  const sale = await createTestSale({ fairReleaseSeconds: 600 });
  const { scheduleId } = sale;
  const buyer = await createTestBuyer();
  await holdSeats({ buyer, scheduleId, wanted: { seatIds: sale.seatIds(0, 1, 2, 7) } });
  const times = { holdSeconds: 120, checkoutSeconds: 300, holdCapSeconds: 600 };
  await releasePlaces({ scheduleId, userId: buyer.userId }, { places: [7] }, times);
  expect(await crowdGets(sale, 7)).toBe(1);
  await withinRedisBudget(async (client) => {
    await client.del([0, 1, 2].map((place) => `seat_lock:{${scheduleId}}:${place}`));
    const ended = Date.now() - 1;
    for (const place of [0, 1, 2])
      await client.zAdd(`hold_index:{${scheduleId}}`, { score: ended, value: String(place) });
  });
  await sweepHolds([sale]);
  const backs = await withinRedisBudget((client) =>
    Promise.all([0, 1, 2].map((place) => client.zScore(`hold_index:{${scheduleId}}`, String(place)))),
  );
  expect(new Set(backs).size).toBe(1);
});

test('with a dead sweeper a parked seat is free to whoever asks 5 s after its moment', async () => {
  const sale = await createTestSale({ fairReleaseSeconds: 600 });
  await cancelled(sale, 3);
  const overdue = (ms: number) =>
    withinRedisBudget((client) =>
      client.zAdd(`hold_index:{${sale.scheduleId}}`, { score: Date.now() - ms, value: '3' }),
    );
  await overdue(4000);
  expect(await crowdGets(sale, 3)).toBe(0);
  await overdue(5001);
  expect(await crowdGets(sale, 3)).toBe(1);
});
