import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { prisma } from './client';
import { readHead, tickRoom } from './waiting-clock-store';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

/** People in line, written at once. */
async function fillLine(scheduleId: string, people: number) {
  await prisma().$executeRaw`
    INSERT INTO users (id, name, email, locale, updated_at)
    SELECT ${scheduleId} || n, 'Kim', ${scheduleId} || n || '@test.invalid', 'ko', now() FROM generate_series(1, ${people}::int) n`;
  await prisma().$executeRaw`
    INSERT INTO waiting_places (schedule_id, user_id, rank)
    SELECT ${scheduleId}, ${scheduleId} || n, n FROM generate_series(1, ${people}::int) n`;
}

async function tickOnce(scheduleId: string, most: number) {
  const head = await readHead(scheduleId, most);
  const present = head.people.map((_, i) => i % 10 !== 9);
  const startedAt = performance.now();
  const said = await tickRoom(scheduleId, { ...head, present }, false);
  return { said, ms: performance.now() - startedAt };
}

/** The database believes that the line is short, as it does of every line that has just come together. */
test('a tick costs no more in a line of 20,000 whose length the database does not know', async () => {
  const waitingRoom = { capacity: 700, admissionsPerMinute: 60_000, graceSeconds: 30, admissionSeconds: 600 };
  const { scheduleId } = await createTestSale({ waitingRoom });
  await prisma().$executeRaw`ALTER TABLE waiting_places SET (autovacuum_enabled = false)`;
  await prisma().$executeRaw`ANALYZE waiting_places`;
  await fillLine(scheduleId, 20_000);
  await prisma()
    .$executeRaw`UPDATE waiting_rooms SET shuffled_at = now(), ticked_at = now() - interval '5 s'`;
  const { said, ms } = await tickOnce(scheduleId, 1200);
  // Of the first 778, 78 were not there; whom the turn has not come to is left alone.
  expect(said).toMatchObject({ admitted: 700, skipped: 77, inside: 700 });
  expect(ms).toBeLessThan(1000);
});
