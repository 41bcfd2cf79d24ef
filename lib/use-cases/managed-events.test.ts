import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestBuyer, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { confirmBooking } from './confirm-booking';
import { holdSeats } from './hold-seats';
import { listManagedEvents } from './list-managed-events';
import { viewManagedSchedule } from './view-managed-schedule';
import { withholdSeats } from './withhold-seats';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

test("an organizer sees what is sold of the own schedules, and nobody else's", async () => {
  const organizer = await createTestBuyer('organizer');
  const sale = await createTestSale({ organizerId: organizer.userId });
  const { scheduleId, eventId, seatIds } = sale;
  const [buyer, other] = [await createTestBuyer(), await createTestBuyer()];
  const booked = await confirmBooking({
    ...{ buyer, scheduleId, wanted: { seatIds: seatIds(0, 1) } },
    ...{ paymentMethod: 'none', idempotencyKey: 'k' },
  });
  expect(booked.ok).toBe(true);
  await holdSeats({ buyer: other, scheduleId, wanted: { seatIds: seatIds(5) } });
  const kept = { seatIds: seatIds(7, 8, 9) };
  await withholdSeats({ buyer: organizer, scheduleId, wanted: kept, withheld: true });

  const listed = await listManagedEvents({ buyer: organizer });
  expect(listed).toMatchObject({
    ok: true,
    value: {
      events: [{ eventId, schedules: [{ scheduleId, seatsTotal: 40, seatsSold: 2, seatsWithheld: 3 }] }],
      nextCursor: null,
    },
  });
  const viewed = await viewManagedSchedule({ buyer: organizer, scheduleId });
  expect(viewed).toMatchObject({
    ok: true,
    value: {
      ...{ seatsSold: 2, seatsWithheld: 3, seatsHeld: 1, amount: { amount: 308_000, currency: 'KRW' } },
      grades: [{ name: 'R', seatsTotal: 40, seatsAvailable: 34, seatsSold: 2 }],
    },
  });

  const rival = await createTestBuyer('organizer');
  expect(await listManagedEvents({ buyer: rival })).toMatchObject({ ok: true, value: { events: [] } });
  const notTheirs = { ok: false, refusal: { code: 'NOT_ALLOWED' } };
  for (const stranger of [rival, buyer]) {
    expect(await viewManagedSchedule({ buyer: stranger, scheduleId })).toEqual(notTheirs);
  }
  expect(await listManagedEvents({ buyer })).toMatchObject({ ok: false, refusal: { code: 'NOT_ALLOWED' } });
  const operator = await createTestBuyer('operator');
  expect(await viewManagedSchedule({ buyer: operator, scheduleId })).toMatchObject({ ok: true });
});

test('past events are listed apart, the latest first, and a list goes on where it ended', async () => {
  const organizer = await createTestBuyer('organizer');
  const sell = (startsInHours: number) =>
    createTestSale({
      ...{ organizerId: organizer.userId, startsInHours },
      ...{ salesOpenInHours: startsInHours - 3, salesCloseInHours: startsInHours - 1 },
    });
  const sales = [await sell(-50), await sell(-500), await sell(-5), await sell(70), await sell(30)];
  const order = async (past: boolean) => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const listed = await listManagedEvents({ buyer: organizer, past, cursor, limit: 2 });
      if (!listed.ok) throw new Error(listed.refusal.code);
      ids.push(...listed.value.events.map((event) => event.eventId));
      cursor = listed.value.nextCursor ?? undefined;
    } while (cursor);
    return ids.map((id) => sales.findIndex((sale) => sale.eventId === id));
  };
  expect(await order(false)).toEqual([4, 3]);
  expect(await order(true)).toEqual([2, 0, 1]);
});
