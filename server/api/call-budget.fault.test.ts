import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { ask, signUpSomebody } from './test-api';

let closeStores: () => Promise<void>;
let holder: pg.Client;
beforeAll(async () => {
  closeStores = await openTestStores();
  holder = new pg.Client({ connectionString: process.env.DATABASE_URL ?? '' });
  await holder.connect();
});
afterAll(async () => {
  await holder?.end();
  await closeStores?.();
});

test('what finding out who is asking takes is taken from the 2 s that the whole call has', async () => {
  const { token } = await signUpSomebody();
  const sale = await createTestSale();
  const body = { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(0) };
  const hold = () => ask('POST', '/api/v1/tickets/seats/lock', { token, body });
  expect((await hold()).status).toBe(200);

  const other = new pg.Client({ connectionString: process.env.DATABASE_URL ?? '' });
  await other.connect();
  try {
    await holder.query('BEGIN; LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE');
    await other.query('BEGIN; LOCK TABLE schedules IN ACCESS EXCLUSIVE MODE');
    const startedAt = performance.now();
    const held = hold();
    // Shorter than a wait for a lock may be: the session is read, and most of the call's time is gone.
    await sleep(1300);
    await holder.query('ROLLBACK');
    expect(await held).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE' });
    // A budget of its own for each of the two waits: 2.8 s.
    expect(performance.now() - startedAt).toBeLessThan(2500);
  } finally {
    await other.end();
  }
  expect((await hold()).status).toBe(200);
});
