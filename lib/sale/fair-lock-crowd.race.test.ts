import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { lookedTogether } from '@/lib/postgres/test-races';
import { withinRedisBudget } from '@/lib/redis/client';
import { withFairLock } from '@/lib/redis/fair-lock';
import { lockIdleMs } from '@/lib/redis/fair-lock-scripts';
import { someArea, waitingInRedis } from '@/lib/redis/test-locks';
import { inversions, startLockProcesses, watchLock } from './test-lock-crowd';
import { openStoresWithOwnRedis } from './test-servers';

// Full size: LOCK_CROWD=1000 LOCK_CYCLES=10000 npx vitest run lib/sale/fair-lock-crowd.race.test.ts
const crowd = Number(process.env.LOCK_CROWD ?? 200);
const cycles = Number(process.env.LOCK_CYCLES ?? 2000);

let redis: Awaited<ReturnType<typeof openStoresWithOwnRedis>>['redis'];
let close: () => Promise<void>;
beforeAll(async () => {
  ({ redis, close } = await openStoresWithOwnRedis());
  await prisma().$executeRawUnsafe('CREATE TABLE visits (n int NOT NULL)');
  await prisma().$executeRawUnsafe('INSERT INTO visits VALUES (0)');
});
afterAll(() => close());

const patient = { waitMs: 60_000, ttlMs: 5000, work: 'count' } as const;

async function visits(): Promise<number> {
  const [row] = await prisma().$queryRaw<{ n: number }[]>`SELECT n FROM visits`;
  return row?.n ?? 0;
}

type Crowd = Awaited<ReturnType<typeof startLockProcesses>>;
const endings = (processes: Crowd) => processes.flatMap((one) => one.endings());
const ended = (processes: Crowd, how: string) => endings(processes).filter((ending) => ending === how).length;

test(`${crowd} waiters over 4 processes: served in the order in which they came, never two at once`, {
  timeout: 180_000,
}, async () => {
  const processes = await startLockProcesses(4);
  const subject = someArea();
  const seen = await watchLock(redis.url, subject);
  const before = await visits();
  const [impatient, half] = [6, Math.floor((crowd / 4 - 6) / 2)];
  const all = 4 * (half + impatient + half);
  await withFairLock(subject, patient, async () => {
    for (const one of processes) {
      one.tell({ subject, ...patient, count: half });
      one.tell({ subject, ...patient, waitMs: 1000 + crowd * 5, count: impatient });
      one.tell({ subject, ...patient, count: half });
    }
    // Those in the middle of the line have given up; all others have come.
    const gaveUp = () => ended(processes, 'timed_out');
    await expect.poll(gaveUp, { timeout: 60_000, interval: 20 }).toBe(4 * impatient);
    await expect.poll(() => waitingInRedis(subject), { timeout: 60_000, interval: 20 }).toBe(8 * half);
  });
  const began = performance.now();
  await expect.poll(() => endings(processes).length, { timeout: 120_000 }).toBe(all);
  const ms = Math.round(performance.now() - began);
  seen.stop();
  console.log(`${all} came, ${ended(processes, 'done')} served in ${ms} ms`);
  expect(ended(processes, 'timed_out')).toBe(4 * impatient);
  expect(ended(processes, 'done')).toBe(8 * half);
  // Nobody looked while another was between looking and writing.
  expect((await visits()) - before).toBe(8 * half);
  // The owner that was there first took it in one step.
  expect(new Set(seen.served).size).toBe(8 * half + 1);
  expect(inversions(seen.came, seen.served)).toBe(0);
  await Promise.all(processes.map((one) => one.end()));
});

test('control: two who do not wait for each other count one visit for both', async () => {
  const before = await visits();
  const look = lookedTogether(2);
  const visit = async () => {
    const n = await visits();
    await look();
    await prisma().$executeRaw`UPDATE visits SET n = ${n + 1}`;
  };
  await Promise.all([visit(), visit()]);
  expect((await visits()) - before).toBe(1);
});

test('an owner is killed: the next one has the lock within its time and a second, the others in order', {
  timeout: 60_000,
}, async () => {
  const [owner, dying, first, second] = await startLockProcesses(4);
  if (!owner || !dying || !first || !second) throw new Error('no processes');
  const subject = someArea();
  const ttlMs = 2000;
  owner.tell({ subject, waitMs: 1000, ttlMs, count: 1, work: 'hang' });
  await expect.poll(owner.isInside, { timeout: 5000 }).toBe(true);
  const seen = await watchLock(redis.url, subject);
  const before = await visits();
  const join = async (one: typeof owner, count: number) => {
    one.tell({ subject, ...patient, ttlMs, count });
    const until = seen.came.length + count;
    await expect.poll(() => seen.came.length, { timeout: 20_000, interval: 5 }).toBe(until);
  };
  await join(first, 5);
  await join(dying, 5);
  await join(second, 5);
  // So long that it lives on renewals.
  const until = performance.now() + ttlMs * 1.5;
  await expect.poll(() => performance.now(), { timeout: 10_000 }).toBeGreaterThan(until);
  expect(seen.served.filter((name) => seen.came.includes(name))).toEqual([]);
  dying.kill9();
  owner.kill9();
  const killed = performance.now();
  const succeeded = () => seen.served.filter((name) => seen.came.includes(name)).length;
  await expect.poll(succeeded, { timeout: 10_000, interval: 5 }).toBeGreaterThan(0);
  const ms = Math.round(performance.now() - killed);
  console.log(`owner killed with -9: the next has the lock after ${ms} ms, its time is ${ttlMs} ms`);
  expect(ms).toBeLessThan(ttlMs + 1000);
  await expect.poll(() => endings([first, second]).length, { timeout: 10_000 }).toBe(10);
  expect((await visits()) - before).toBe(10);
  seen.stop();
  expect(inversions(seen.came, seen.served)).toBe(0);
  await Promise.all([first.end(), second.end()]);
});

test(`${cycles} locks taken and given back leave no memory in use, and after the idle time nothing in Redis`, {
  timeout: 180_000,
}, async () => {
  const [one] = await startLockProcesses(1, { LOCK_CONNECTIONS: '20' });
  if (!one) throw new Error('no process');
  const heaps = () => one.heard.flatMap((words) => ('heapBytes' in words ? words.heapBytes : []));
  // The first ones fill what a process fills once: compiled code, connections, buffers.
  const rounds = [cycles / 2, cycles / 4, cycles / 4];
  for (const [n, count] of rounds.entries()) {
    one.tell({ takeAndGiveBack: count });
    await expect.poll(() => heaps().length, { timeout: 60_000 }).toBe(n + 1);
  }
  const [warm = 0, , last = 0] = heaps();
  const keptKb = Math.round((last - warm) / 1024);
  console.log(`${cycles} locks: ${keptKb} kB of heap more after the second half than before it`);
  expect(keptKb).toBeLessThan(1024);
  const keys = () => withinRedisBudget((client) => client.keys('fair_lock:*'));
  await expect.poll(keys, { timeout: lockIdleMs + 10_000, interval: 250 }).toEqual([]);
  await one.end();
});
