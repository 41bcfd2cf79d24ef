import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { metrics } from '@/lib/metrics';
import { openTestStores } from '@/lib/sale/test-sale';
import { withinRedisBudget } from './client';
import { hasNoLocks, type LockSubject, type UnderLock, withFairLock } from './fair-lock';
import { acquireLock, claimLock, lockIdleMs, lockNamed } from './fair-lock-scripts';
import { lockTimes, occupy, someArea, turnsOf, waitingInRedis } from './test-locks';
import { WaitingConnection } from './waiting-connection';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const times = lockTimes;

/** Each waits on a connection of its own: of two who come in the same moment Redis may see either first. */
const inLine = (subject: LockSubject, count: number) =>
  expect.poll(() => waitingInRedis(subject), { interval: 2 }).toBe(count);

test('requests are served one at a time, in the order they came', async () => {
  const subject = someArea();
  const { leave } = await occupy(subject);
  const served: number[] = [];
  let inside = 0;
  const come = (n: number) =>
    withFairLock(subject, times, async () => {
      inside += 1;
      expect(inside).toBe(1);
      expect(await turnsOf(subject)).toBe(1);
      served.push(n);
      inside -= 1;
    });
  const all: Promise<unknown>[] = [];
  for (let n = 0; n < 40; n += 1) {
    all.push(come(n));
    await inLine(subject, n + 1);
  }
  await leave();
  await Promise.all(all);
  expect(served).toEqual(Array.from({ length: 40 }, (_, n) => n));
  await expect.poll(() => turnsOf(subject)).toBe(1);
  expect(hasNoLocks()).toBe(true);
});

test('the value of the work is answered, its failure thrown, and the lock given back either way', async () => {
  const subject = someArea();
  const failing = withFairLock(subject, times, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await withFairLock(subject, times, async () => 7)).toEqual({ outcome: 'done', value: 7 });
});

test('a wait limit that is reached answers how many come before, and leaves the others in line', async () => {
  const subject = someArea();
  const { leave } = await occupy(subject);
  const served: string[] = [];
  const join = (name: string, waitMs: number) =>
    withFairLock(subject, { ...times, waitMs }, async () => served.push(name));
  const first = join('first', 10_000);
  await inLine(subject, 1);
  const impatient = join('impatient', 400);
  await inLine(subject, 2);
  const last = join('last', 10_000);
  expect(await impatient).toEqual({ outcome: 'timed_out', ahead: 2 });
  expect(await waitingInRedis(subject)).toBe(2);
  await leave();
  await Promise.all([first, last]);
  expect(served).toEqual(['first', 'last']);
});

test('one who waits hears how many come before it', async () => {
  const subject = someArea();
  const { leave } = await occupy(subject);
  const asked: Promise<number>[] = [];
  const come = () =>
    withFairLock(
      subject,
      times,
      async () => undefined,
      undefined,
      (place) => {
        asked.push(inLine(subject, 3).then(() => place.ahead()));
      },
    );
  const waiting: Promise<unknown>[] = [];
  for (const before of [0, 1, 2]) {
    waiting.push(come());
    await inLine(subject, before + 1);
  }
  expect(await Promise.all(asked)).toEqual([1, 2, 3]);
  await leave();
  await Promise.all(waiting);
});

test('a cancelled request leaves the line at once; nobody waits for it', async () => {
  const subject = someArea();
  const { leave } = await occupy(subject);
  const cancel = new AbortController();
  const cancelled = withFairLock(subject, times, async () => 'never', cancel.signal);
  const next = withFairLock(subject, times, async () => 'next');
  await expect.poll(() => waitingInRedis(subject)).toBe(2);
  cancel.abort();
  await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
  await expect.poll(() => waitingInRedis(subject)).toBe(1);
  await leave();
  expect(await next).toEqual({ outcome: 'done', value: 'next' });
  const tooLate = withFairLock(subject, times, async () => 'never', cancel.signal);
  await expect(tooLate).rejects.toMatchObject({ name: 'AbortError' });
});

async function turnsRestored(): Promise<number> {
  const { values } = await metrics.lockTokensRestored.get();
  return values.reduce((sum, { value }) => sum + value, 0);
}

// Again, where the machine is so busy that a token was a second on its way and was given up for lost.
test('whenever requests are cancelled, the turn is never lost', { timeout: 60_000, retry: 2 }, async () => {
  const subject = someArea();
  const restored = await turnsRestored();
  for (let round = 0; round < 100; round += 1) {
    const asking = Array.from({ length: 6 }, () => {
      const cancel = new AbortController();
      const outcome = withFairLock(subject, times, async () => undefined, cancel.signal);
      return { cancel, outcome: outcome.catch((error) => error.name) };
    });
    // In the middle of being served: a different moment each round.
    await asking[0]?.outcome;
    for (let turn = 0; turn < round % 7; turn += 1) await new Promise(setImmediate);
    for (const { cancel } of asking.slice(1, 5)) cancel.abort();
    const outcomes = await Promise.all(asking.map(({ outcome }) => outcome));
    for (const [n, outcome] of outcomes.entries()) {
      if (n % 5 === 0 || outcome !== 'AbortError') expect(outcome).toMatchObject({ outcome: 'done' });
    }
  }
  await expect.poll(() => turnsOf(subject)).toBe(1);
  expect(await turnsRestored()).toBe(restored);
  await expect.poll(hasNoLocks).toBe(true);
});

