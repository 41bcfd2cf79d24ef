import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { prisma } from '@/lib/postgres/client';
import {
  createTestBuyer,
  createTestBuyers,
  createTestSale,
  openTestStores,
  type TestSaleOptions,
} from '@/lib/sale/test-sale';
import { joinWaitingRoom } from './join-waiting-room';
import { leaveWaitingRoom } from './leave-waiting-room';
import { steerWaitingRoom } from './steer-waiting-room';
import { tickUntil } from './test-waiting-room';
import { viewWaitingPlace } from './view-waiting-place';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

async function room(waitingRoom: TestSaleOptions['waitingRoom'] = {}, options: TestSaleOptions = {}) {
  const organizer = await createTestBuyer('organizer');
  const sale = await createTestSale({
    organizerId: organizer.userId,
    waitingRoom: { admissionsPerMinute: 60_000, ...waitingRoom },
    ...options,
  });
  const { scheduleId } = sale;
  const join = (buyer: Buyer) => joinWaitingRoom({ buyer, scheduleId });
  const view = async (buyer: Buyer) => {
    const place = await viewWaitingPlace({ buyer, scheduleId });
    if (!place.ok) throw new Error(place.refusal.code);
    return place.value;
  };
  return { ...sale, organizer, join, view };
}

describe('the waiting room', () => {
  test('admits in the order of joining, up to its capacity, and the next when somebody leaves', async () => {
    const { scheduleId, join, view } = await room({ capacity: 2 });
    const people = await createTestBuyers(4);
    for (const person of people) expect(await join(person)).toMatchObject({ ok: true });
    await tickUntil(async () => (await view(people[1] as Buyer)).state === 'admitted');
    const [first, second, third, fourth] = await Promise.all(people.map(view));
    expect(first).toMatchObject({ state: 'admitted', place: null, room: 'open' });
    expect(second).toMatchObject({ state: 'admitted', admission: expect.stringMatching(/^ey/) });
    expect(third).toMatchObject({ state: 'waiting', admission: null });
    expect(fourth?.state).toBe('waiting');
    await leaveWaitingRoom({ buyer: people[0] as Buyer, scheduleId });
    await tickUntil(async () => (await view(people[2] as Buyer)).state === 'admitted');
    expect(await view(people[0] as Buyer)).toMatchObject({ state: 'left', admission: null });
    expect((await view(people[3] as Buyer)).state).toBe('waiting');
  });

  test('keeps one place for an account, however often it joins at once', async () => {
    const { scheduleId, join } = await room({ state: 'paused' });
    const [one, other] = await createTestBuyers(2);
    const places = await Promise.all(Array.from({ length: 20 }, () => join(one as Buyer)));
    expect(places.every((place) => place.ok && place.value.state !== 'outside')).toBe(true);
    await join(other as Buyer);
    await join(one as Buyer);
    const rows = await prisma().waitingPlace.findMany({ where: { scheduleId }, orderBy: { rank: 'asc' } });
    expect(rows.map((row) => row.userId)).toEqual([one?.userId, other?.userId]);
  });

  test('draws the order of early people once when the sale opens; who comes later stands behind them', async () => {
    const { scheduleId, join, view } = await room({ state: 'paused' }, { salesOpenInHours: 1 });
    const early = await createTestBuyers(20);
    for (const person of early) await join(person);
    await expect
      .poll(() => view(early[3] as Buyer))
      .toMatchObject({ state: 'early', place: null, people: 20 });
    await prisma().schedule.update({ where: { id: scheduleId }, data: { salesOpenAt: new Date() } });
    const [late] = await createTestBuyers(1);
    await join(late as Buyer);
    await tickUntil(async () => (await view(late as Buyer)).state === 'waiting');
    const order = () =>
      prisma().waitingPlace.findMany({
        where: { scheduleId },
        orderBy: { rank: 'asc' },
        select: { userId: true },
      });
    const drawn = await order();
    expect(drawn.at(-1)?.userId).toBe(late?.userId);
    expect(drawn.slice(0, -1)).not.toEqual(early.map(({ userId }) => ({ userId })));
    const places = await Promise.all(early.map(async (person) => (await view(person)).place ?? 0));
    expect(places.toSorted((a, b) => a - b)).toEqual(early.map((_, i) => i + 1));
    await tickUntil(async () => true);
    expect(await order()).toEqual(drawn);
  });

  test('is paused, drained and opened again by its organizer alone', async () => {
    const { scheduleId, organizer, join, view } = await room({ capacity: 10 });
    const [waits, comes, stranger] = (await createTestBuyers(3)) as [Buyer, Buyer, Buyer];
    const steer = (to: 'open' | 'paused' | 'drained', buyer = organizer) =>
      steerWaitingRoom({ buyer, scheduleId, to });
    expect(await steer('paused', stranger)).toEqual({ ok: false, refusal: { code: 'NOT_ALLOWED' } });
    await steer('paused');
    await join(waits);
    await tickUntil(async () => (await view(waits)).state === 'waiting');
    expect(await view(waits)).toMatchObject({ room: 'paused', place: 1, ahead: 0, estimatedSeconds: null });
    expect(await steer('drained')).toMatchObject({ ok: true, value: { state: 'drained', waiting: 1 } });
    expect(await join(comes)).toEqual({ ok: false, refusal: { code: 'WAITING_ROOM_DRAINED' } });
    expect(await join(waits)).toMatchObject({ ok: true, value: { state: 'waiting' } });
    await steer('open');
    await tickUntil(async () => (await view(waits)).state === 'admitted');
    expect(await join(comes)).toMatchObject({ ok: true });
  });

  test('refuses before it opens, after the sale, and where there is none', async () => {
    const buyer = await createTestBuyer();
    const soon = new Date(Date.now() + 60_000);
    const notYet = await room({ opensAt: soon }, { salesOpenInHours: 1 });
    expect(await notYet.join(buyer)).toEqual({
      ok: false,
      refusal: { code: 'WAITING_ROOM_NOT_OPEN', opensAt: soon.toISOString() },
    });
    const over = await room({}, { salesOpenInHours: -2, salesCloseInHours: -1 });
    expect(await over.join(buyer)).toMatchObject({ ok: false, refusal: { code: 'SALES_CLOSED' } });
    const none = await createTestSale();
    expect(await joinWaitingRoom({ buyer, scheduleId: none.scheduleId })).toEqual({
      ok: false,
      refusal: { code: 'WAITING_ROOM_NOT_FOUND' },
    });
  });
});
