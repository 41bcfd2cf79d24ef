import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { prisma } from '@/lib/postgres/client';
import { signAdmission } from '@/lib/sale/admission-token';
import { keepAdmissionToPay } from '@/lib/sale/keep-admission-to-pay';
import { createTestBuyers, createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { beginCheckout } from './begin-checkout';
import { confirmBooking } from './confirm-booking';
import { holdBestAvailable } from './hold-best-available';
import { holdSeats } from './hold-seats';
import { joinWaitingRoom } from './join-waiting-room';
import { leaveWaitingRoom } from './leave-waiting-room';
import { releaseSeats } from './release-seats';
import { tickUntil } from './test-waiting-room';
import { viewHold } from './view-hold';
import { viewWaitingPlace } from './view-waiting-place';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const notAdmitted = { ok: false, refusal: { code: 'NOT_ADMITTED' } };

const sell = (options: Parameters<typeof createTestSale>[0] = {}) =>
  createTestSale({ ...options, waitingRoom: { admissionsPerMinute: 60_000, ...options.waitingRoom } });

async function buyers(count: number): Promise<[Buyer, Buyer]> {
  return (await createTestBuyers(count)) as [Buyer, Buyer];
}

async function admit(buyer: Buyer, scheduleId: string): Promise<string> {
  await joinWaitingRoom({ buyer, scheduleId });
  let admission: string | null = null;
  await tickUntil(async () => {
    const place = await viewWaitingPlace({ buyer, scheduleId });
    admission = place.ok ? place.value.admission : null;
    return admission !== null;
  });
  return admission ?? '';
}

/** Everything the waiting room stands before, tried with a token. */
function tries(buyer: Buyer, sale: TestSale, admission: string | null) {
  const wish = { buyer, scheduleId: sale.scheduleId, admission };
  return {
    hold: () => holdSeats({ ...wish, wanted: { seatIds: sale.seatIds(0) } }),
    best: () => holdBestAvailable({ ...wish, quantity: 1 }),
    checkout: () => beginCheckout(wish),
    book: () =>
      confirmBooking({
        ...wish,
        wanted: { seatIds: sale.seatIds(0) },
        idempotencyKey: `${buyer.userId} ${Math.random()}`,
      }),
  };
}

async function endsAt(buyer: Buyer, scheduleId: string): Promise<number> {
  const place = await prisma().waitingPlace.findFirstOrThrow({ where: { scheduleId, userId: buyer.userId } });
  return place.admissionEndsAt?.getTime() ?? 0;
}

describe('without an admission', () => {
  test('nothing is held, extended or booked: not with none, a forged, a stolen or an expired one', async () => {
    const [sale, otherSale] = [await sell(), await sell()];
    const [buyer, other] = await buyers(2);
    const { scheduleId } = sale;
    const mine = await admit(buyer, scheduleId);
    const [head, body, signature = ''] = mine.split('.');
    const expiring = await signAdmission(
      { scheduleId, userId: buyer.userId },
      new Date(Date.now() - 10_000),
      new Date(),
    );
    const bad = {
      none: null,
      empty: '',
      nonsense: 'x.y.z',
      tampered: `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      unsigned: `${btoa('{"alg":"none"}')}.${body}.`,
      'signed with another key': await new SignJWT({ schedule: scheduleId })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience('rowlock-admission')
        .setSubject(buyer.userId)
        .setExpirationTime('5m')
        .sign(new TextEncoder().encode(process.env.AUTH_SECRET)),
      "another account's": await admit(other, scheduleId),
      "another schedule's": await admit(buyer, otherSale.scheduleId),
      expired: expiring.token,
    };
    for (const [what, token] of Object.entries(bad)) {
      for (const [verb, call] of Object.entries(tries(buyer, sale, token))) {
        expect(await call(), `${verb} with ${what}`).toEqual(notAdmitted);
      }
    }
    expect(await tries(buyer, sale, mine).hold()).toMatchObject({ ok: true });
  });

  test('control: where the schedule has no waiting room, all of it passes', async () => {
    const sale = await createTestSale();
    const [buyer] = await buyers(1);
    for (const call of Object.values(tries(buyer, sale, null)))
      expect(await call()).toMatchObject({ ok: true });
  });

  test('control: with the check taken away, it passes', async () => {
    vi.resetModules();
    vi.doMock('@/lib/sale/admission-refusal', () => ({ admissionRefusal: async () => null }));
    const unguarded = { ...(await import('./hold-seats')), ...(await import('./confirm-booking')) };
    vi.doUnmock('@/lib/sale/admission-refusal');
    const sale = await sell();
    const [buyer] = await buyers(1);
    const wish = { buyer, scheduleId: sale.scheduleId, wanted: { seatIds: sale.seatIds(0) } };
    expect(await unguarded.holdSeats(wish)).toMatchObject({ ok: true });
    expect(await unguarded.confirmBooking({ ...wish, idempotencyKey: 'one' })).toMatchObject({ ok: true });
  });

  test('a token of somebody who left, waits again or whose time is over is worth nothing', async () => {
    const sale = await sell();
    const { scheduleId } = sale;
    const [buyer] = await buyers(1);
    const token = await admit(buyer, scheduleId);
    expect(await tries(buyer, sale, token).hold()).toMatchObject({ ok: true });
    await leaveWaitingRoom({ buyer, scheduleId });
    expect(await viewHold({ buyer, scheduleId })).toEqual({ ok: false, refusal: { code: 'NO_HOLD' } });
    for (const call of Object.values(tries(buyer, sale, token))) expect(await call()).toEqual(notAdmitted);
    await prisma().waitingRoom.update({ where: { scheduleId }, data: { state: 'paused' } });
    await joinWaitingRoom({ buyer, scheduleId });
    expect(await tries(buyer, sale, token).hold()).toEqual(notAdmitted);
    await prisma().waitingRoom.update({ where: { scheduleId }, data: { state: 'open' } });
    const again = await admit(buyer, scheduleId);
    await prisma().waitingPlace.updateMany({ where: { scheduleId }, data: { admissionEndsAt: new Date() } });
    expect(await tries(buyer, sale, again).hold()).toEqual(notAdmitted);
  });

  test('seats can be put back all the same', async () => {
    const sale = await sell();
    const { scheduleId } = sale;
    const [buyer] = await buyers(1);
    const token = await admit(buyer, scheduleId);
    await tries(buyer, sale, token).hold();
    await prisma().waitingPlace.updateMany({ where: { scheduleId }, data: { state: 'ended' } });
    expect(await releaseSeats({ buyer, scheduleId })).toMatchObject({
      ok: true,
      value: { released: [expect.any(String)] },
    });
  });
});

describe('an admission', () => {
  test('outlasts the hold and the payment of its buyer, but not for ever', async () => {
    const times = { holdSeconds: 60, checkoutSeconds: 300, holdCapSeconds: 600 };
    const sale = await sell({ ...times, waitingRoom: { admissionSeconds: 10 } });
    const { scheduleId } = sale;
    const [buyer] = await buyers(1);
    const token = await admit(buyer, scheduleId);
    const from = Date.now();
    expect((await endsAt(buyer, scheduleId)) - from).toBeLessThanOrEqual(10_000);
    const held = await tries(buyer, sale, token).hold();
    const holdEnds = held.ok ? Date.parse(held.value.expiresAt) : 0;
    expect(await endsAt(buyer, scheduleId)).toBeGreaterThan(holdEnds);
    const paying = await tries(buyer, sale, token).checkout();
    expect(await endsAt(buyer, scheduleId)).toBeGreaterThan(
      paying.ok ? Date.parse(paying.value.expiresAt) : 0,
    );
    const since = new Date(from - 600_000);
    await prisma().waitingPlace.updateMany({ where: { scheduleId }, data: { admittedAt: since } });
    const before = await endsAt(buyer, scheduleId);
    await tries(buyer, sale, token).checkout();
    expect(await endsAt(buyer, scheduleId)).toBe(before);
    expect(await tries(buyer, sale, token).book()).toMatchObject({ ok: true });
  });

  test('is not kept for ever by claims that are given up and made again', async () => {
    const times = { holdSeconds: 60, holdCapSeconds: 600, paymentSeconds: 300 };
    const sale = await sell({ ...times, waitingRoom: { admissionSeconds: 60 } });
    const { scheduleId } = sale;
    const [buyer] = await buyers(1);
    await admit(buyer, scheduleId);
    const claim = { ...{ scheduleId, buyerId: buyer.userId }, paymentMethod: 'sandbox', currency: 'KRW' };
    const expiresAt = new Date(Date.now() + 300_000);
    await prisma().booking.create({
      data: { ...claim, id: buyer.userId, code: buyer.userId, status: 'PENDING', totalMinor: 1, expiresAt },
    });
    await keepAdmissionToPay({ scheduleId, userId: buyer.userId });
    expect(await endsAt(buyer, scheduleId)).toBe(expiresAt.getTime());
    // A hold at the last moment, at its longest, then a claim: longer ago than that.
    const admittedAt = new Date(Date.now() - (60 + 600 + 300) * 1000);
    const almostOver = new Date(Date.now() + 60_000);
    await prisma().waitingPlace.updateMany({
      where: { scheduleId },
      data: { admittedAt, admissionEndsAt: almostOver },
    });
    await keepAdmissionToPay({ scheduleId, userId: buyer.userId });
    expect(await endsAt(buyer, scheduleId)).toBe(almostOver.getTime());
  });

  test('ends with the booking that reaches the limit, and stays after one that does not', async () => {
    const sale = await sell({ seatLimit: 2 });
    const { scheduleId } = sale;
    const [buyer] = await buyers(1);
    const token = await admit(buyer, scheduleId);
    const book = (place: number, idempotencyKey: string) =>
      confirmBooking({
        ...{ buyer, scheduleId, admission: token, idempotencyKey },
        wanted: { seatIds: sale.seatIds(place) },
      });
    expect(await book(0, 'one')).toMatchObject({ ok: true });
    expect(await viewWaitingPlace({ buyer, scheduleId })).toMatchObject({ value: { state: 'admitted' } });
    expect(await book(5, 'two')).toMatchObject({ ok: true });
    expect(await viewWaitingPlace({ buyer, scheduleId })).toMatchObject({ value: { state: 'ended' } });
    expect(await book(9, 'three')).toEqual(notAdmitted);
    expect(await book(5, 'two')).toMatchObject({ ok: true, value: { replayed: true } });
  });
});
