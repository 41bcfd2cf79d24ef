import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStoresWithOwnPostgres } from '@/lib/sale/test-servers';
import { expectAnswerSoon, timed } from '@/lib/sale/test-timed';
import { confirmBooking } from './confirm-booking';
import { holdSeats } from './hold-seats';
import { listEvents } from './list-events';
import { listSeats } from './list-seats';
import { startScene } from './test-rush';

let postgres: Awaited<ReturnType<typeof openStoresWithOwnPostgres>>['postgres'];
let close: () => Promise<void>;
beforeAll(async () => {
  ({ postgres, close } = await openStoresWithOwnPostgres());
});
afterAll(() => close());

type Scene = Awaited<ReturnType<typeof startScene>>;

/** While PostgreSQL is away every call says so, each within 2 s; several rounds, as later ones meet a full pool. */
async function expectOutagesInTime({ sale, bystander: buyer }: Scene) {
  const { scheduleId } = sale;
  const wanted = { seatIds: sale.seatIds(0) };
  for (let round = 0; round < 2; round += 1) {
    const seen = await Promise.all([
      timed(() => holdSeats({ buyer, scheduleId, wanted })),
      timed(() => confirmBooking({ buyer, scheduleId, wanted, idempotencyKey: 'away' })),
      timed(() => listSeats({ scheduleId, buyer, limit: 10 })),
      timed(() => listEvents({})),
    ]);
    for (const { outage, ms } of seen) {
      expect(outage).toBe('postgres');
      expect(ms).toBeLessThan(2000);
    }
  }
}

test('PostgreSQL is killed in a run of bookings and started again', { timeout: 60_000 }, async () => {
  const scene = await startScene();
  await postgres.kill9();
  await expectOutagesInTime(scene);
  await postgres.restart();
  await expectAnswerSoon(() => listEvents({}));
  await scene.moreBookings(10);
  await scene.endAndCheck();
  expect(scene.rush.outages).toBeGreaterThan(0);
});

test('PostgreSQL is frozen in a run of bookings', { timeout: 60_000 }, async () => {
  const scene = await startScene();
  postgres.freeze();
  await expectOutagesInTime(scene);
  postgres.thaw();
  await expectAnswerSoon(() => listEvents({}));
  await scene.moreBookings(10);
  await scene.endAndCheck();
  expect(scene.rush.outages).toBeGreaterThan(0);
});
