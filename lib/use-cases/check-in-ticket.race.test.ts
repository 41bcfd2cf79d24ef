import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { inThrowawaySchema, lookedTogether, waitingForLocks } from '@/lib/postgres/test-races';
import { openTestStores } from '@/lib/sale/test-sale';
import { untilAnswered } from '@/lib/sale/test-timed';
import { createTestDoor, insertTestBooking, scanOf, verdictOf } from '@/lib/tickets/test-door';
import { cancelBooking } from './cancel-booking';
import { checkInTicket } from './check-in-ticket';
import { issueTickets } from './issue-tickets';
import { tellOfflineScans } from './tell-offline-scans';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const scanners = 20;

async function oneTicket() {
  const { sale, staff } = await createTestDoor(scanners);
  const booked = await insertTestBooking(sale, [0]);
  const issued = await issueTickets({ buyer: booked.buyer, code: booked.code });
  const token = issued.ok ? (issued.value[0]?.token ?? '') : '';
  return { ...booked, ...sale, staff, token };
}

test(`control: ${scanners} scanners that look first admit several times`, async () => {
  await inThrowawaySchema(async (run) => {
    await run('CREATE TABLE check_ins (ticket int NOT NULL)');
    const look = lookedTogether(scanners);
    await Promise.all(
      Array.from({ length: scanners }, async () => {
        const used = await run('SELECT 1 FROM check_ins WHERE ticket = 1');
        await look();
        if (used.length === 0) await run('INSERT INTO check_ins VALUES (1)');
      }),
    );
    expect((await run('SELECT 1 FROM check_ins')).length).toBeGreaterThan(1);
  });
});

test(`${scanners} scanners on one ticket at once: one admission, the others hear when and where`, async () => {
  for (let round = 0; round < 10; round += 1) {
    const { staff, token, scheduleId, bookingId } = await oneTicket();
    const said = await Promise.all(
      staff.map((buyer, n) => {
        const scan = scanOf(token);
        return untilAnswered(() => checkInTicket({ buyer, scheduleId, deviceId: `Gate ${n}`, scan }));
      }),
    );
    const verdicts = said.map(verdictOf).sort();
    expect(verdicts).toEqual(['ADMITTED', ...Array(scanners - 1).fill('TICKET_ALREADY_USED')]);
    const gate = said.findIndex((each) => each.ok);
    const admitted = said[gate];
    for (const each of said.filter((other) => !other.ok)) {
      expect(each).toMatchObject({
        refusal: { device: `Gate ${gate}`, at: admitted?.ok && admitted.value.at, offline: false },
      });
    }
    expect(await prisma().checkIn.count({ where: { bookingId } })).toBe(1);
  }
});

test('one scan sent many times at once (answers were lost) is one admission, told to all', async () => {
  const { staff, token, scheduleId, bookingId } = await oneTicket();
  const [buyer] = staff;
  if (!buyer) throw new Error('nobody at the door');
  const scan = scanOf(token);
  const said = await Promise.all(
    Array.from({ length: scanners }, () =>
      untilAnswered(() => checkInTicket({ buyer, scheduleId, deviceId: 'Gate A', scan })),
    ),
  );
  expect(new Set(said.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(said[0]).toMatchObject({ ok: true });
  expect(await prisma().checkIn.count({ where: { bookingId } })).toBe(1);
});

test('offline scans of the same ticket told by many devices at once: one counts, each other is kept as a double', async () => {
  const { staff, token, scheduleId, bookingId } = await oneTicket();
  const told = await Promise.all(
    staff.map((buyer, n) => {
      const scans = [scanOf(token, { at: new Date(Date.now() - n * 1000) })];
      return untilAnswered(() => tellOfflineScans({ buyer, scheduleId, deviceId: `Gate ${n}`, scans }));
    }),
  );
  const verdicts = told.flatMap((each) => (each.ok ? each.value.map(({ said }) => verdictOf(said)) : []));
  expect(verdicts.sort()).toEqual(['ADMITTED', ...Array(scanners - 1).fill('TICKET_ALREADY_USED')]);
  const rows = await prisma().checkIn.groupBy({ by: ['verdict'], where: { bookingId }, _count: true });
  expect(Object.fromEntries(rows.map((row) => [row.verdict, row._count]))).toEqual({
    ...{ ADMITTED: 1, ALREADY_USED: scanners - 1 },
  });
});

test('of a scan and a cancellation at the same moment exactly one succeeds', async () => {
  for (let round = 0; round < 30; round += 1) {
    const { staff, token, scheduleId, bookingId, buyer, code } = await oneTicket();
    const [someone] = staff;
    if (!someone) throw new Error('nobody at the door');
    const scan = scanOf(token);
    const check = () =>
      untilAnswered(() => checkInTicket({ buyer: someone, scheduleId, deviceId: 'Gate A', scan }));
    const cancel = () => untilAnswered(() => cancelBooking({ buyer, code, idempotencyKey: 'c' }));
    const [first, second] = round % 2 ? [check(), cancel()] : [cancel(), check()];
    await Promise.all([first, second]);
    // Asked again with the same names, both answer as they did.
    const [checked, cancelled] = [await check(), await cancel()];
    const outcome = `${verdictOf(checked)} ${cancelled.ok ? 'CANCELLED' : cancelled.refusal.code}`;
    expect(['ADMITTED TICKETS_USED', 'TICKET_CANCELLED CANCELLED']).toContain(outcome);
    const { status } = await prisma().booking.findUniqueOrThrow({ where: { id: bookingId } });
    expect(status).toBe(checked.ok ? 'CONFIRMED' : 'CANCELLED');
    expect(await prisma().checkIn.count({ where: { bookingId } })).toBe(checked.ok ? 1 : 0);
  }
});

/** Starts a check-in in the middle of a cancellation, waits until it waits for a lock, and lets the cancellation commit. */
async function duringCancellation<T>(bookingId: string, check: () => Promise<T>): Promise<T> {
  const waiting = await prisma().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM bookings WHERE id = ${bookingId} FOR UPDATE`;
    const said = check();
    await expect.poll(waitingForLocks).toBe(1);
    await tx.$executeRaw`
      UPDATE bookings SET status = 'CANCELLED', cancelled_at = clock_timestamp(), fee_minor = 0, refund_minor = total_minor
      WHERE id = ${bookingId}`;
    // In a box, so that the transaction does not wait for what waits for it.
    return { said };
  });
  return waiting.said;
}

test('control: the same judgement without the lock before it admits a ticket that is cancelled', async () => {
  const { staff, scheduleId, bookingId, code } = await oneTicket();
  await duringCancellation(bookingId, async () => {
    await prisma().$queryRaw`
      SELECT check_in(${staff[0]?.userId}, NULL, ${scheduleId}, 'scan', ${code}, '0', 0, 'Gate A', NULL, false)`;
  });
  const admitted = await prisma().checkIn.findMany({ where: { bookingId }, include: { booking: true } });
  expect(admitted).toMatchObject([{ verdict: 'ADMITTED', booking: { status: 'CANCELLED' } }]);
});

test('a scan that waits for a cancellation under way is judged by what became of it', async () => {
  const { staff, token, scheduleId, bookingId } = await oneTicket();
  const [buyer] = staff;
  if (!buyer) throw new Error('nobody at the door');
  const said = await duringCancellation(bookingId, () =>
    checkInTicket({ buyer, scheduleId, deviceId: 'A', scan: scanOf(token) }),
  );
  expect(verdictOf(said)).toBe('TICKET_CANCELLED');
  expect(await prisma().checkIn.count({ where: { bookingId } })).toBe(0);
});
