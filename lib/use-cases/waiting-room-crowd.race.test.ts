import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { prisma } from '@/lib/postgres/client';
import { createTestBuyers, createTestSale } from '@/lib/sale/test-sale';
import { openStoresWithOwnRedis } from '@/lib/sale/test-servers';
import {
  countInversions,
  inLanes,
  type Joined,
  joinUntilAnswered,
  readCrowd,
  startLife,
  startSampler,
} from './test-crowd';

/** More by the environment: WAITING_PEOPLE=10000 WAITING_CAPACITY=200, some minutes. */
const people = Number(process.env.WAITING_PEOPLE ?? 600);
const capacity = Number(process.env.WAITING_CAPACITY ?? 20);
const limitMs = 30_000 + people * 60;

let redis: Awaited<ReturnType<typeof openStoresWithOwnRedis>>['redis'];
let close: () => Promise<void>;
beforeAll(async () => {
  // Here the crowd is looked at, not the pace: on a busy machine that alone would slow it down.
  process.env.LATENCY_GOAL_MS = '2000';
  ({ redis, close } = await openStoresWithOwnRedis());
});
afterAll(() => close());

async function admittedCount(scheduleId: string): Promise<number> {
  return prisma().waitingPlace.count({ where: { scheduleId, NOT: { admittedAt: null } } });
}

test(`${people} people, ${capacity} inside at a time, three clocks, Redis killed in the middle: nobody is lost or overtaken`, {
  timeout: limitMs,
}, async () => {
  const waitingRoom = { capacity, admissionsPerMinute: 60_000, graceSeconds: 30, admissionSeconds: 600 };
  const { scheduleId } = await createTestSale({ salesOpenInHours: 1, waitingRoom });
  const crowd = await createTestBuyers(people);
  const [early, late] = [crowd.slice(0, people / 2), crowd.slice(people / 2)];
  const joined = new Map<string, Joined>();
  const join = async (buyer: Buyer) =>
    void joined.set(buyer.userId, await joinUntilAnswered(buyer, scheduleId));

  const sampler = await startSampler(scheduleId);
  await inLanes(early, 16, join);
  const stopLife = startLife(scheduleId, crowd, 3);
  await prisma().schedule.update({ where: { id: scheduleId }, data: { salesOpenAt: new Date() } });
  const coming = inLanes(late, 16, join);

  await expect
    .poll(() => admittedCount(scheduleId), { timeout: limitMs, interval: 50 })
    .toBeGreaterThan(people / 6);
  await redis.kill9();
  const before = await readCrowd(scheduleId);
  await redis.restart({ empty: true });
  await expect.poll(() => admittedCount(scheduleId), { timeout: limitMs, interval: 200 }).toBe(people);
  await coming;
  await stopLife();
  await sampler.stop();

  const after = await readCrowd(scheduleId);
  const admittedAt = (person: Buyer) => after.get(person.userId)?.admittedAt?.getTime() ?? 0;
  const came = late.map((person) => ({
    joined: joined.get(person.userId) ?? { asked: 0, answered: 0 },
    admittedAt: admittedAt(person),
  }));
  console.log(`inside at most ${sampler.seen.most}, looked ${sampler.seen.looks} times`);
  expect(sampler.seen.most).toBe(capacity);
  expect(sampler.seen.looks).toBeGreaterThan(100);
  expect(countInversions(came)).toBe(0);
  expect(Math.max(...early.map(admittedAt))).toBeLessThanOrEqual(Math.min(...late.map(admittedAt)));
  // The order is what it was before Redis went.
  for (const [userId, row] of before) expect(after.get(userId)?.rank).toBe(row.rank);
  const inOrder = [...after.values()].toSorted((a, b) => Number(a.rank - b.rank));
  const times = inOrder.map((row) => row.admittedAt?.getTime() ?? 0);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(inOrder.some((row) => row.state === 'skipped')).toBe(false);
});

test('control: the count of inversions finds one', () => {
  const joined = (asked: number) => ({ asked, answered: asked + 1 });
  const rightly = [0, 10, 20].map((asked) => ({ joined: joined(asked), admittedAt: asked }));
  expect(countInversions(rightly)).toBe(0);
  const overtaken = [
    { joined: joined(0), admittedAt: 7 },
    { joined: joined(10), admittedAt: 6 },
  ];
  expect(countInversions(overtaken)).toBe(1);
  expect(countInversions(overtaken.map((one) => ({ ...one, admittedAt: 7 })))).toBe(0);
});