test('locks are nested in one order only', async () => {
  const scheduleId = randomUUID();
  const buyer = (userId: string): LockSubject => ({ kind: 'buyer', scheduleId, userId });
  const area: LockSubject = { kind: 'area', scheduleId, areaId: 'a' };
  const nest = (outer: LockSubject, inner: LockSubject) =>
    withFairLock(outer, times, () => withFairLock(inner, times, async () => 'both'));
  const both: UnderLock<string> = { outcome: 'done', value: 'both' };
  expect(await nest(buyer('1'), area)).toEqual({ outcome: 'done', value: both });
  await expect(nest(area, buyer('1'))).rejects.toThrow('may not be taken within');
  await expect(nest(buyer('1'), buyer('2'))).rejects.toThrow('may not be taken within');
  await expect(nest(buyer('1'), buyer('1'))).rejects.toThrow('may not be taken within');
});

test('long work keeps its lock; one whose lock is lost hears it', async () => {
  const subject = someArea();
  const owner = `${lockNamed(subject).key}:owner`;
  const short = { waitMs: 5000, ttlMs: 300 };
  const served: string[] = [];
  const long = withFairLock(subject, short, async ({ signal }) => {
    const until = performance.now() + 1000;
    await expect.poll(() => performance.now(), { timeout: 5000 }).toBeGreaterThan(until);
    expect(signal.aborted).toBe(false);
    served.push('long');
  });
  const next = withFairLock(subject, short, async ({ signal }) => {
    served.push('next');
    await withinRedisBudget((client) => client.del(owner));
    await expect.poll(() => signal.aborted).toBe(true);
  });
  await Promise.all([long, next]);
  expect(served).toEqual(['long', 'next']);
});

test('an owner that died without a word is succeeded within its time and a second, in order', async () => {
  const subject = someArea();
  const ttlMs = 1000;
  expect(await acquireLock(lockNamed(subject), 'dead', { ttlMs })).toBe(true);
  const died = performance.now();
  const served: number[] = [];
  const join = (n: number) => withFairLock(subject, times, async () => served.push(n));
  const early = [join(0)];
  await inLine(subject, 1);
  early.push(join(1));
  await inLine(subject, 2);
  // Somebody who comes when the owner's time is over finds the lock without owner, and others before.
  const owner = `${lockNamed(subject).key}:owner`;
  await expect.poll(() => withinRedisBudget((client) => client.exists(owner)), { interval: 1 }).toBe(0);
  await Promise.all([...early, join(2)]);
  expect(performance.now() - died).toBeLessThan(ttlMs + 1000);
  expect(served).toEqual([0, 1, 2]);
});

test('a token that was handed to one who died is given again, and is worth nothing any more', async () => {
  const subject = someArea();
  const name = lockNamed(subject);
  await withFairLock(subject, times, async () => undefined);
  const doomed = await WaitingConnection.open();
  const token = await doomed.popToken(name, 'doomed', 1000);
  expect(await turnsOf(subject)).toBe(0);
  const lost = performance.now();
  let late: boolean | undefined;
  const next = await withFairLock(subject, times, async () => {
    late = await claimLock(name, 'doomed', { ttlMs: 1000 }, token ?? '');
    return turnsOf(subject);
  });
  expect(performance.now() - lost).toBeLessThan(times.ttlMs);
  expect({ next, late }).toEqual({ next: { outcome: 'done', value: 1 }, late: false });
  doomed.close();
});

test('a lock that Redis has forgotten while somebody waits is there again', async () => {
  const subject = someArea();
  const { leave } = await occupy(subject);
  const next = withFairLock(subject, times, async () => 'next');
  await expect.poll(() => waitingInRedis(subject)).toBe(1);
  await withinRedisBudget((client) =>
    client.del(['tokens', 'owner', 'mark', 'line'].map((rest) => `${lockNamed(subject).key}:${rest}`)),
  );
  expect(await next).toEqual({ outcome: 'done', value: 'next' });
  await leave();
  expect(await turnsOf(subject)).toBe(1);
});

test('locks leave nothing in Redis once they are idle', { timeout: 40_000 }, async () => {
  const scheduleId = randomUUID();
  const subjects = Array.from(
    { length: 200 },
    (_, n): LockSubject => ({
      ...{ kind: 'buyer', scheduleId, userId: String(n % 40) },
    }),
  );
  await Promise.all(subjects.map((subject) => withFairLock(subject, times, async () => undefined)));
  expect(hasNoLocks()).toBe(true);
  const keys = () => withinRedisBudget((client) => client.keys(`fair_lock:{${scheduleId}}:*`));
  expect((await keys()).length).toBeGreaterThan(0);
  await expect.poll(keys, { timeout: lockIdleMs + 5000, interval: 250 }).toEqual([]);
});
