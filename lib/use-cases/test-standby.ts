/** What tests of standby share. Not used by the product. */
import { expect } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import type { Standby } from '@/lib/domain/standby';
import { prisma } from '@/lib/postgres/client';
import { withinRedisBudget } from '@/lib/redis/client';
import { seatKeys, seatLockPrefix } from '@/lib/redis/keys';
import {
  createTestBuyer,
  createTestBuyers,
  createTestSale,
  type TestSale,
  type TestSaleOptions,
} from '@/lib/sale/test-sale';
import { untilAnswered } from '@/lib/sale/test-timed';
import { cancelBooking } from './cancel-booking';
import { confirmBooking } from './confirm-booking';
import { joinStandby } from './join-standby';
import { offerStandby } from './offer-standby';
import { sweepHolds } from './sweep-holds';
import { viewStandby } from './view-standby';

let keys = 0;

/** Books places; answers the booking's code. */
export async function book(sale: TestSale, buyer: Buyer, ...places: number[]): Promise<string> {
  keys += 1;
  const wanted = { seatIds: sale.seatIds(...places) };
  const wish = { buyer, scheduleId: sale.scheduleId, wanted, idempotencyKey: `book${keys}` };
  const booked = await untilAnswered(() => confirmBooking(wish));
  if (!booked.ok) throw new Error(booked.refusal.code);
  return booked.value.booking.code;
}

export async function cancel(buyer: Buyer, code: string): Promise<void> {
  keys += 1;
  const wish = { buyer, code, idempotencyKey: `cancel${keys}` };
  expect(await untilAnswered(() => cancelBooking(wish))).toMatchObject({ ok: true });
}

/** A sale of six seats in one row, all sold to one buyer, one booking each; and people who may stand by. */
export async function soldOut(options: TestSaleOptions = {}) {
  const sale = await createTestSale({ rows: 1, seatsARow: 6, seatLimit: 6, ...options });
  const owner = await createTestBuyer();
  const codes: string[] = [];
  for (let place = 0; place < 6; place += 1) codes.push(await book(sale, owner, place));
  const free = async (...places: number[]) => {
    for (const place of places) await cancel(owner, codes[place] ?? '');
  };
  const people = await createTestBuyers(4);
  const [one, two, three, four] = people as [Buyer, Buyer, Buyer, Buyer];
  return { sale, owner, free, one, two, three, four };
}

/** Puts a buyer in line for named places, or for any so many of the hall's one grade. */
export async function standBy(sale: TestSale, buyer: Buyer, ...places: number[]): Promise<Standby> {
  return joined(
    await joinStandby({ buyer, scheduleId: sale.scheduleId, for: { seatIds: sale.seatIds(...places) } }),
  );
}

export async function standByAny(sale: TestSale, buyer: Buyer, quantity: number): Promise<Standby> {
  return joined(await joinStandby({ buyer, scheduleId: sale.scheduleId, for: { grade: 'R', quantity } }));
}

function joined(said: Awaited<ReturnType<typeof joinStandby>>): Standby {
  if (!said.ok) throw new Error(said.refusal.code);
  return said.value.standby;
}

/** A buyer's places in line as they are told, earliest first. */
export async function standbyOf(sale: TestSale, buyer: Buyer): Promise<Standby[]> {
  const said = await viewStandby({ buyer, scheduleId: sale.scheduleId });
  if (!said.ok) throw new Error(said.refusal.code);
  return said.value;
}

/** What a buyer is offered now: the places of each offer. */
export async function offersTo(sale: TestSale, buyer: Buyer): Promise<number[][]> {
  return (await standbyOf(sale, buyer)).flatMap(({ offer }) =>
    offer ? [offer.seats.map(({ place }) => place)] : [],
  );
}

/** One round of the jobs. */
export async function round(sale: TestSale): Promise<void> {
  expect(await sweepHolds([sale])).toBe(true);
  expect(await offerStandby()).toBe(true);
}

/** The time of everybody's offers is over, in both stores, as the clocks would have it. */
export async function endOffers(sale: TestSale, ...buyers: Buyer[]): Promise<void> {
  const { scheduleId } = sale;
  await prisma().$executeRaw`
    UPDATE standby_entries SET offer_ends_at = clock_timestamp() - interval '1 millisecond'
    WHERE schedule_id = ${scheduleId} AND state = 'offered'`;
  for (const { userId } of buyers) await endHold(sale, userId);
}

/** A hold's time is over: its keys are gone, its index entries stay for the sweep. */
export async function endHold({ scheduleId }: TestSale, userId: string): Promise<void> {
  const [, , , , index = '', record = ''] = seatKeys(scheduleId, userId);
  await withinRedisBudget(async (client) => {
    const held = (await client.hGet(record, 'places')) ?? '';
    const places = held.split(',').filter(Boolean);
    await client.del([record, ...places.map((place) => `${seatLockPrefix(scheduleId)}${place}`)]);
    for (const place of places) await client.zAdd(index, { score: Date.now() - 1, value: place });
  });
}
