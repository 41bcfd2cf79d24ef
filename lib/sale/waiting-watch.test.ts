import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { prisma } from '@/lib/postgres/client';
import { readPlaces } from '@/lib/postgres/waiting-place-store';
import { readAbsence } from '@/lib/redis/waiting-room-store';
import { presentPlace } from './present-place';
import { createTestBuyers, createTestSale, openTestStores } from './test-sale';
import { waitingLine } from './waiting-lines';
import { watchPlace } from './waiting-watches';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

test('who was told that the place cannot be told hears it again as soon as it can, though nothing has moved', async () => {
  const { scheduleId } = await createTestSale({ waitingRoom: { state: 'paused', shuffledAt: new Date() } });
  const [{ userId = '' } = {}] = await createTestBuyers(1);
  await prisma().$executeRaw`
    INSERT INTO waiting_places (schedule_id, user_id, ticket, rank) VALUES (${scheduleId}, ${userId}, 1, 1)`;
  const row = (await readPlaces(scheduleId, [userId])).get(userId);
  const line = await waitingLine(scheduleId, true);
  if (!row || !line) throw new Error('There is no line.');
  const heard: string[] = [];
  const watcher = {
    ...{ userId, sessionId: null, end: () => undefined },
    stale: () => void heard.push('stale'),
    tell: (told: WaitingPlace) => void heard.push(`place ${told.place}`),
  };
  const leave = watchPlace(scheduleId, watcher, row, await presentPlace({ scheduleId, userId }, row, line));
  await prisma().$executeRaw`ALTER TABLE waiting_places RENAME TO waiting_places_away`;
  await expect.poll(() => heard.at(-1), { timeout: 5000 }).toBe('stale');
  await prisma().$executeRaw`ALTER TABLE waiting_places_away RENAME TO waiting_places`;
  await expect.poll(() => heard.at(-1), { timeout: 5000 }).toBe('place 1');
  leave();
});

/** More by the environment: WATCHING_PEOPLE=10000. */
const people = Number(process.env.WATCHING_PEOPLE ?? 3000);

async function transactions(): Promise<number> {
  await prisma().$queryRaw`SELECT pg_stat_force_next_flush()::text`;
  const [row] = await prisma().$queryRaw<{ count: bigint }[]>`
    SELECT xact_commit AS count FROM pg_stat_database WHERE datname = current_database()`;
  return Number(row?.count);
}

test(`${people} people who watch cost a few queries a second, and each hears their own place`, {
  timeout: 60_000,
}, async () => {
  const { scheduleId } = await createTestSale({ waitingRoom: { state: 'paused' } });
  const userIds = (await createTestBuyers(people)).map(({ userId }) => userId);
  await prisma().$executeRaw`
    INSERT INTO waiting_places (schedule_id, user_id, ticket, rank)
    SELECT ${scheduleId}, id, nth, nth FROM unnest(${userIds}::text[]) WITH ORDINALITY AS came(id, nth)`;
  await prisma().waitingRoom.update({ where: { scheduleId }, data: { shuffledAt: new Date() } });
  const rows = await readPlaces(scheduleId, userIds);
  const line = await waitingLine(scheduleId, true);
  if (!line) throw new Error('There is no line.');
  const heard = new Map<string, WaitingPlace>();
  const leave: (() => void)[] = [];
  for (const [userId, row] of rows) {
    const place = await presentPlace({ scheduleId, userId }, row, line);
    const watcher = {
      ...{ userId, sessionId: null, stale: () => undefined, end: () => undefined },
      tell: (told: WaitingPlace) => void heard.set(userId, told),
    };
    leave.push(watchPlace(scheduleId, watcher, row, place));
  }
  const [before, from] = [await transactions(), performance.now()];
  // The first tenth goes in; the others move up.
  await prisma().$executeRaw`
    UPDATE waiting_places SET state = 'admitted', admitted_at = now(), admission_ends_at = now() + interval '1 hour'
    WHERE schedule_id = ${scheduleId} AND rank <= ${people / 10}`;
  await expect.poll(() => heard.size, { timeout: 15_000 }).toBe(people);
  expect(heard.get(userIds[0] ?? '')).toMatchObject({
    state: 'admitted',
    admission: expect.stringMatching(/^ey/),
  });
  expect(heard.get(userIds.at(-1) ?? '')).toMatchObject({
    place: people - people / 10,
    people: people - people / 10,
  });
  const seconds = (performance.now() - from) / 1000;
  expect(((await transactions()) - before) / seconds).toBeLessThan(15);
  const absence = await readAbsence(scheduleId, userIds);
  expect(Math.max(...absence)).toBeLessThan(10_000);
  for (const end of leave) end();
});
