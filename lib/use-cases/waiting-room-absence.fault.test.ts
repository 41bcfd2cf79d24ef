import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { createTestBuyers, createTestSale } from '@/lib/sale/test-sale';
import { openOwnStores } from '@/lib/sale/test-servers';
import { expectAnswerSoon, timed } from '@/lib/sale/test-timed';
import { joinWaitingRoom } from './join-waiting-room';
import { leaveWaitingRoom } from './leave-waiting-room';
import { steerWaitingRoom } from './steer-waiting-room';
import { tickWaitingRooms } from './tick-waiting-rooms';
import { viewWaitingPlace } from './view-waiting-place';

let stores: Awaited<ReturnType<typeof openOwnStores>>;
beforeAll(async () => {
  stores = await openOwnStores();
});
afterAll(() => stores.close());

/** A paused room with people in line, in the order they came. */
async function line(count: number, graceSeconds: number) {
  const waitingRoom = { state: 'paused', graceSeconds, capacity: 1, admissionsPerMinute: 60_000 } as const;
  const { scheduleId } = await createTestSale({ waitingRoom });
  const people = await createTestBuyers(count);
  for (const buyer of people) await joinWaitingRoom({ buyer, scheduleId });
  await tickWaitingRooms();
  const [operator] = await createTestBuyers(1, 'operator');
  const steer = (to: 'open' | 'paused') => steerWaitingRoom({ buyer: operator as Buyer, scheduleId, to });
  const stateOf = async (buyer: Buyer | undefined) => {
    const place = await viewWaitingPlace({ buyer: buyer as Buyer, scheduleId });
    return place.ok ? place.value.state : place.refusal.code;
  };
  return { scheduleId, people, steer, stateOf };
}

/** Until so many milliseconds have passed, whatever the machine is doing. */
async function pass(ms: number) {
  const until = Date.now() + ms;
  await expect.poll(() => Date.now(), { timeout: ms + 5000 }).toBeGreaterThan(until);
}

async function tickUntilState(is: () => Promise<string>, state: string) {
  const poll = async () => {
    await tickWaitingRooms();
    return is();
  };
  await expect.poll(poll, { timeout: 10_000, interval: 20 }).toBe(state);
}

test('who is away when the turn comes is skipped and may stand at the end; who only was away in between is not', async () => {
  const { scheduleId, people, steer, stateOf } = await line(4, 1);
  const [away, back, third, last] = people;
  await pass(1500);
  // The first does not come back in time; the others look where they stand.
  for (const person of [back, third, last]) expect(await stateOf(person)).toBe('waiting');
  await steer('open');
  await tickUntilState(() => stateOf(back), 'admitted');
  expect(await stateOf(away)).toBe('skipped');
  const again = await joinWaitingRoom({ buyer: away as Buyer, scheduleId });
  expect(again).toMatchObject({ ok: true, value: { state: 'waiting' } });
  for (const [leaving, next] of [
    [back, third],
    [third, last],
    [last, away],
  ] as const) {
    await leaveWaitingRoom({ buyer: leaving as Buyer, scheduleId });
    for (const person of people) if (person !== leaving) await stateOf(person);
    await tickUntilState(() => stateOf(next), 'admitted');
  }
});

test('Redis away: people join and see their place, nobody is admitted or skipped; back, the absence begins anew', async () => {
  const { scheduleId, people, steer, stateOf } = await line(2, 2);
  const [first, second] = people;
  const [late] = await createTestBuyers(1);
  await stores.redis.kill9();
  await steer('open');
  const joining = await timed(() => joinWaitingRoom({ buyer: late as Buyer, scheduleId }));
  expect(joining.answer).toMatchObject({ ok: true, value: { state: 'waiting' } });
  expect(joining.ms).toBeLessThan(2000);
  await pass(2500);
  await tickWaitingRooms();
  for (const person of [first, second, late]) expect(await stateOf(person)).toBe('waiting');

  await stores.redis.restart({ empty: true });
  // None of them was heard of for longer than the grace; none is skipped for it.
  await tickUntilState(() => stateOf(first), 'admitted');
  expect(await stateOf(second)).toBe('waiting');
});

test('PostgreSQL away: every call says so in time, the clock goes on afterwards', {
  timeout: 60_000,
}, async () => {
  const { scheduleId, people, steer, stateOf } = await line(2, 600);
  const buyer = people[0] as Buyer;
  await steer('open');
  await stores.postgres.kill9();
  for (const call of [
    () => joinWaitingRoom({ buyer, scheduleId }),
    () => viewWaitingPlace({ buyer, scheduleId }),
    () => leaveWaitingRoom({ buyer, scheduleId }),
  ]) {
    const { outage, ms } = await timed(call);
    expect(outage).toBe('postgres');
    expect(ms).toBeLessThan(2000);
  }
  expect(await tickWaitingRooms()).toBe(false);
  await stores.postgres.restart();
  await expectAnswerSoon(() => viewWaitingPlace({ buyer, scheduleId }));
  await tickUntilState(() => stateOf(buyer), 'admitted');
  expect(await stateOf(people[1])).toBe('waiting');
});
