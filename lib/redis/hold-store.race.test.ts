import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLiveState } from '@/lib/sale/seat-state';
import { createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { withinRedisBudget } from './client';
import { claimHold, endClaim, extendHold, holdPlaces, readHold, releasePlaces } from './hold-store';
import { seatKeys, seatLockPrefix } from './keys';
import { applySeatBase, sweepHoldsInRedis } from './seat-base-store';
import { followSeatChanges, type SeatChanges } from './seat-feed';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const times = { holdSeconds: 120, checkoutSeconds: 300, holdCapSeconds: 600 };

async function scene() {
  const sale = await createTestSale();
  await readLiveState(sale.scheduleId, sale.seatCount);
  const whose = (userId: string) => ({ scheduleId: sale.scheduleId, userId });
  const ownerOf = (place: number) =>
    withinRedisBudget((client) => client.get(`${seatLockPrefix(sale.scheduleId)}${place}`));
  return { sale, whose, ownerOf };
}

/** Ends a hold's time as the clock would: its keys are gone, its index entries stay for the sweep. */
async function lapse({ scheduleId }: TestSale, userId: string, ...places: number[]) {
  const [, , , , index = '', hold = ''] = seatKeys(scheduleId, userId);
  await withinRedisBudget(async (client) => {
    await client.del([hold, ...places.map((place) => `${seatLockPrefix(scheduleId)}${place}`)]);
    await client.zAdd(
      index,
      places.map((place) => ({ score: Date.now() - 100, value: String(place) })),
    );
  });
}

/** Hears what is published of a schedule, from now on. */
async function listen({ scheduleId }: TestSale) {
  const heard: SeatChanges[] = [];
  const stop = followSeatChanges(scheduleId, (changes) => heard.push(changes));
  // A subscription cannot be seen; what it brings can.
  const channel = `seat_feed:{${scheduleId}}`;
  const knock = JSON.stringify({ generation: 'knock', seq: 0, seats: [] } satisfies SeatChanges);
  await expect
    .poll(async () => {
      await withinRedisBudget((client) => client.publish(channel, knock));
      return heard.length;
    })
    .toBeGreaterThan(0);
  const released = () =>
    heard.flatMap(({ seats }) => seats.filter(([, code]) => code === 0).map(([place]) => place));
  return { stop, released };
}

test("control: a release that deletes the key, whoever's it is, frees another buyer's seat", async () => {
  const { sale, whose, ownerOf } = await scene();
  const [, , , , index = ''] = seatKeys(sale.scheduleId, '');
  const blindRelease = (place: number) =>
    withinRedisBudget(async (client) => {
      await client.del(`${seatLockPrefix(sale.scheduleId)}${place}`);
      await client.zRem(index, String(place));
    });
  await holdPlaces(whose('slow'), { places: [0] }, times, 4);
  await lapse(sale, 'slow', 0);
  await sweepHoldsInRedis(sale.scheduleId, 0);
  expect(await holdPlaces(whose('next'), { places: [0] }, times, 4)).toMatchObject({ outcome: 'held' });
  // The slow buyer's late answer.
  await blindRelease(0);
  expect(await holdPlaces(whose('third'), { places: [0] }, times, 4)).toMatchObject({ outcome: 'held' });
  const next = await readHold(whose('next'));
  // Two buyers are told that the seat is theirs.
  expect(next).toMatchObject({ outcome: 'held', hold: { places: [0] } });
  expect(await ownerOf(0)).toMatch(/^third:/);
});

test('a late release, end of a claim or drop acts only on seats that are still its own', async () => {
  const { sale, whose, ownerOf } = await scene();
  for (let round = 0; round < 20; round += 1) {
    const place = round;
    const claimed = await claimHold(whose('slow'), { places: [place] }, times, `attempt${round}`);
    expect(claimed).toMatchObject({ outcome: 'held' });
    await lapse(sale, 'slow', place);
    await Promise.all([
      sweepHoldsInRedis(sale.scheduleId, 0),
      holdPlaces(whose('next'), { places: [place] }, times, 100),
      releasePlaces(whose('slow'), { places: [place] }, times),
      endClaim(whose('slow'), `attempt${round}`),
      holdPlaces(whose('next'), { places: [place] }, times, 100),
      releasePlaces(whose('slow'), { places: [] }, times),
      endClaim(whose('slow'), `attempt${round}`),
      releasePlaces(whose('stranger'), { places: [place] }, times),
    ]);
    expect(await ownerOf(place)).toMatch(/^next:/);
    expect(await holdPlaces(whose('third'), { places: [place] }, times, 4)).toEqual({
      ...{ outcome: 'SEAT_ALREADY_HELD', places: [place] },
    });
  }
});

test('a refused attempt frees no seat that another attempt of the buyer is still booking', async () => {
  const { sale, whose } = await scene();
  const holdByRival = (place: number) => holdPlaces(whose('rival'), { places: [place] }, times, 4);
  await holdPlaces(whose('a'), { places: [9] }, times, 4);
  expect(await claimHold(whose('a'), { places: [0, 1] }, times, 'one')).toMatchObject({
    touched: { places: [0, 1] },
  });
  expect(await claimHold(whose('a'), { places: [1, 2] }, times, 'two')).toMatchObject({
    touched: { places: [2] },
  });
  await endClaim(whose('a'), 'one');
  expect(await holdByRival(1)).toMatchObject({ outcome: 'SEAT_ALREADY_HELD' });
  // The other one is booked; what the first took and nobody booked is free, what was held before is still held.
  const subject = { scheduleId: sale.scheduleId, userId: 'a' };
  const sold = [1, 2].map((place) => ({ place, status: 'sold' as const, epoch: 1 }));
  await applySeatBase(subject, { seats: sold, areas: [] }, { attempt: 'two', holdSeconds: 120, areas: [] });
  expect(await holdByRival(1)).toMatchObject({ outcome: 'SEAT_ALREADY_SOLD' });
  expect(await holdByRival(0)).toMatchObject({ outcome: 'held' });
  expect(await readHold(whose('a'))).toMatchObject({ hold: { places: [9] } });
});

test('when all attempts are refused, what they took is free and what was held before is still held', async () => {
  const { whose } = await scene();
  await holdPlaces(whose('a'), { places: [9] }, times, 4);
  await claimHold(whose('a'), { places: [0, 9] }, times, 'one');
  await claimHold(whose('a'), { places: [0, 1] }, times, 'two');
  for (const attempt of ['one', 'two', 'two']) await endClaim(whose('a'), attempt);
  expect(await readHold(whose('a'))).toMatchObject({ hold: { places: [9] } });
  expect(await holdPlaces(whose('b'), { places: [0, 1] }, times, 4)).toMatchObject({ outcome: 'held' });
});

test('what only the outbox says is booked leaves its hold at the next step, and what is left has an id of its own, once', async () => {
  const { sale, whose } = await scene();
  const tell = (...places: number[]) =>
    applySeatBase(
      { scheduleId: sale.scheduleId },
      { seats: places.map((place) => ({ place, status: 'sold', epoch: 1 })), areas: [] },
    );
  const holdOf = async (user: string) => {
    const said = await readHold(whose(user));
    if (said.outcome !== 'held') throw new Error(said.outcome);
    return said.hold;
  };
  await holdPlaces(whose('a'), { places: [0, 1] }, times, 4);
  const { holdId } = await holdOf('a');
  await claimHold(whose('a'), { places: [0] }, times, 'one');
  await tell(0);
  // Its booking may be about to say so itself.
  expect(await extendHold(whose('a'), times)).toMatchObject({ hold: { holdId, places: [0, 1] } });
  await endClaim(whose('a'), 'one');
  expect(await extendHold(whose('a'), times)).toMatchObject({ hold: { places: [1] } });
  const left = await holdOf('a');
  expect(left.holdId).not.toBe(holdId);
  await tell(0);
  await extendHold(whose('a'), times);
  await holdPlaces(whose('a'), { places: [2] }, times, 4);
  expect(await holdOf('a')).toMatchObject({ holdId: left.holdId, places: [1, 2] });

  await tell(1, 2);
  // Booked whole: who asks again under its id finds the booking, until something else is chosen.
  expect(await extendHold(whose('a'), times)).toMatchObject({
    hold: { holdId: left.holdId, places: [1, 2] },
  });
  await holdPlaces(whose('a'), { places: [3] }, times, 4);
  const next = await holdOf('a');
  expect(next.places).toEqual([3]);
  expect(next.holdId).not.toBe(left.holdId);
  const locks = await withinRedisBudget((client) => client.keys(`${seatLockPrefix(sale.scheduleId)}*`));
  expect(locks).toEqual([`${seatLockPrefix(sale.scheduleId)}3`]);
});

test('a booking that was made without Redis, and told to it, leaves what is left of the hold an id of its own', async () => {
  const { sale, whose } = await scene();
  const held = await holdPlaces(whose('a'), { places: [0, 1] }, times, 4);
  const subject = { scheduleId: sale.scheduleId, userId: 'a' };
  const none = { attempt: '', holdSeconds: 120, areas: [] };
  await applySeatBase(subject, { seats: [{ place: 5, status: 'sold', epoch: 1 }], areas: [] }, none);
  if (held.outcome !== 'held') throw new Error(held.outcome);
  expect(await readHold(whose('a'))).toMatchObject({ hold: { holdId: held.hold.holdId, places: [0, 1] } });
  await applySeatBase(subject, { seats: [{ place: 0, status: 'sold', epoch: 1 }], areas: [] }, none);
  expect(await readHold(whose('a'))).toMatchObject({
    hold: { holdId: expect.not.stringContaining(held.hold.holdId), places: [1] },
  });
});

test('attempts that follow one another keep a hold that is over no longer than one of them would', async () => {
  const { sale, whose } = await scene();
  const hold = seatKeys(sale.scheduleId, 'a')[5] ?? '';
  const endsAt = () => withinRedisBudget((client) => client.pExpireTime(hold));
  await holdPlaces(whose('a'), { places: [0] }, times, 4);
  await claimHold(whose('a'), { places: [0] }, times, 'one');
  const over = Date.now() - 10_000;
  await withinRedisBudget((client) => client.hSet(hold, 'expires', over));
  expect(await claimHold(whose('a'), { places: [0] }, times, 'two')).toMatchObject({ outcome: 'held' });
  await endClaim(whose('a'), 'one');
  expect(await endsAt()).toBe(over + 15_000);
});

test('control: two sweepers that look first and free then both say so, and free a seat held anew', async () => {
  const { sale, whose } = await scene();
  const { scheduleId } = sale;
  const [feed = '', , , , index = ''] = seatKeys(scheduleId, '');
  await holdPlaces(whose('a'), { places: [0, 1] }, times, 4);
  await lapse(sale, 'a', 0, 1);
  const heard = await listen(sale);
  const look = () => withinRedisBudget((client) => client.zRangeByScore(index, '-inf', Date.now()));
  const seen = await Promise.all([look(), look()]);
  for (const [sweeper, places] of seen.entries()) {
    await withinRedisBudget(async (client) => {
      await client.zRem(index, places);
      const seats = places.map((place) => [Number(place), 0]);
      await client.publish(feed, JSON.stringify({ generation: 'x', seq: 1, seats }));
    });
    if (sweeper === 0) await holdPlaces(whose('next'), { places: [0] }, times, 4);
  }
  await expect.poll(() => heard.released().sort()).toEqual([0, 0, 1, 1]);
  expect(await withinRedisBudget((client) => client.zScore(index, '0'))).toBeNull();
  heard.stop();
});

test('sweepers of several instances at once: each ended hold is freed once and told once', async () => {
  const { sale, whose } = await scene();
  const heard = await listen(sale);
  const rounds = 20;
  for (let round = 0; round < rounds; round += 1) {
    const places = [round * 2, round * 2 + 1];
    await holdPlaces(whose('a'), { places }, times, 100);
    await lapse(sale, 'a', ...places);
    await Promise.all([
      ...Array.from({ length: 6 }, () => sweepHoldsInRedis(sale.scheduleId, 0)),
      holdPlaces(whose('b'), { places: places.slice(0, 1) }, times, 100),
      ...Array.from({ length: 6 }, () => sweepHoldsInRedis(sale.scheduleId, 0)),
    ]);
  }
  const expected = Array.from({ length: rounds * 2 }, (_, place) => place);
  await expect.poll(() => heard.released().sort((a, b) => a - b)).toEqual(expected);
  heard.stop();
});
