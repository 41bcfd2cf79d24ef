import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { prisma } from '@/lib/postgres/client';
import { createTestBuyers, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { startShiftedProcess } from './test-shifted-processes';
import { book, cancel, standBy } from './test-standby';

// Two instances, one five minutes ahead of the database's clock and one five behind: all that ends here ends sooner.
const apartMs = 300_000;

type Instance = Awaited<ReturnType<typeof startShiftedProcess>>;
let instances: [ahead: Instance, behind: Instance];
let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
  instances = [await startShiftedProcess(apartMs), await startShiftedProcess(-apartMs)];
});
afterAll(async () => {
  for (const instance of instances) await instance.end();
  await close();
});

/** Both instances run their jobs. */
async function rounds(sale: { scheduleId: string; fairReleaseSeconds: number }, count = 1) {
  for (let n = 0; n < count; n += 1) {
    for (const instance of instances) {
      expect(await instance.ask('tickWaitingRooms')).toBe(true);
      expect(await instance.ask('sweepHolds', [sale])).toBe(true);
      expect(await instance.ask('offerStandby')).toBe(true);
    }
  }
}

async function three(): Promise<[Buyer, Buyer, Buyer]> {
  return (await createTestBuyers(3)) as [Buyer, Buyer, Buyer];
}

/** The seconds from the database's now to a time it has told. */
async function secondsTo(time: string | null | undefined): Promise<number> {
  const [row] = await prisma().$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  return (Date.parse(time ?? '') - (row?.now.getTime() ?? 0)) / 1000;
}

test('their clocks are apart', async () => {
  const [late, early] = [await instances[0].ask('clock'), await instances[1].ask('clock')];
  expect(late - early).toBeGreaterThan(2 * apartMs - 10_000);
});

test('a waiting room admits as many as it has room for, for its time, and every instance takes the other’s word', {
  timeout: 60_000,
}, async () => {
  const sale = await createTestSale({
    waitingRoom: { capacity: 2, admissionSeconds: 240, admissionsPerMinute: 60_000 },
  });
  const { scheduleId } = sale;
  const buyers = await three();
  for (const [n, buyer] of buyers.entries()) {
    expect(await instances[n === 1 ? 1 : 0].ask('joinWaitingRoom', { buyer, scheduleId })).toMatchObject({
      ok: true,
    });
  }
  const inside = () => prisma().waitingPlace.count({ where: { scheduleId, state: 'admitted' } });
  await expect
    .poll(
      async () => {
        await rounds(sale);
        return inside();
      },
      { timeout: 20_000 },
    )
    .toBe(2);
  await rounds(sale, 3);
  expect(await inside()).toBe(2);
  for (const [n, buyer] of buyers.slice(0, 2).entries()) {
    const [here, there] = n === 0 ? instances : [instances[1], instances[0]];
    const place = await here.ask('viewWaitingPlace', { buyer, scheduleId });
    if (!place.ok) throw new Error(place.refusal.code);
    expect(place.value.state).toBe('admitted');
    const left = await secondsTo(place.value.admissionEndsAt);
    expect(left).toBeGreaterThan(200);
    expect(left).toBeLessThanOrEqual(240);
    const { admission } = place.value;
    const wish = { buyer, scheduleId, admission, wanted: { seatIds: sale.seatIds(n) } };
    const held = await there.ask('holdSeats', wish);
    if (!held.ok) throw new Error(held.refusal.code);
    const holdLasts = await secondsTo(held.value.expiresAt);
    expect(holdLasts).toBeGreaterThan(100);
    expect(holdLasts).toBeLessThanOrEqual(121);
  }
  await rounds(sale, 2);
  const last = await instances[1].ask('viewWaitingPlace', { buyer: buyers[2], scheduleId });
  expect(last).toMatchObject({ ok: true, value: { state: 'waiting', place: 1 } });
});

test('an offer is made once, lasts its time and is booked anywhere, whichever clock serves the line', {
  timeout: 60_000,
}, async () => {
  const sale = await createTestSale({ standbyOfferSeconds: 200 });
  const { scheduleId } = sale;
  const [owner, first, second] = await three();
  const code = await book(sale, owner, 3);
  await standBy(sale, first, 3);
  await standBy(sale, second, 3);
  await cancel(owner, code);
  const offersTo = async (instance: Instance, buyer: Buyer) => {
    const said = await instance.ask('viewStandby', { buyer, scheduleId });
    return said.ok ? said.value.flatMap(({ offer }) => offer ?? []) : [];
  };
  await expect
    .poll(
      async () => {
        await rounds(sale);
        return (await offersTo(instances[0], first)).length;
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  await rounds(sale, 3);
  for (const instance of instances) {
    const [offer] = await offersTo(instance, first);
    const lasts = await secondsTo(offer?.endsAt);
    expect(lasts).toBeGreaterThan(150);
    expect(lasts).toBeLessThanOrEqual(201);
    expect(await offersTo(instance, second)).toEqual([]);
    const grab = { buyer: second, scheduleId, wanted: { seatIds: sale.seatIds(3) } };
    expect(await instance.ask('holdSeats', grab)).toMatchObject({ ok: false });
  }
  const wanted = { seatIds: sale.seatIds(3) };
  const booked = await instances[0].ask('confirmBooking', {
    ...{ buyer: first, scheduleId, wanted, idempotencyKey: 'the offer' },
  });
  expect(booked).toMatchObject({ ok: true });
});

test('proof of work that one instance asked for is taken by the other', { timeout: 60_000 }, async () => {
  const { scheduleId } = await createTestSale({ waitingRoom: { proofOfWork: true } });
  const buyers = await three();
  for (const [n, [here, there]] of [instances, [instances[1], instances[0]] as const].entries()) {
    const buyer = buyers[n] ?? buyers[0];
    const told = await here.ask('viewWaitingChallenge', { buyer, scheduleId });
    if (!told.ok) throw new Error(told.refusal.code);
    const challenge = told.value as unknown as Parameters<typeof solveChallenge>[0]['challenge'];
    const solution = await solveChallenge({ challenge, deriveKey });
    const proof = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
    expect(await there.ask('joinWaitingRoom', { buyer, scheduleId, proof })).toMatchObject({ ok: true });
  }
});
