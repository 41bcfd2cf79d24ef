import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { packedStatusAt, setPackedStatus } from '@/lib/domain/seat';
import { withinRedisBudget } from '@/lib/redis/client';
import { holdPlaces, releasePlaces } from '@/lib/redis/hold-store';
import { applySeatBase, readSeatStateFromRedis } from '@/lib/redis/seat-base-store';
import { LiveMap } from './live-map';
import { readLiveState } from './seat-state';
import { createTestSale, openTestStores, type TestSale } from './test-sale';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const times = { holdSeconds: 120, checkoutSeconds: 300, holdCapSeconds: 600 };
const quick = { batchEveryMs: 5, verifyEveryMs: 50, keptBatches: 4 };

const started: LiveMap[] = [];
afterEach(() => {
  for (const map of started.splice(0)) map.stop();
});

async function follow(sale: TestSale, pace = quick) {
  const map = new LiveMap(sale.scheduleId, sale.seatCount, pace);
  await map.start();
  started.push(map);
  return map;
}

/** Somebody who keeps a map by what the stream sends alone. */
function watcherOf(map: LiveMap, since: string | null, bytes = new Uint8Array(64)) {
  const heard: { kind: string; position: string; seats: [number, number][] }[] = [];
  const leave = map.watch(
    {
      send(frame) {
        const text = frame.toString();
        const kind = /^event: (\w+)/.exec(text)?.[1] ?? 'seats';
        const { seats = [] } = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '{}') as {
          seats?: [number, number][];
        };
        heard.push({ kind, position: /^id: (.*)$/m.exec(text)?.[1] ?? '', seats });
        for (const [place, code] of seats) setPackedStatus(bytes, place, code);
      },
    },
    since,
  );
  return { heard, bytes, leave, kinds: () => heard.map(({ kind }) => kind) };
}

const statuses = (bytes: Uint8Array, count: number) =>
  Array.from({ length: count }, (_, place) => packedStatusAt(bytes, place));

async function fromRedis(sale: TestSale) {
  const state = await readSeatStateFromRedis(sale.scheduleId);
  return statuses(state?.bytes ?? Buffer.alloc(0), sale.seatCount);
}

async function expectToShowRedis(sale: TestSale, map: { bytes: Uint8Array } | LiveMap) {
  const bytes = () => (map instanceof LiveMap ? map.state().bytes : map.bytes);
  await expect.poll(() => statuses(bytes(), sale.seatCount), { interval: 10 }).toEqual(await fromRedis(sale));
}

const hold = (sale: TestSale, userId: string, ...places: number[]) =>
  holdPlaces({ scheduleId: sale.scheduleId, userId }, { places }, times, 100);
const drop = (sale: TestSale, userId: string, ...places: number[]) =>
  releasePlaces({ scheduleId: sale.scheduleId, userId }, { places }, times);

const numberOf = (position: string) => Number(position.split('.')[1]);

test('two instances follow the same holds; their watchers get them in order, with positions', async () => {
  const sale = await createTestSale();
  const [one, two] = [await follow(sale), await follow(sale)];
  expect(one.state().position).toBe(two.state().position);
  const watchers = [one, two].map((map) => watcherOf(map, map.state().position));
  for (let place = 0; place < 20; place += 1) await hold(sale, `user${place % 3}`, place);
  await drop(sale, 'user0', 0, 3);
  await applySeatBase(
    { scheduleId: sale.scheduleId },
    { seats: [{ place: 30, status: 'sold', epoch: 1 }], areas: [] },
  );
  for (const map of [one, two]) await expectToShowRedis(sale, map);
  for (const watcher of watchers) {
    await expectToShowRedis(sale, watcher);
    const positions = watcher.heard.map(({ position }) => numberOf(position));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(new Set(watcher.kinds())).toEqual(new Set(['seats']));
  }
  expect(one.state().position).toBe(two.state().position);
});

test('from a position on, a watcher gets exactly the changes it missed', async () => {
  const sale = await createTestSale();
  const map = await follow(sale);
  const first = watcherOf(map, map.state().position);
  await hold(sale, 'a', 0);
  await expect.poll(() => first.heard.length, { interval: 5 }).toBe(1);
  first.leave();
  const position = first.heard[0]?.position ?? '';
  await hold(sale, 'a', 1);
  await expect.poll(() => numberOf(map.state().position)).toBe(numberOf(position) + 1);
  await hold(sale, 'b', 2);
  await drop(sale, 'a', 1);
  await expectToShowRedis(sale, map);
  const again = watcherOf(map, position, first.bytes);
  await expectToShowRedis(sale, again);
  expect(again.heard.flatMap(({ seats }) => seats.map(([place]) => place))).not.toContain(0);
  expect(again.kinds()).not.toContain('reset');
  expect(watcherOf(map, map.state().position).heard).toEqual([]);
});

test('an unknown, future or malformed position is answered with reset', async () => {
  const sale = await createTestSale();
  const map = await follow(sale);
  const [generation = '', seq] = map.state().position.split('.');
  const wrong = [null, '', 'x', `another.${seq}`, `${generation}.${Number(seq) + 1}`];
  for (const since of [...wrong, `${generation}.`, `${generation}.-1`, `${generation}.1e0`, `.${seq}`]) {
    expect(watcherOf(map, since).kinds(), String(since)).toEqual(['reset']);
  }
});

