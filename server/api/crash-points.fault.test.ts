import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { breaches } from '@/lib/postgres/test-invariants';
import type { TestSale } from '@/lib/sale/test-sale';
import { buyerDecides } from '@/server/sandbox-payments/test-bank';
import { openMortalShop } from './test-crash';
import { signUpPatiently, type Told } from './test-patient-caller';
import { createPaidSale } from './test-purchase';

/**
 * Times each point is died at. The whole proof: CRASH_ROUNDS=20 npx vitest run server/api/crash-points.fault.test.ts
 * Without that a few points, once.
 */
const wholeProof = Number(process.env.CRASH_ROUNDS ?? 0);
const rounds = Math.max(1, wholeProof);

let at: Awaited<ReturnType<typeof openMortalShop>>;
let sale: TestSale;
let hasty: TestSale;
beforeAll(async () => {
  at = await openMortalShop();
  const hall = { rows: 100, seatsARow: 40, areas: [5000], holdSeconds: 8, seatLimit: 100 };
  sale = await createPaidSale(hall);
  hasty = await createPaidSale({ ...hall, paymentSeconds: 2 });
});
afterAll(() => at?.close());

let seat = 0;
/** Codes that the shop has said are paid. */
const saidPaid = new Set<string>();

async function patientBuyer() {
  const ask = await signUpPatiently(at.url);
  return {
    ask,
    async until(code: string, ...stages: string[]): Promise<Told> {
      for (;;) {
        const payment = await ask('GET', `/tickets/bookings/${code}/payment`);
        const stage = String(payment.stage);
        if (stage === 'paid') saidPaid.add(code);
        if (stages.includes(stage)) return payment;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  };
}
type PatientBuyer = Awaited<ReturnType<typeof patientBuyer>>;

async function claim(buyer: PatientBuyer, from: TestSale) {
  const key = randomUUID();
  const places = [seat, seat + 1];
  seat += 2;
  const what = {
    ...{ event_id: from.eventId, schedule_id: from.scheduleId, seat_ids: from.seatIds(...places) },
    areas: [{ area_id: from.area(0, 1).areaId, quantity: 1 }],
  };
  await buyer.ask('POST', '/tickets/seats/lock', what);
  const booked = await buyer.ask('POST', '/tickets/bookings', { ...what, payment_method: 'sandbox' }, key);
  const code = String(booked.code);
  const payment = await buyer.until(code, 'to_approve', 'expired');
  return { code, approvalUrl: String(payment.approval_url ?? '') };
}

async function pay(buyer: PatientBuyer): Promise<string> {
  const { code, approvalUrl } = await claim(buyer, sale);
  await buyerDecides(approvalUrl, 'approve');
  await buyer.until(code, 'paid');
  return code;
}

/** What a buyer does; each passes the points it is named for. */
const ways = {
  pay,
  async declined(buyer: PatientBuyer) {
    const { code, approvalUrl } = await claim(buyer, sale);
    await buyerDecides(approvalUrl, 'decline');
    await buyer.until(code, 'declined');
    await buyer.ask('POST', `/tickets/bookings/${code}/payment`);
    const second = await buyer.until(code, 'to_approve');
    await buyerDecides(String(second.approval_url ?? ''), 'approve');
    await buyer.until(code, 'paid');
  },
  async abandon(buyer: PatientBuyer) {
    const { code, approvalUrl } = await claim(buyer, sale);
    await at.bank.admin('PUT', '/accounts/*', { webhooks: { late_ms: 3000, spread_ms: 0, copies: 1 } });
    await buyerDecides(approvalUrl, 'approve');
    await buyer.ask('DELETE', `/tickets/bookings/${code}/payment`);
    await at.bank.admin('PUT', '/accounts/*', { webhooks: { late_ms: 0, spread_ms: 0, copies: 1 } });
    await buyer.until(code, 'cancelled');
  },
  async expire(buyer: PatientBuyer) {
    const { code } = await claim(buyer, hasty);
    await buyer.until(code, 'expired');
  },
  async cancel(buyer: PatientBuyer) {
    const code = await pay(buyer);
    await buyer.ask('POST', `/tickets/bookings/${code}/cancel`, {}, randomUUID());
    saidPaid.delete(code);
    await buyer.until(code, 'refunded');
  },
  async release(buyer: PatientBuyer) {
    const what = { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(seat) };
    seat += 1;
    await buyer.ask('POST', '/tickets/seats/lock', { event_id: sale.eventId, ...what });
    await buyer.ask('DELETE', '/tickets/seats/lock', what);
  },
} satisfies Record<string, (buyer: PatientBuyer) => Promise<unknown>>;

const points: [string, keyof typeof ways][] = [
  ['hold_taken', 'pay'],
  ['hold_released', 'release'],
  ['claim_due', 'pay'],
  ['claim_committed', 'pay'],
  ['claim_told', 'pay'],
  ['authorize_due', 'pay'],
  ['authorize_answered', 'pay'],
  ['requires_approval_noted', 'pay'],
  ['notice_stored', 'pay'],
  ['authorized_noted', 'pay'],
  ['capture_due', 'pay'],
  ['capture_answered', 'pay'],
  ['captured_noted', 'pay'],
  ['captured_told', 'pay'],
  ['declined_noted', 'declined'],
  ['abandon_committed', 'abandon'],
  ['void_due', 'abandon'],
  ['void_answered', 'abandon'],
  ['voided_noted', 'abandon'],
  ['expire_committed', 'expire'],
  ['refund_due', 'cancel'],
  ['refund_answered', 'cancel'],
  ['refund_noted', 'cancel'],
];

const someOfThem = [
  'claim_committed',
  'authorize_answered',
  'capture_answered',
  'captured_noted',
  'refund_answered',
];
const died = points.filter(([point]) => wholeProof > 0 || someOfThem.includes(point));

const lasts = { timeout: 60_000 * rounds };

test.each(died)('killed at %s, %s comes to its end', lasts, async (point, way) => {
  const buyer = await patientBuyer();
  for (let round = 0; round < rounds; round += 1) {
    const deaths = at.shop.deaths;
    await at.shop.dieAt(point);
    await ways[way](buyer);
    await expect.poll(() => at.shop.deaths, { timeout: 30_000 }).toBe(deaths + 1);
  }
});

interface BankPayment {
  reference: string;
  status: string;
  captured_amount: number;
  refunded_amount: number;
}

test('afterwards everything is at its place, here and in the books of the bank', lasts, async () => {
  await expect.poll(breaches, { timeout: 60_000, interval: 500 }).toEqual([]);
  const bookings = await prisma().booking.findMany({ include: { audit: true } });
  const { payments } = (await at.bank.admin('GET', '/payments')).body as { payments: BankPayment[] };
  for (const { id, code, status, totalMinor, feeMinor } of bookings) {
    if (saidPaid.has(code)) expect(status).toBe('CONFIRMED');
    const its = payments.filter(({ reference }) => reference === id);
    const kept = its.reduce((sum, one) => sum + one.captured_amount - one.refunded_amount, 0);
    const due = { CONFIRMED: totalMinor, CANCELLED: feeMinor ?? 0 } as Record<string, number>;
    expect(kept, `${code} ${status}`).toBe(due[status] ?? 0);
    // Nothing stays reserved, and nothing is captured twice.
    expect(its.filter((one) => one.status === 'authorized')).toEqual([]);
    expect(its.filter((one) => one.status === 'captured').length).toBeLessThan(2);
  }
  expect(new Set(payments.map(({ reference }) => reference)).size).toBeLessThanOrEqual(bookings.length);
  // What was held by a process that died is free again for all.
  const held = async () => {
    const answers = await Promise.all(
      [sale, hasty].map((one) =>
        fetch(`${at.url}/api/v1/schedules/${one.scheduleId}/seats?status=held&limit=1000`),
      ),
    );
    const seats = await Promise.all(answers.map(async (answer) => (await answer.json()).data.seats));
    return seats.flat();
  };
  await expect.poll(held, { timeout: 30_000, interval: 500 }).toEqual([]);
});
