import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { packedStatusAt } from '@/lib/domain/seat';
import { metrics } from '@/lib/metrics';
import { readLiveState } from '@/lib/sale/seat-state';
import { createTestBuyer, createTestBuyers, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { untilAnswered } from '@/lib/sale/test-timed';
import { holdBestAvailable } from './hold-best-available';
import { holdSeats } from './hold-seats';
import { releaseSeats } from './release-seats';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

test('the best two of an empty hall are together, in front, and held', async () => {
  const sale = await createTestSale({ rows: 5, seatsARow: 20 });
  const buyer = await createTestBuyer();
  const best = await holdBestAvailable({ buyer, scheduleId: sale.scheduleId, quantity: 2 });
  expect(best).toMatchObject({ ok: true, value: { together: true, hold: { seats: [{}, {}] } } });
});

test('not enough seats, too many for the rules, an unknown grade: refused', async () => {
  const sale = await createTestSale({ rows: 1, seatsARow: 3 });
  const buyer = await createTestBuyer();
  const { scheduleId } = sale;
  const ask = (quantity: number, grade?: string) => holdBestAvailable({ buyer, scheduleId, quantity, grade });
  expect(await ask(4)).toMatchObject({ ok: false, refusal: { code: 'NOT_ENOUGH_SEATS', available: 3 } });
  expect(await ask(5)).toMatchObject({ ok: false, refusal: { code: 'SEAT_LIMIT_EXCEEDED' } });
  expect(await ask(1, 'VIP')).toMatchObject({
    ok: false,
    refusal: { code: 'NOT_ENOUGH_SEATS', available: 0 },
  });
  expect((await ask(3)).ok).toBe(true);
});

test('a wish that finds its party only apart says so', async () => {
  const sale = await createTestSale({ rows: 2, seatsARow: 3 });
  const [one, two] = await createTestBuyers(2);
  if (!one || !two) throw new Error('no buyers');
  const { scheduleId } = sale;
  await holdSeats({ buyer: one, scheduleId, wanted: { seatIds: sale.seatIds(1, 4) } });
  const best = await holdBestAvailable({ buyer: two, scheduleId, quantity: 2 });
  expect(best).toMatchObject({ ok: true, value: { together: false } });
});

test.each(['off', 'lenient', 'strict'] as const)(
  '200 at once ask for 2 in a hall of 1,000 (%s): all get 2 together, few need a second try',
  async (orphanRule) => {
    const sale = await createTestSale({ rows: 50, seatsARow: 20, orphanRule });
    const buyers = await createTestBuyers(200);
    const { scheduleId } = sale;
    const [warm] = await createTestBuyers(1);
    if (warm) await holdBestAvailable({ buyer: warm, scheduleId, quantity: 2 });
    const before = (await metrics.bestAvailableRetries.get()).values[0]?.value ?? 0;
    // Told that the service is away, a caller drops what the unheard call may have taken, and asks again.
    const askOnce = async (buyer: Buyer) => {
      try {
        return await holdBestAvailable({ buyer, scheduleId, quantity: 2 });
      } catch (error) {
        await releaseSeats({ buyer, scheduleId }).catch(() => undefined);
        throw error;
      }
    };
    const times: number[] = [];
    const results = await Promise.all(
      buyers.map(async (buyer) => {
        const start = performance.now();
        const result = await untilAnswered(() => askOnce(buyer));
        times.push(performance.now() - start);
        return result;
      }),
    );
    expect(results.every((result) => result.ok && result.value.together)).toBe(true);
    const places = results.flatMap((result) =>
      result.ok ? result.value.hold.seats.map((seat) => seat.place) : [],
    );
    expect(new Set(places).size).toBe(400);
    const retries = ((await metrics.bestAvailableRetries.get()).values[0]?.value ?? 0) - before;
    expect(retries).toBeLessThan(10);
    const { bytes } = await readLiveState(scheduleId, 1000);
    const isFree = (place: number) => packedStatusAt(bytes, place) === 'available';
    const alone = Array.from({ length: 1000 }, (_, place) => place).filter((place) => {
      const beside = [...(place % 20 > 0 ? [place - 1] : []), ...(place % 20 < 19 ? [place + 1] : [])];
      return isFree(place) && !beside.some(isFree);
    });
    expect(alone).toEqual([]);
    console.log(
      `200 askers: p99 ${[...times].sort((a, b) => a - b)[197]?.toFixed(0)} ms, ${retries} second tries`,
    );
  },
);
