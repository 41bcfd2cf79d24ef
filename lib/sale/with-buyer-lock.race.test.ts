import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { granted } from '@/lib/domain/result';
import { metrics } from '@/lib/metrics';
import { withinRedisBudget } from '@/lib/redis/client';
import { lockNamed } from '@/lib/redis/fair-lock-scripts';
import { openTestStores } from './test-sale';
import { withBuyerLock } from './with-buyer-lock';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

type Guard = (whose: { scheduleId: string; userId: string }, work: () => Promise<void>) => Promise<boolean>;

const locked: Guard = async (whose, work) => {
  const said = await withBuyerLock(whose, async () => granted(await work()));
  return said.ok;
};
const unguarded: Guard = async (_, work) => work().then(() => true);

/** Every buyer sends so many requests at once, each with work that waits; refused ones are sent again. */
async function race(guard: Guard, buyers: number, requests: number, workMs: number) {
  const scheduleId = randomUUID();
  const inside = new Map<string, number>();
  let most = 0;
  let refused = 0;
  const request = async (userId: string): Promise<void> => {
    const served = await guard({ scheduleId, userId }, async () => {
      const now = (inside.get(userId) ?? 0) + 1;
      most = Math.max(most, now);
      inside.set(userId, now);
      await sleep(workMs);
      inside.set(userId, (inside.get(userId) ?? 0) - 1);
    });
    if (served) return;
    refused += 1;
    await request(userId);
  };
  const began = performance.now();
  const buyer = (_: unknown, n: number) => Array.from({ length: requests }, () => request(String(n)));
  await Promise.all(Array.from({ length: buyers }, buyer).flat());
  return { most, refused, ms: performance.now() - began };
}

/** The buyers' lock in the metrics: how often it was asked for, how long that took in all, how many wait now. */
async function contention() {
  const [waits, waiters] = await Promise.all([metrics.lockWaitSeconds.get(), metrics.lockWaiters.get()]);
  const sum = (name: string) =>
    waits.values
      .filter(({ metricName, labels }) => metricName === name && labels.kind === 'buyer')
      .reduce((total, { value }) => total + value, 0);
  const now = waiters.values.find(({ labels }) => labels.kind === 'buyer')?.value ?? 0;
  const name = 'rowlock_lock_wait_seconds';
  return { asked: sum(`${name}_count`), seconds: sum(`${name}_sum`), now };
}

type Race = Awaited<ReturnType<typeof race>>;

/**
 * Runs a race again, a few times, where the machine is so busy that Redis counts as away, which skips the lock, or that
 * there is no core left to do things side by side on.
 */
async function inCalm<Ran extends { one: Race; hundred: Race }>(run: () => Promise<Ran>): Promise<Ran> {
  const outages = async () =>
    (await metrics.outages.get()).values.find(({ labels }) => labels.store === 'redis')?.value ?? 0;
  for (let tries = 1; ; tries += 1) {
    const before = await outages();
    const ran = await run();
    const isCalm = (await outages()) === before && ran.hundred.ms < 3 * ran.one.ms;
    if (tries === 5 || isCalm) return ran;
  }
}

test("control: without the lock a buyer's requests run all at once", async () => {
  expect((await race(unguarded, 10, 10, 50)).most).toBe(10);
});

test("100 buyers with 10 racing requests each: one buyer's run one after another, the buyers side by side", {
  timeout: 60_000,
}, async () => {
  // Connections are opened once and rest between the two.
  await race(locked, 100, 3, 1);
  const { before, one, hundred, after } = await inCalm(async () => {
    const before = await contention();
    const one = await race(locked, 1, 10, 50);
    const hundred = await race(locked, 100, 10, 50);
    return { before, one, hundred, after: await contention() };
  });
  const said = `one buyer ${Math.round(one.ms)} ms, 100 buyers ${Math.round(hundred.ms)} ms`;
  console.log(`${said}; ${hundred.refused} asked again`);
  expect(one.most).toBe(1);
  expect(hundred.most).toBe(1);
  expect(hundred.ms).toBeLessThan(3 * one.ms);
  expect(after.asked - before.asked).toBe(1010 + one.refused + hundred.refused);
  // The second waits for the first, the third for two, …: 2.25 s a buyer.
  expect(after.seconds - before.seconds).toBeGreaterThan(100 * 2.25);
  expect(after.now).toBe(0);
});

test('a turn that does not come in time is refused; the work under way goes on', async () => {
  const whose = { scheduleId: randomUUID(), userId: 'busy' };
  let end = () => {};
  const slow = withBuyerLock(whose, () =>
    new Promise<void>((resolve) => {
      end = resolve;
    }).then(() => granted('slow')),
  );
  const owner = `${lockNamed({ kind: 'buyer', ...whose }).key}:owner`;
  await expect.poll(() => withinRedisBudget((client) => client.exists(owner))).toBe(1);
  const other = await withBuyerLock({ ...whose, userId: 'other' }, async () => granted('at once'));
  expect(other).toEqual(granted('at once'));
  const began = performance.now();
  const second = await withBuyerLock(whose, async () => granted('never'));
  expect(second).toEqual({ ok: false, refusal: { code: 'BUYER_BUSY', retryAfterSeconds: 1 } });
  expect(performance.now() - began).toBeLessThan(1500);
  end();
  expect(await slow).toEqual(granted('slow'));
  expect(await withBuyerLock(whose, async () => granted('third'))).toEqual(granted('third'));
});
