import { afterAll, beforeAll, expect, test } from 'vitest';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { startWay } from '@/lib/sale/test-way';
import { closeRedis, connectRedis, redisRunId, withinRedisBudget } from './client';
import { closeSeatFeed, followSeatChanges, type SeatChanges } from './seat-feed';

// A cable that is pulled says nothing: no reset, no end. Only new connections tell that the server is there again.

let way: Awaited<ReturnType<typeof startWay>>;
beforeAll(async () => {
  way = await startWay(process.env.TEST_REDIS_URL ?? '');
  Object.assign(process.env, {
    ...{ DATABASE_URL: 'postgresql://unused', REDIS_URL: way.url, LOG_LEVEL: 'silent' },
    AUTH_SECRET: 'a secret for tests, longer than 32 characters',
  });
  expect(await connectRedis(5000)).toBe(true);
});
afterAll(async () => {
  await closeSeatFeed();
  closeRedis();
  way.close();
});

const schedule = `cut${process.pid}`;
const publish = (seq: number) =>
  withinRedisBudget((client) =>
    client.publish(
      `seat_feed:{${schedule}}`,
      JSON.stringify({ generation: 'g', seq, seats: [] } satisfies SeatChanges),
    ),
  );

/** Publishes until it is heard: that a subscription is there cannot be seen otherwise. */
async function expectHeard(heard: number[], seq: number) {
  const published = async () => {
    await publish(seq).catch((error) => {
      if (!isStoreUnavailable(error)) throw error;
    });
    return heard.includes(seq);
  };
  await expect.poll(published, { timeout: 15_000 }).toBe(true);
}

test('a connection cut off without a word is replaced, for calls and for the feed', {
  timeout: 40_000,
}, async () => {
  const heard: number[] = [];
  const stop = followSeatChanges(schedule, ({ seq }) => heard.push(seq));
  await expectHeard(heard, 1);
  way.cutOff();
  await expect(withinRedisBudget((client) => client.ping())).rejects.toSatisfy(isStoreUnavailable);
  expect(redisRunId()).toBe('');
  await expect.poll(() => redisRunId(), { timeout: 5000 }).not.toBe('');
  await expectHeard(heard, 2);
  stop();
});

test('a feed that is followed while Redis is away is heard once it is back', {
  timeout: 40_000,
}, async () => {
  way.refuse(true);
  await expect.poll(() => redisRunId()).toBe('');
  const heard: number[] = [];
  const stop = followSeatChanges(schedule, ({ seq }) => heard.push(seq));
  way.refuse(false);
  await expectHeard(heard, 3);
  stop();
});

test('a word on the channel that is no seat change ends nothing', async () => {
  const heard: number[] = [];
  const stop = followSeatChanges(schedule, ({ seq }) => heard.push(seq));
  await expectHeard(heard, 4);
  for (const word of ['', '{', 'null', '{"generation":1}']) {
    await withinRedisBudget((client) => client.publish(`seat_feed:{${schedule}}`, word));
  }
  await expectHeard(heard, 5);
  stop();
});
