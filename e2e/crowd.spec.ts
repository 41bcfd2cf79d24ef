import { prisma } from '@/lib/postgres/client';
import { createTestBuyers } from '@/lib/sale/test-sale';
import { openTestSessions } from '@/lib/sale/test-tokens';
import { callApi } from './api-door';
import { expect, test } from './stage';

// The seat selection guide's scene over real HTTP. Its control, the same race without guards, stands beside the use cases.

test('100 buyers at once on one seat: one holds it, 99 hear at once that it is taken', async ({
  sell,
  baseURL,
}) => {
  const { scheduleId, seatIds } = await sell();
  const tokens = await openTestSessions(await createTestBuyers(100));
  const lock = { schedule_id: scheduleId, seat_ids: seatIds(3) };
  const answers = await Promise.all(
    tokens.map((token) => callApi(baseURL, token, 'tickets/seats/lock', { ...lock, event_id: undefined })),
  );
  const won = answers.filter(({ status }) => status === 200);
  expect(won).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 200)) {
    expect(answer.status).toBe(409);
    expect(answer.body.error).toMatchObject({
      code: 'SEAT_ALREADY_HELD',
      details: { seats: [{ number: '4' }] },
    });
  }
  const winner = tokens[answers.findIndex(({ status }) => status === 200)] ?? '';
  expect((await callApi(baseURL, winner, 'tickets/bookings', lock, 'one')).status).toBe(201);
  const late = await Promise.all(
    tokens.map((token) => callApi(baseURL, token, 'tickets/bookings', lock, 'another')),
  );
  for (const { body } of late) expect(body.error?.code).toBe('SEAT_ALREADY_SOLD');
  expect(await prisma().bookingSeat.count({ where: { scheduleId, live: true } })).toBe(1);
});

test('200 buyers over 50 seats, 1–4 each: no seat twice, no request in part, every answer explained', async ({
  sell,
  baseURL,
}) => {
  const { scheduleId, seatIds } = await sell({ rows: 5, seatsARow: 10 });
  const tokens = await openTestSessions(await createTestBuyers(200));
  const wishes = tokens.map((token, i) => ({
    token,
    places: Array.from({ length: 1 + (i % 4) }, (_, n) => ((i * 7) % 47) + n),
  }));
  const outcomes = await Promise.all(
    wishes.map(async ({ token, places }) => {
      const body = { schedule_id: scheduleId, seat_ids: seatIds(...places) };
      const held = await callApi(baseURL, token, 'tickets/seats/lock', body);
      // A third goes straight to the booking, as programs may.
      if (held.status !== 200 && places.length !== 3) return { places, status: held.status };
      const booked = await callApi(baseURL, token, 'tickets/bookings', body, 'mine');
      return { places, status: booked.status };
    }),
  );
  for (const { status } of outcomes) expect([201, 409]).toContain(status);
  const rows = await prisma().bookingSeat.findMany({ where: { scheduleId, live: true } });
  const sold = rows.map((row) => row.place).sort((a, b) => a - b);
  expect(new Set(sold).size).toBe(sold.length);
  const acknowledged = outcomes.flatMap(({ places, status }) => (status === 201 ? places : []));
  expect(sold).toEqual(acknowledged.sort((a, b) => a - b));
});
