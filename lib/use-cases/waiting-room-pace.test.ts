import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { withinRedisBudget } from '@/lib/redis/client';
import { noteCallTime, slowestUsualCall } from '@/lib/sale/call-times';
import { createTestBuyer, createTestSale } from '@/lib/sale/test-sale';
import { openStoresWithOwnRedis } from '@/lib/sale/test-servers';
import { joinWaitingRoom } from './join-waiting-room';
import { tickWaitingRooms } from './tick-waiting-rooms';

let close: () => Promise<void>;
beforeAll(async () => {
  process.env.LATENCY_GOAL_MS = '300';
  // What others measure on a busy machine is not to be seen here.
  ({ close } = await openStoresWithOwnRedis());
});
afterAll(() => close());

async function room() {
  const { scheduleId } = await createTestSale({ waitingRoom: { state: 'open', capacity: 1 } });
  const [inside, waits] = [await createTestBuyer(), await createTestBuyer()];
  await joinWaitingRoom({ buyer: inside, scheduleId });
  await joinWaitingRoom({ buyer: waits, scheduleId });
  const pace = async () => (await prisma().waitingRoom.findUniqueOrThrow({ where: { scheduleId } })).pace;
  /** A tick that finds the clock some seconds old. */
  const tickAfter = async (seconds: number) => {
    await prisma().$executeRaw`
      UPDATE waiting_rooms SET ticked_at = clock_timestamp() - make_interval(secs => ${seconds})
      WHERE schedule_id = ${scheduleId}`;
    await tickWaitingRooms();
    return pace();
  };
  await expect.poll(() => tickAfter(1)).toBe(1);
  return { scheduleId, tickAfter };
}

function calls(count: number, ms: number): void {
  for (let i = 0; i < count; i += 1) noteCallTime(ms);
}

test('slow calls slow the admissions down to a floor, quick ones bring them back; the capacity stays', async () => {
  const { tickAfter } = await room();
  calls(5000, 900);
  expect(slowestUsualCall()).toBe(900);
  const slower = await tickAfter(1);
  expect(slower).toBeGreaterThan(0.5);
  expect(slower).toBeLessThan(0.85);
  let pace = slower;
  for (let i = 0; i < 10; i += 1) pace = await tickAfter(5);
  expect(pace).toBe(0.1);
  calls(10_000, 20);
  expect(await tickAfter(1)).toBeGreaterThanOrEqual(0.15);
  for (let i = 0; i < 5; i += 1) pace = await tickAfter(5);
  expect(pace).toBe(1);
});

test('another instance that finds the service slow slows this one too, for as long as it says so', async () => {
  const { tickAfter } = await room();
  calls(10_000, 20);
  const say = (ms: number) =>
    withinRedisBudget(async (client) => {
      const now = Number((await client.sendCommand<[string, string]>(['TIME']))[0]) * 1000;
      await client.hSet('call_times', 'another', `900@${now - ms}`);
    });
  await say(0);
  expect(await tickAfter(1)).toBeLessThan(0.9);
  await say(60_000);
  const before = await tickAfter(1);
  expect(await tickAfter(1)).toBeGreaterThanOrEqual(before);
});

test('a slow room that nobody came to for a while lets the first in at once, and the second a while later', async () => {
  const { scheduleId } = await createTestSale({ waitingRoom: { capacity: 10, admissionsPerMinute: 1 } });
  await tickWaitingRooms();
  await prisma().$executeRaw`
    UPDATE waiting_rooms SET ticked_at = clock_timestamp() - interval '10 minutes' WHERE schedule_id = ${scheduleId}`;
  for (const buyer of [await createTestBuyer(), await createTestBuyer()])
    await joinWaitingRoom({ buyer, scheduleId });
  await tickWaitingRooms();
  await tickWaitingRooms();
  const places = await prisma().waitingPlace.findMany({ where: { scheduleId }, orderBy: { rank: 'asc' } });
  expect(places.map((place) => place.state)).toEqual(['admitted', 'waiting']);
});