test('a position whose changes are no longer kept is answered with reset, the last one kept is not', async () => {
  const sale = await createTestSale();
  const map = await follow(sale);
  const watcher = watcherOf(map, map.state().position);
  const start = map.state().position;
  const rounds = quick.keptBatches + 2;
  for (let place = 0; place < rounds; place += 1) {
    await hold(sale, 'a', place);
    await expect.poll(() => watcher.heard.length, { interval: 5 }).toBe(place + 1);
  }
  expect(watcherOf(map, start).kinds()).toEqual(['reset']);
  expect(watcherOf(map, watcher.heard[0]?.position ?? '').kinds()).toEqual(['reset']);
  expect(watcherOf(map, watcher.heard[1]?.position ?? '').kinds()).toEqual(
    Array(quick.keptBatches).fill('seats'),
  );
});

test('a message that never came is found by the check of the position', async () => {
  const sale = await createTestSale();
  const map = await follow(sale, { ...quick, verifyEveryMs: 20 });
  const watcher = watcherOf(map, map.state().position);
  // As if a publication was lost on the way: the map in Redis changes and nobody is told.
  await withinRedisBudget(async (client) => {
    await client.sendCommand(['BITFIELD', `seat_state:{${sale.scheduleId}}`, 'SET', 'u2', '#9', '1']);
    await client.hIncrBy(`seat_feed:{${sale.scheduleId}}`, 'seq', 1);
  });
  await expect.poll(() => packedStatusAt(watcher.bytes, 9), { interval: 10 }).toBe('held');
  await expectToShowRedis(sale, map);
  expect(watcher.kinds()).toEqual(['seats']);
});

test('under a flood of changes a map still starts, and ends right', { timeout: 30_000 }, async () => {
  const sale = await createTestSale({ rows: 20, seatsARow: 20 });
  await hold(sale, 'z', 399).then(() => readLiveState(sale.scheduleId, sale.seatCount));
  let flooding = true;
  const flood = Array.from({ length: 8 }, async (_, user) => {
    for (let turn = 0; flooding; turn += 1) {
      const place = user * 40 + (turn % 40);
      await (turn % 80 < 40 ? hold : drop)(sale, `user${user}`, place);
    }
  });
  const map = await follow(sale);
  const watcher = watcherOf(map, map.state().position, new Uint8Array(map.state().bytes));
  await expect.poll(() => watcher.heard.length, { timeout: 10_000 }).toBeGreaterThan(20);
  flooding = false;
  await Promise.all(flood);
  await expectToShowRedis(sale, map);
  await expectToShowRedis(sale, watcher);
});

test('a map that Redis lost starts over for everybody', async () => {
  const sale = await createTestSale();
  const map = await follow(sale);
  const watcher = watcherOf(map, map.state().position);
  await hold(sale, 'a', 0);
  await expect.poll(() => watcher.heard.length).toBe(1);
  const before = map.state().position;
  await withinRedisBudget(async (client) => client.del(await client.keys(`*{${sale.scheduleId}}*`)));
  await expect.poll(() => watcher.kinds().at(-1), { interval: 10 }).toBe('reset');
  expect(packedStatusAt(map.state().bytes, 0)).toBe('available');
  expect(watcherOf(map, before).kinds()).toEqual(['reset']);
  await hold(sale, 'b', 1);
  await expectToShowRedis(sale, map);
});

test('free places of standing areas are told like seats, missed messages and lost maps included', async () => {
  const sale = await createTestSale({ areas: [20, 8] });
  const { scheduleId } = sale;
  const stand = (userId: string, area: number, quantity: number) =>
    holdPlaces({ scheduleId, userId }, { places: [], areas: [{ area, quantity }] }, times, 100);
  const map = await follow(sale);
  expect(map.state().areas).toEqual([20, 8]);
  const told: [number, number][] = [];
  const frames = new Set<string>();
  map.watch(
    {
      send(frame) {
        frames.add(/^event: (\w+)/.exec(frame.toString())?.[1] ?? 'changes');
        const data = JSON.parse(/^data: (.*)$/m.exec(frame.toString())?.[1] ?? '{}');
        told.push(...(data.areas ?? []));
      },
    },
    map.state().position,
  );
  await stand('a', 0, 4);
  await expect.poll(() => told, { interval: 5 }).toEqual([[0, 16]]);
  await stand('b', 1, 8);
  await releasePlaces({ scheduleId, userId: 'a' }, { places: [], areas: [{ area: 0, quantity: 1 }] }, times);
  await expect.poll(() => map.state().areas, { interval: 5 }).toEqual([19, 0]);
  // As if a publication was lost on the way.
  await withinRedisBudget(async (client) => {
    await client.hSet(`area_counts:{${scheduleId}}`, '0:free', 7);
    await client.hIncrBy(`seat_feed:{${scheduleId}}`, 'seq', 1);
  });
  await expect.poll(() => told.at(-1), { interval: 5 }).toEqual([0, 7]);
  expect([...frames]).toEqual(['changes']);
  await withinRedisBudget(async (client) => client.del(await client.keys(`*{${scheduleId}}*`)));
  await expect.poll(() => map.state().areas, { interval: 10 }).toEqual([20, 8]);
});
