import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { areaId } from '@/lib/domain/standing-area';
import { prisma } from '@/lib/postgres/client';
import { createTestBuyer, createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { createTestDoor, insertTestBooking, scanOf, verdictOf } from '@/lib/tickets/test-door';
import { addEventStaff } from './add-event-staff';
import { cancelBooking } from './cancel-booking';
import { checkInTicket } from './check-in-ticket';
import { confirmBooking } from './confirm-booking';
import { issueTickets } from './issue-tickets';
import { listDoors } from './list-doors';
import { listEventStaff } from './list-event-staff';
import { listWrongEntries } from './list-wrong-entries';
import { quoteCancellation } from './quote-cancellation';
import { readDoorList } from './read-door-list';
import { removeEventStaff } from './remove-event-staff';
import { renewTickets } from './renew-tickets';
import { tellOfflineScans } from './tell-offline-scans';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

async function tokensOf(booked: { buyer: Buyer; code: string }): Promise<string[]> {
  const issued = await issueTickets(booked);
  if (!issued.ok) throw new Error(issued.refusal.code);
  return issued.value.map(({ token }) => token);
}

async function door(...places: number[]) {
  const { sale, staff } = await createTestDoor(2);
  const [one, other] = staff;
  if (!one || !other) throw new Error('nobody at the door');
  const booked = await insertTestBooking(sale, places);
  const check = (token: string, at = sale, buyer = one) =>
    checkInTicket({ buyer, scheduleId: at.scheduleId, deviceId: 'Gate A', scan: scanOf(token) });
  return { sale, one, other, ...booked, check, tokens: await tokensOf(booked) };
}

async function setStatus(bookingId: string, status: 'PENDING' | 'CANCELLED'): Promise<void> {
  const money = status === 'CANCELLED' ? { feeMinor: 0, refundMinor: 154_000 } : { expiresAt: new Date() };
  await prisma().booking.update({ where: { id: bookingId }, data: { status, ...money } });
  if (status === 'CANCELLED') {
    await prisma().bookingSeat.updateMany({ where: { bookingId }, data: { live: false } });
  }
}

describe('a ticket at the door', () => {
  test('each seat of a booking admits one person, once', async () => {
    const { check, tokens, code } = await door(0, 1);
    expect(tokens).toHaveLength(2);
    expect(await check(tokens[0] ?? '')).toMatchObject({
      ok: true,
      value: {
        ticket: { ticketId: `${code}-0`, grade: 'R', seat: { section: 'Floor', row: '1열', number: '1' } },
      },
    });
    const again = await check(tokens[0] ?? '');
    expect(again).toMatchObject({
      refusal: { code: 'TICKET_ALREADY_USED', device: 'Gate A', offline: false },
    });
    expect(await check(tokens[1] ?? '')).toMatchObject({
      ok: true,
      value: { ticket: { ticketId: `${code}-1` } },
    });
  });

  test('its buyer sees that it was used', async () => {
    const { check, tokens, buyer, code } = await door(0, 1);
    await check(tokens[1] ?? '');
    const issued = await issueTickets({ buyer, code });
    expect(issued.ok && issued.value.map(({ usedAt }) => usedAt !== null)).toEqual([false, true]);
  });

  test.each([
    ['PENDING', 'TICKET_NOT_CONFIRMED'],
    ['CANCELLED', 'TICKET_CANCELLED'],
  ] as const)('of a booking that is %s it is refused: %s', async (status, verdict) => {
    const { check, tokens, bookingId, buyer, code } = await door(0);
    await setStatus(bookingId, status);
    expect(verdictOf(await check(tokens[0] ?? ''))).toBe(verdict);
    expect(await issueTickets({ buyer, code })).toEqual({ ok: true, value: [] });
    expect(await prisma().checkIn.count({ where: { bookingId } })).toBe(0);
  });

  test('of a seat that was given back alone, it is refused, the others admit', async () => {
    const { check, tokens, bookingId, buyer, code } = await door(0, 1);
    await prisma().bookingSeat.update({
      where: { bookingId_place: { bookingId, place: 0 } },
      data: { live: false },
    });
    expect(verdictOf(await check(tokens[0] ?? ''))).toBe('TICKET_CANCELLED');
    expect(verdictOf(await check(tokens[1] ?? ''))).toBe('ADMITTED');
    expect(await tokensOf({ buyer, code })).toHaveLength(1);
  });

  test('of another show it is refused and says which', async () => {
    const { check, tokens, one, sale } = await door(0);
    const elsewhere = await createTestSale();
    await prisma().eventStaff.create({
      data: { eventId: elsewhere.eventId, userId: one.userId, addedBy: 'x' },
    });
    const said = await check(tokens[0] ?? '', elsewhere);
    const { startsAt } = await prisma().schedule.findUniqueOrThrow({ where: { id: sale.scheduleId } });
    expect(said).toMatchObject({
      refusal: {
        code: 'TICKET_WRONG_SHOW',
        eventTitle: { en: 'Test concert' },
        startsAt: startsAt.toISOString(),
      },
    });
    expect(verdictOf(await check(tokens[0] ?? ''))).toBe('ADMITTED');
  });

  test('once it was used, its booking is not given back as a whole', async () => {
    const { check, tokens, buyer, code } = await door(0, 1);
    expect(await quoteCancellation({ buyer, code })).toMatchObject({ value: { tickets: ['0', '1'] } });
    await check(tokens[1] ?? '');
    expect(await quoteCancellation({ buyer, code })).toMatchObject({ value: { tickets: ['0'] } });
    expect(await cancelBooking({ buyer, code, idempotencyKey: 'c' })).toEqual({
      ...{ ok: false, refusal: { code: 'TICKETS_USED' } },
    });
    expect(verdictOf(await check(tokens[0] ?? ''))).toBe('ADMITTED');
    expect(await quoteCancellation({ buyer, code })).toEqual({
      ok: false,
      refusal: { code: 'TICKETS_USED' },
    });
  });

  test('made anew, the old one is refused and the new one admits; a used one stays used', async () => {
    const { check, tokens, buyer, code } = await door(0, 1);
    await check(tokens[1] ?? '');
    expect(await renewTickets({ buyer, code })).toEqual({ ok: true, value: { serial: 1 } });
    const renewed = await tokensOf({ buyer, code });
    expect(renewed[0]).not.toBe(tokens[0]);
    expect(verdictOf(await check(tokens[0] ?? ''))).toBe('TICKET_REPLACED');
    expect(verdictOf(await check(renewed[0] ?? ''))).toBe('ADMITTED');
    expect(verdictOf(await check(renewed[1] ?? ''))).toBe('TICKET_ALREADY_USED');
    expect(await renewTickets({ buyer, code })).toEqual({ ok: true, value: { serial: 2 } });
    const stranger = await createTestBuyer();
    expect(await renewTickets({ buyer: stranger, code })).toMatchObject({
      refusal: { code: 'BOOKING_NOT_FOUND' },
    });
  });

  test('a place in a standing area admits with its entry number, once', async () => {
    const sale = await createTestSale({ areas: [10], seatLimit: 10 });
    const { staff } = await createTestDoor(1, sale);
    const [one] = staff;
    if (!one) throw new Error('nobody at the door');
    const buyer = await createTestBuyer();
    const wanted = { seatIds: sale.seatIds(3), areas: [{ areaId: areaId(sale.scheduleId, 0), quantity: 2 }] };
    const booked = await confirmBooking({ buyer, scheduleId: sale.scheduleId, wanted, idempotencyKey: 'a' });
    const { code = '' } = booked.ok ? booked.value.booking : {};
    const issued = await issueTickets({ buyer, code });
    const tickets = issued.ok ? issued.value : [];
    expect(tickets).toMatchObject([
      { ticketId: `${code}-3`, seat: { number: '4' }, entry: null },
      { ticketId: `${code}-0.1`, seat: null, entry: { entryNumber: 1 } },
      { ticketId: `${code}-0.2`, seat: null, entry: { entryNumber: 2 } },
    ]);
    const check = (token = '') =>
      checkInTicket({ buyer: one, scheduleId: sale.scheduleId, deviceId: 'A', scan: scanOf(token) });
    expect(await check(tickets[2]?.token)).toMatchObject({
      value: { ticket: { entry: { entryNumber: 2 } } },
    });
    expect(verdictOf(await check(tickets[2]?.token))).toBe('TICKET_ALREADY_USED');
    expect(verdictOf(await check(tickets[1]?.token))).toBe('ADMITTED');
    const list = await readDoorList({ buyer: one, scheduleId: sale.scheduleId, limit: 10 });
    expect(list.ok && list.value).toMatchObject({ counts: { admitted: 2, total: 3 } });
    expect(list.ok && list.value.tickets).toHaveLength(3);
  });

  test('looked up by hand it admits once as well', async () => {
    const { one, sale, code } = await door(0);
    const byHand = (ticketId: string) =>
      checkInTicket({
        ...{ buyer: one, scheduleId: sale.scheduleId, deviceId: 'Gate B' },
        scan: { scanId: crypto.randomUUID(), what: { ticketId }, at: null },
      });
    expect(verdictOf(await byHand(`${code}-0`))).toBe('ADMITTED');
    expect(verdictOf(await byHand(`${code}-0`))).toBe('TICKET_ALREADY_USED');
    for (const none of [`${code}-1`, 'NOBODYKNOWS-0', 'x', `${code}-`]) {
      expect(verdictOf(await byHand(none))).toBe('TICKET_NOT_FOUND');
    }
  });

  test('a scan name that was used for another ticket is refused', async () => {
    const { one, sale, tokens } = await door(0, 1);
    const send = (token: string) =>
      checkInTicket({
        ...{ buyer: one, scheduleId: sale.scheduleId, deviceId: 'A' },
        scan: scanOf(token, { scanId: 'same' }),
      });
    expect(verdictOf(await send(tokens[0] ?? ''))).toBe('ADMITTED');
    expect(verdictOf(await send(tokens[1] ?? ''))).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('who may check in', () => {
  test('staff of the event, its organizer and operators; nobody else, and nobody whose session is over', async () => {
    const { check, tokens, sale, one } = await door(0, 1, 2);
    const { organizerId } = await prisma().event.findUniqueOrThrow({ where: { id: sale.eventId } });
    const someone = await createTestBuyer();
    const refusedOnes = [
      someone,
      await createTestBuyer('staff'),
      await createTestBuyer('organizer'),
      { ...one, sessionId: 'an older one' },
    ];
    const codes = [];
    for (const buyer of refusedOnes) codes.push(verdictOf(await check(tokens[0] ?? '', sale, buyer)));
    expect(codes).toEqual(['NOT_ALLOWED', 'NOT_ALLOWED', 'NOT_ALLOWED', 'SESSION_SUPERSEDED']);
    const organizer = await prisma().user.findUniqueOrThrow({ where: { id: organizerId } });
    const owner = { ...someone, userId: organizer.id, sessionId: organizer.currentSessionId };
    expect(verdictOf(await check(tokens[1] ?? '', sale, owner))).toBe('ADMITTED');
    expect(verdictOf(await check(tokens[2] ?? '', sale, await createTestBuyer('operator')))).toBe('ADMITTED');
    expect(await readDoorList({ buyer: someone, scheduleId: sale.scheduleId, limit: 9 })).toMatchObject({
      refusal: { code: 'NOT_ALLOWED' },
    });
    expect(await readDoorList({ buyer: one, scheduleId: 'none', limit: 9 })).toMatchObject({
      refusal: { code: 'SCHEDULE_NOT_FOUND' },
    });
  });

  test('an organizer puts people on the staff by email, and takes them off again', async () => {
    const organizer = await createTestBuyer('organizer');
    const sale = await createTestSale({ organizerId: organizer.userId });
    const [helper, rival] = [await createTestBuyer(), await createTestBuyer('organizer')];
    const { eventId } = sale;
    const add = (buyer: Buyer, email: string) => addEventStaff({ buyer, eventId, email });
    expect(await add(rival, helper.email)).toMatchObject({ refusal: { code: 'NOT_ALLOWED' } });
    expect(await add(organizer, 'nobody@example.com')).toMatchObject({
      refusal: { code: 'ACCOUNT_NOT_FOUND' },
    });
    expect(await listDoors({ buyer: helper })).toEqual([]);

    expect(await add(organizer, helper.email)).toEqual({ ok: true, value: { userId: helper.userId } });
    expect(await add(organizer, helper.email)).toMatchObject({ ok: true });
    const listed = await listEventStaff({ buyer: organizer, eventId });
    expect(listed.ok && listed.value.staff).toMatchObject([{ userId: helper.userId, email: helper.email }]);
    expect(await prisma().user.findUnique({ where: { id: helper.userId } })).toMatchObject({ role: 'staff' });
    expect(await listDoors({ buyer: helper })).toMatchObject([
      { scheduleId: sale.scheduleId, manages: false },
    ]);
    expect(await listDoors({ buyer: organizer })).toMatchObject([{ manages: true }]);

    const { code, buyer } = await insertTestBooking(sale, [0, 1]);
    const [first = '', second = ''] = await tokensOf({ buyer, code });
    const check = (token: string) =>
      checkInTicket({ buyer: helper, scheduleId: sale.scheduleId, deviceId: 'A', scan: scanOf(token) });
    expect(verdictOf(await check(first))).toBe('ADMITTED');
    const remove = () => removeEventStaff({ buyer: organizer, eventId, userId: helper.userId });
    expect(await remove()).toMatchObject({ ok: true });
    expect(await remove()).toMatchObject({ refusal: { code: 'ACCOUNT_NOT_FOUND' } });
    expect(verdictOf(await check(second))).toBe('NOT_ALLOWED');
    expect(await prisma().user.findUnique({ where: { id: helper.userId } })).toMatchObject({ role: 'buyer' });
  });
});

async function wholeList(buyer: Buyer, sale: TestSale, since?: Date, limit = 2) {
  const tickets = [];
  let after: string | undefined;
  for (;;) {
    const page = await readDoorList({ buyer, scheduleId: sale.scheduleId, since, after, limit });
    if (!page.ok) throw new Error(page.refusal.code);
    tickets.push(...page.value.tickets);
    if (page.value.next === null) return { ...page.value, tickets };
    after = page.value.next;
  }
}

describe('the door list', () => {
  test('has every ticket once, cancelled ones as such, and who was let in', async () => {
    const { sale, one, check, tokens, code } = await door(0, 1, 2);
    const gone = await insertTestBooking(sale, [3]);
    await setStatus(gone.bookingId, 'CANCELLED');
    const waiting = await insertTestBooking(sale, [4]);
    await setStatus(waiting.bookingId, 'PENDING');
    await check(tokens[1] ?? '');
    const list = await wholeList(one, sale);
    const byId = Object.fromEntries(list.tickets.map((ticket) => [ticket.ticketId, ticket]));
    expect(Object.keys(byId).sort()).toEqual(
      [`${code}-0`, `${code}-1`, `${code}-2`, `${gone.code}-3`].sort(),
    );
    expect(byId[`${code}-1`]).toMatchObject({ admits: true, serial: 0, used: { device: 'Gate A' } });
    expect(byId[`${code}-0`]).toMatchObject({ used: null, seat: { number: '1' }, grade: 'R' });
    expect(byId[`${gone.code}-3`]).toMatchObject({ admits: false });
    expect(list.counts).toEqual({ admitted: 1, total: 3 });
    expect(list.keys.length).toBeGreaterThan(0);
  });

  test('asked for what has changed it tells new, cancelled, renewed and used tickets, and no others', async () => {
    const { sale, one, check, tokens, code, buyer } = await door(0, 1);
    const quiet = await insertTestBooking(sale, [2]);
    const gone = await insertTestBooking(sale, [3]);
    const longAgo = new Date(Date.now() - 3_600_000);
    await prisma().bookingAudit.updateMany({
      where: { booking: { scheduleId: sale.scheduleId } },
      data: { at: longAgo },
    });
    const { asOf } = await wholeList(one, sale);
    const since = new Date(asOf);
    expect((await wholeList(one, sale, since)).tickets).toEqual([]);

    await check(tokens[0] ?? '');
    expect((await wholeList(one, sale, since)).tickets).toMatchObject([
      { ticketId: `${code}-0`, used: { device: 'Gate A' } },
      { ticketId: `${code}-1`, used: null },
    ]);
    await renewTickets({ buyer, code });
    expect((await wholeList(one, sale, since)).tickets).toMatchObject([{ serial: 1 }, { serial: 1 }]);
    await setStatus(gone.bookingId, 'CANCELLED');
    await prisma().bookingAudit.create({
      data: { bookingId: gone.bookingId, from: 'CONFIRMED', to: 'CANCELLED', reason: 'x' },
    });
    const fresh = await insertTestBooking(sale, [5]);
    const told = (await wholeList(one, sale, since)).tickets.map(({ ticketId }) => ticketId);
    expect(told.sort()).toEqual([`${code}-0`, `${code}-1`, `${gone.code}-3`, `${fresh.code}-5`].sort());
    expect(told).not.toContain(`${quiet.code}-2`);
  });
});

describe('scans made without a connection', () => {
  test('are taken in with their times, and told again change nothing', async () => {
    const { sale, one, tokens, bookingId } = await door(0, 1);
    const at = new Date(Date.now() - 600_000);
    const scans = [
      scanOf(tokens[0] ?? '', { at }),
      scanOf(tokens[1] ?? '', { at: new Date(Date.now() + 600_000) }),
    ];
    const tell = () =>
      tellOfflineScans({ buyer: one, scheduleId: sale.scheduleId, deviceId: 'Gate A', scans });
    const first = await tell();
    expect(first.ok && first.value.map(({ said }) => verdictOf(said))).toEqual(['ADMITTED', 'ADMITTED']);
    expect(await tell()).toEqual(first);
    const rows = await prisma().checkIn.findMany({ where: { bookingId }, orderBy: { scannedAt: 'asc' } });
    expect(rows[0]).toMatchObject({ scannedAt: at, offline: true, verdict: 'ADMITTED' });
    // A clock that runs ahead does not admit in the future.
    expect(rows[1]?.scannedAt.getTime()).toBeLessThanOrEqual(Date.now());
  });

  test('of a ticket that was used meanwhile, cancelled, or of another show are found and reported', async () => {
    const { sale, one, other, check, tokens, code } = await door(0, 1);
    await check(tokens[0] ?? '');
    const gone = await insertTestBooking(sale, [3]);
    const [goneToken = ''] = await tokensOf(gone);
    await setStatus(gone.bookingId, 'CANCELLED');
    const elsewhere = await insertTestBooking(await createTestSale(), [0]);
    const [elsewhereToken = ''] = await tokensOf(elsewhere);
    const scans = [tokens[0] ?? '', tokens[1] ?? '', goneToken, elsewhereToken, 'no ticket at all'].map(
      (token, n) => scanOf(token, { at: new Date(Date.now() - 60_000 + n) }),
    );
    const tell = () =>
      tellOfflineScans({ buyer: other, scheduleId: sale.scheduleId, deviceId: 'Gate B', scans });
    const told = await tell();
    const verdicts = [
      ...['TICKET_ALREADY_USED', 'ADMITTED', 'TICKET_CANCELLED', 'TICKET_WRONG_SHOW', 'TICKET_BAD_SIGNATURE'],
    ];
    expect(told.ok && told.value.map(({ said }) => verdictOf(said))).toEqual(verdicts);
    const again = await tell();
    expect(again.ok && again.value.map(({ said }) => verdictOf(said))).toEqual(verdicts);

    const wrong = await listWrongEntries({ buyer: one, scheduleId: sale.scheduleId });
    const found = wrong.ok ? wrong.value : [];
    expect(found.map((entry) => entry.code).sort()).toEqual([
      ...['TICKET_ALREADY_USED', 'TICKET_CANCELLED', 'TICKET_WRONG_SHOW'],
    ]);
    expect(found.find((entry) => entry.code === 'TICKET_ALREADY_USED')).toMatchObject({
      ...{ device: 'Gate B', ticket: { ticketId: `${code}-0` }, first: { device: 'Gate A', offline: false } },
    });
  });
});
