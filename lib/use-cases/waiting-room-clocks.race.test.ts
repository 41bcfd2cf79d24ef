import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { prisma } from '@/lib/postgres/client';
import { waitingForLocks } from '@/lib/postgres/test-races';
import { createTestBuyers, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { joinWaitingRoom } from './join-waiting-room';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const capacity = 10;
const clocks = 6;

/** The clock's function under another name, with a moment between counting who is inside and admitting. */
async function makeClock(name: string, change: (source: string) => string): Promise<void> {
  const [found] = await prisma().$queryRaw<{ source: string }[]>`
    SELECT pg_get_functiondef('tick_waiting_room'::regproc) AS source`;
  const slow = (found?.source ?? '')
    .replace('tick_waiting_room(', `${name}(`)
    .replace('WITH line AS', 'PERFORM pg_sleep(random() * 0.02); WITH line AS');
  expect(slow).toContain('pg_sleep');
  await prisma().$executeRawUnsafe(change(slow));
}

/** Many clocks at once over one full line; answers the most that were inside at any time somebody looked. */
async function run(clock: string): Promise<number> {
  const { scheduleId } = await createTestSale({ waitingRoom: { capacity, admissionsPerMinute: 60_000 } });
  const people = await createTestBuyers(60);
  await Promise.all(people.map((buyer: Buyer) => joinWaitingRoom({ buyer, scheduleId })));
  await prisma().waitingRoom.update({
    where: { scheduleId },
    data: { shuffledAt: new Date(), credit: 1000 },
  });
  let most = 0;
  let done = false;
  const look = async () => {
    while (!done) {
      const inside = await prisma().waitingPlace.count({ where: { scheduleId, state: 'admitted' } });
      most = Math.max(most, inside);
    }
  };
  const tick = async () => {
    for (let i = 0; i < 10; i += 1) {
      await prisma().$queryRawUnsafe(
        `WITH head AS (SELECT user_id, rank FROM waiting_places WHERE schedule_id = $1 AND state = 'waiting' ORDER BY rank)
         SELECT ${clock}($1, array_agg(user_id), array_agg(rank), array_agg(true), clock_timestamp(), false) FROM head`,
        scheduleId,
      );
      await prisma().$executeRaw`UPDATE waiting_rooms SET credit = 1000 WHERE schedule_id = ${scheduleId}`;
      await sleep(0);
    }
  };
  const looking = look();
  await Promise.all(Array.from({ length: clocks }, tick));
  done = true;
  await looking;
  return most;
}

describe(`${clocks} clocks over one room of ${capacity}`, () => {
  test('never let more in than there is room for', async () => {
    await makeClock('tick_slowly', (source) => source);
    expect(await run('tick_slowly')).toBe(capacity);
  });

  test('control: without the lock on the room’s row they do', { timeout: 60_000 }, async () => {
    await makeClock('tick_unlocked', (source) => {
      expect(source).toContain('FOR NO KEY UPDATE SKIP LOCKED');
      return source.replace('FOR NO KEY UPDATE SKIP LOCKED', '');
    });
    // Chance has a part in it: on a busy machine some rounds pass without.
    await expect.poll(() => run('tick_unlocked'), { timeout: 50_000 }).toBeGreaterThan(capacity);
  });
});

describe('an admission that is prolonged in the moment of its end', () => {
  /** Prolongs in time, commits only after the end has passed; answers how many the clock then lets be inside. */
  async function prolongLate(clock: string): Promise<number> {
    const { scheduleId } = await createTestSale({
      waitingRoom: { capacity: 1, admissionsPerMinute: 60_000 },
    });
    const [inside, waits] = (await createTestBuyers(2)) as [Buyer, Buyer];
    for (const buyer of [inside, waits]) await joinWaitingRoom({ buyer, scheduleId });
    const tick = () =>
      prisma().$queryRawUnsafe(
        `WITH head AS (SELECT user_id, rank FROM waiting_places WHERE schedule_id = $1 AND state = 'waiting' ORDER BY rank LIMIT 1)
         SELECT ${clock}($1, array_agg(user_id), array_agg(rank), array_agg(true), clock_timestamp(), false) FROM head`,
        scheduleId,
      );
    await prisma().waitingRoom.update({ where: { scheduleId }, data: { shuffledAt: new Date(), credit: 1 } });
    await tick();
    await prisma().$executeRaw`
      UPDATE waiting_places SET admission_ends_at = clock_timestamp() + interval '0.3 seconds'
      WHERE schedule_id = ${scheduleId} AND state = 'admitted'`;
    await prisma().waitingRoom.update({ where: { scheduleId }, data: { credit: 1 } });
    const ticking = await prisma().$transaction(async (tx) => {
      const prolonged = await tx.$executeRaw`
        UPDATE waiting_places SET admission_ends_at = clock_timestamp() + interval '1 minute'
        WHERE schedule_id = ${scheduleId} AND user_id = ${inside.userId}
          AND state = 'admitted' AND admission_ends_at > clock_timestamp()`;
      expect(prolonged).toBe(1);
      await tx.$executeRaw`SELECT pg_sleep(0.4)`;
      // In a box, so that this does not wait for what waits for it.
      const box = { done: tick().then(() => undefined) };
      // Until the clock is through, or waits for the row.
      const waits = expect.poll(waitingForLocks, { timeout: 2000 }).toBeGreaterThan(0);
      await Promise.race([box.done, waits]);
      waits.catch(() => undefined);
      return box;
    });
    await ticking.done;
    const where = { scheduleId, state: 'admitted', admissionEndsAt: { gt: new Date() } } as const;
    return prisma().waitingPlace.count({ where });
  }

  test('keeps its place: nobody else is let in for it', async () => {
    expect(await prolongLate('tick_waiting_room')).toBe(1);
  });

  test('control: a clock that counts by the time alone, without waiting for the row, lets somebody in', async () => {
    await makeClock('tick_by_time', (source) =>
      source
        .replace(/UPDATE waiting_places SET state = 'ended'[^;]*;/, '')
        .replace(
          "AND state = 'admitted';",
          "AND state = 'admitted' AND admission_ends_at > clock_timestamp();",
        ),
    );
    expect(await prolongLate('tick_by_time')).toBe(2);
  });
});
