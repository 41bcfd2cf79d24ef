import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStoresWithOwnRedis } from '@/lib/sale/test-servers';
import { expectAnswerSoon, timed } from '@/lib/sale/test-timed';
import { withinRedisBudget } from './client';
import { hasNoLocks, type LockSubject, withFairLock } from './fair-lock';
import { lockTimes, occupy, someArea, turnsOf, waitingInRedis } from './test-locks';

let redis: Awaited<ReturnType<typeof openStoresWithOwnRedis>>['redis'];
let close: () => Promise<void>;
beforeAll(async () => {
  ({ redis, close } = await openStoresWithOwnRedis());
});
afterAll(() => close());

/** Requests that wait for the lock; each knows how long it took and how it ended. */
async function othersWait(subject: LockSubject, count: number, times = lockTimes) {
  const others = Array.from({ length: count }, (_, n) =>
    timed(() => withFairLock(subject, times, async () => n)),
  );
  await expect.poll(() => waitingInRedis(subject)).toBe(count);
  return () => Promise.all(others);
}

test('Redis freezes: who waits hears it in time, and who has the lock hears when its time is over', {
  timeout: 40_000,
}, async () => {
  const subject = someArea();
  const { signal, leave } = await occupy(subject);
  const others = await othersWait(subject, 5, { ...lockTimes, waitMs: 1200 });
  const from = performance.now();
  redis.freeze();
  for (const { outage } of await others()) expect(outage).toBe('redis');
  expect(performance.now() - from).toBeLessThan(1500);
  expect(await timed(() => withFairLock(someArea(), lockTimes, async () => 1))).toMatchObject({
    outage: 'redis',
  });
  await expect.poll(() => signal.aborted, { timeout: 5000 }).toBe(true);
  await leave();
  redis.thaw();
  await expectAnswerSoon(() => withFairLock(subject, lockTimes, async () => 1));
  await expect.poll(hasNoLocks).toBe(true);
});

test('Redis stumbles: who has time to wait keeps its place', { timeout: 40_000 }, async () => {
  const subject = someArea();
  const { leave } = await occupy(subject);
  const others = await othersWait(subject, 5);
  redis.freeze();
  const until = performance.now() + 1500;
  await expect.poll(() => performance.now(), { timeout: 5000 }).toBeGreaterThan(until);
  redis.thaw();
  await expect.poll(() => waitingInRedis(subject).catch(() => -1), { timeout: 5000 }).toBe(5);
  await leave();
  for (const { answer } of await others()) expect(answer?.outcome).toBe('done');
  await expect.poll(hasNoLocks).toBe(true);
});

/** Freezes Redis for so long. */
async function stumble(ms: number) {
  redis.freeze();
  const until = performance.now() + ms;
  await expect.poll(() => performance.now() >= until, { timeout: 5000, interval: 20 }).toBe(true);
  redis.thaw();
}

test('Redis stumbles while a free lock is asked for: who is patient gets it, for one turn', {
  timeout: 40_000,
}, async () => {
  const subject = someArea();
  await withFairLock(subject, lockTimes, async () => undefined);
  const patience = { absenceMs: 1000, tries: 2 };
  const stumbling = stumble(700);
  const asked = await timed(() =>
    withFairLock(subject, { ...lockTimes, patience }, async () => turnsOf(subject)),
  );
  expect(asked.answer).toEqual({ outcome: 'done', value: 1 });
  await stumbling;
  await expect.poll(() => turnsOf(subject)).toBe(1);
  expect(hasNoLocks()).toBe(true);
});

test('Redis stumbles while a free lock is asked for: who went on without it leaves it to the next at once', {
  timeout: 40_000,
}, async () => {
  const subject = someArea();
  const times = { ...lockTimes, ttlMs: 20_000 };
  await withFairLock(subject, times, async () => undefined);
  redis.freeze();
  expect(await timed(() => withFairLock(subject, times, async () => 1))).toMatchObject({ outage: 'redis' });
  redis.thaw();
  await expectAnswerSoon(() => withFairLock(subject, { ...times, waitMs: 4000 }, async () => 1));
  await expect.poll(() => turnsOf(subject)).toBe(1);
  expect(hasNoLocks()).toBe(true);
});

test('Redis is killed and comes back empty: who waits hears it at once, and the lock can be had again', {
  timeout: 40_000,
}, async () => {
  const subject = someArea();
  const { leave } = await occupy(subject);
  const others = await othersWait(subject, 5);
  await redis.kill9();
  for (const { outage } of await others()) expect(outage).toBe('redis');
  await leave();
  await redis.restart({ empty: true });
  await expectAnswerSoon(() => withFairLock(subject, lockTimes, async () => 1));
  await expect.poll(hasNoLocks).toBe(true);
});

test('one connection is cut while it waits: its request hears it, the others are served', async () => {
  const subject = someArea();
  const { leave } = await occupy(subject);
  const others = await othersWait(subject, 5);
  const command = (...words: string[]) =>
    withinRedisBudget((client) => client.sendCommand<string>(['CLIENT', ...words]));
  const blocked = (await command('LIST')).split('\n').filter((client) => client.includes('cmd=blpop'));
  expect(blocked).toHaveLength(5);
  await command('KILL', 'ID', /id=(\d+)/.exec(blocked[2] ?? '')?.[1] ?? '');
  await expect.poll(() => waitingInRedis(subject)).toBe(4);
  await leave();
  const ended = await others();
  expect(ended.filter(({ outage }) => outage === 'redis')).toHaveLength(1);
  expect(ended.filter(({ answer }) => answer?.outcome === 'done')).toHaveLength(4);
  await expect.poll(hasNoLocks).toBe(true);
});
