import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { webhookPath } from '@/lib/payments/payment-providers';
import { prisma } from '@/lib/postgres/client';
import { buyerDecides } from '@/server/sandbox-payments/test-bank';
import { ask } from './test-api';
import {
  createPaidSale,
  createTestPayer,
  openTestPurchases,
  type TestPayer,
  type TestPurchases,
} from './test-purchase';

let at: TestPurchases;
beforeAll(async () => {
  at = await openTestPurchases();
});
afterAll(() => at?.close());

/** A busy machine takes its time. */
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 });

interface Payment {
  code: string;
  stage: string;
  approval_url: string | null;
  decline_reason: string | null;
  expires_at: string | null;
}
const paymentOf = (data: Record<string, unknown>) => data.payment as Payment;

async function claim(
  payer: TestPayer,
  sale: Awaited<ReturnType<typeof createPaidSale>>,
  ...places: number[]
) {
  const booked = await payer.book(sale, places);
  expect(booked).toMatchObject({ status: 201, data: { status: 'PENDING' } });
  const payment = paymentOf(booked.data);
  return { code: payment.code, approvalUrl: await approvalUrlOf(payer, payment.code), payment };
}

/** Where to approve it, once the bank has said so. */
async function approvalUrlOf(payer: TestPayer, code: string): Promise<string> {
  await eventually(stageOf(payer, code)).toBe('to_approve');
  return String((await payer.view(code)).data.approval_url);
}
const stageOf = (payer: TestPayer, code: string) => async () => (await payer.view(code)).data.stage;
const seatsOf = async (scheduleId: string) =>
  (
    await prisma().seat.findMany({
      where: { scheduleId, status: { not: 'available' } },
      orderBy: { place: 'asc' },
    })
  ).map(({ place, status }) => [place, status]);
const auditOf = async (code: string) =>
  (await prisma().bookingAudit.findMany({ where: { booking: { code } }, orderBy: { id: 'asc' } })).map(
    ({ to }) => to,
  );

describe('a purchase', () => {
  test('is claimed, approved at the bank, captured and confirmed', async () => {
    const sale = await createPaidSale({ areas: [50] });
    const payer = await createTestPayer();
    const booked = await payer.book(sale, [0, 1], {
      areas: [{ area_id: sale.area(0, 1).areaId, quantity: 1 }],
    });
    expect(booked).toMatchObject({ status: 201, data: { status: 'PENDING', confirmed_at: null } });
    const { code } = paymentOf(booked.data);
    expect(await seatsOf(sale.scheduleId)).toEqual([
      [0, 'claimed'],
      [1, 'claimed'],
    ]);
    expect(booked.data.entries).toMatchObject([{ entry_number: null }]);
    const back = await buyerDecides(await approvalUrlOf(payer, code), 'approve');
    expect(back.location).toContain(`/bookings/${code}/payment?`);
    await eventually(stageOf(payer, code)).toBe('paid');
    const { data } = await payer.booking(code);
    expect(data).toMatchObject({
      status: 'CONFIRMED',
      entries: [{ entry_number: 1 }],
      payment: { expires_at: null },
    });
    expect(await seatsOf(sale.scheduleId)).toEqual([
      [0, 'sold'],
      [1, 'sold'],
    ]);
    expect(await auditOf(code)).toEqual(['PENDING', 'CAPTURING', 'CONFIRMED']);
    const { payments } = (await at.bank.admin('GET', '/payments?status=captured')).body;
    expect(payments).toMatchObject([{ reference: data.booking_id, captured_amount: 418_000 }]);
  });

  test('needs no page: the notice of the bank is enough', async () => {
    const sale = await createPaidSale();
    const payer = await createTestPayer();
    const { code, approvalUrl } = await claim(payer, sale, 0);
    await buyerDecides(approvalUrl, 'approve');
    await expect
      .poll(async () => (await prisma().booking.findUniqueOrThrow({ where: { code } })).status)
      .toBe('CONFIRMED');
    await eventually(() => prisma().paymentNotice.count({ where: { processedAt: null } })).toBe(0);
  });

  test('submitted twice, repeated after a lost answer, or from two tabs, is one claim and one payment', async () => {
    const sale = await createPaidSale();
    const payer = await createTestPayer();
    const all = await Promise.all([1, 2, 3].map(() => payer.book(sale, [0, 1], {}, 'the same')));
    const codes = new Set(all.map(({ data }) => data.code));
    expect(codes.size).toBe(1);
    expect(all.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    const [code = ''] = [...codes] as string[];
    await eventually(stageOf(payer, code)).toBe('to_approve');
    const again = await Promise.all([1, 2, 3].map(() => payer.start(code)));
    const urls = new Set(
      [...all.map(({ data }) => paymentOf(data)), ...again.map(({ data }) => data as never as Payment)].map(
        (one) => one.approval_url,
      ),
    );
    urls.delete(null);
    expect(urls.size).toBe(1);
    expect(
      (await at.bank.admin('GET', `/payments`)).body.payments.filter(
        (one: { reference: string }) => one.reference === all[0]?.data.booking_id,
      ),
    ).toHaveLength(1);
  });

  test('that is declined keeps its seats, and is paid by another attempt', async () => {
    const sale = await createPaidSale();
    const payer = await createTestPayer();
    const { code, approvalUrl, payment } = await claim(payer, sale, 0);
    await buyerDecides(approvalUrl, 'decline');
    await eventually(stageOf(payer, code)).toBe('declined');
    expect((await payer.view(code)).data).toMatchObject({
      decline_reason: 'declined_by_issuer',
      expires_at: payment.expires_at,
    });
    expect(await seatsOf(sale.scheduleId)).toEqual([[0, 'claimed']]);
    await payer.start(code);
    const again = await approvalUrlOf(payer, code);
    const second = (await payer.view(code)).data as never as Payment;
    expect(second).toMatchObject({
      decline_reason: null,
      expires_at: payment.expires_at,
    });
    expect(again).not.toBe(approvalUrl);
    await buyerDecides(again, 'approve');
    await eventually(stageOf(payer, code)).toBe('paid');
    expect(await auditOf(code)).toEqual(['PENDING', 'CAPTURING', 'CONFIRMED']);
  });

  test('that is given up frees its seats at once, and what was approved is let go of', async () => {
    const sale = await createPaidSale();
    const payer = await createTestPayer();
    await at.bank.admin('PUT', '/accounts/*', { webhooks: { late_ms: 60_000, spread_ms: 0, copies: 1 } });
    const { code, approvalUrl } = await claim(payer, sale, 0);
    await buyerDecides(approvalUrl, 'approve');
    expect(await payer.abandon(code)).toMatchObject({
      status: 200,
      data: { status: 'CANCELLED', stage: 'cancelled' },
    });
    await at.bank.admin('PUT', '/accounts/*', { webhooks: { late_ms: 0, spread_ms: 0, copies: 1 } });
    expect(await seatsOf(sale.scheduleId)).toEqual([]);
    expect((await payer.abandon(code)).data).toMatchObject({ stage: 'cancelled' });
    await eventually(() => at.bankStates(code)).toEqual(['voided']);
    const other = await createTestPayer();
    expect((await other.book(sale, [0])).status).toBe(201);
    expect((await other.abandon(code)).code).toBe('BOOKING_NOT_FOUND');
  });

  test('that nobody approves expires by itself: its seats are free, and it cannot be approved any more', async () => {
    const sale = await createPaidSale({ paymentSeconds: 1 });
    const payer = await createTestPayer();
    const { code, approvalUrl } = await claim(payer, sale, 0, 1);
    await eventually(() => seatsOf(sale.scheduleId)).toEqual([]);
    expect((await payer.view(code)).data).toMatchObject({
      status: 'EXPIRED',
      stage: 'expired',
      expires_at: null,
    });
    await buyerDecides(approvalUrl, 'approve');
    await eventually(() => at.bankStates(code)).toEqual(['expired']);
    expect((await payer.start(code)).data).toMatchObject({ stage: 'expired' });
    expect(await auditOf(code)).toEqual(['PENDING', 'EXPIRED']);
  });
});

describe('approved in time, and not heard of before the claim expired', () => {
  /** Approved, while the bank neither tells nor answers; then the claim is over. */
  async function unheard() {
    const sale = await createPaidSale({ paymentSeconds: 2 });
    const payer = await createTestPayer();
    const { code, approvalUrl } = await claim(payer, sale, 0, 1);
    await at.bank.admin('PUT', '/accounts/*', {
      webhooks: { late_ms: 60_000, spread_ms: 0, copies: 1 },
      faults: [{ on: 'get', kind: 'error', times: 0 }],
    });
    await buyerDecides(approvalUrl, 'approve');
    await eventually(() => seatsOf(sale.scheduleId)).toEqual([]);
    const heard = () =>
      at.bank.admin('PUT', '/accounts/*', { webhooks: { late_ms: 0, spread_ms: 0, copies: 1 }, faults: [] });
    return { sale, payer, code, heard };
  }

  test('is booked all the same while its seats are free', async () => {
    const { sale, payer, code, heard } = await unheard();
    await heard();
    await eventually(stageOf(payer, code)).toBe('paid');
    expect(await seatsOf(sale.scheduleId)).toEqual([
      [0, 'sold'],
      [1, 'sold'],
    ]);
    expect(await auditOf(code)).toEqual(['PENDING', 'EXPIRED', 'CAPTURING', 'CONFIRMED']);
  });

  test('is let go of when a seat went to another', async () => {
    const { sale, payer, code, heard } = await unheard();
    const other = await createTestPayer();
    // At the bank nothing is heard for this one either; the seat is claimed.
    expect((await other.book(sale, [1])).status).toBe(201);
    await heard();
    await eventually(() => at.bankStates(code)).toEqual(['voided']);
    await eventually(stageOf(payer, code)).toBe('expired');
    expect(await seatsOf(sale.scheduleId)).toEqual([[1, 'claimed']]);
  });
});

describe('when the bank fails', () => {
  const faults = (...list: object[]) => at.bank.admin('PUT', '/accounts/*', { faults: list });
  const paidUnder = async (...list: object[]) => {
    const sale = await createPaidSale();
    const payer = await createTestPayer();
    const startedAt = performance.now();
    await faults(...list);
    const booked = await payer.book(sale, [0]);
    expect(booked.status).toBe(201);
    expect(performance.now() - startedAt).toBeLessThan(3000);
    const { code } = paymentOf(booked.data);
    return { sale, payer, code, stage: paymentOf(booked.data).stage };
  };
  afterEach(() => faults());

  test.each(['error', 'error_after', 'cut'])('a start that ended in "%s" is found again', async (kind) => {
    const { payer, code, stage } = await paidUnder({ on: 'create', kind, times: 1 });
    expect(stage).toBe('starting');
    await eventually(stageOf(payer, code)).toBe('to_approve');
    expect(await at.bankStates(code)).toEqual(['requires_approval']);
  });

  test('one that takes long is not waited for', async () => {
    const { payer, code, stage } = await paidUnder({ on: 'create', kind: 'slow', ms: 4000, times: 1 });
    expect(stage).toBe('starting');
    await eventually(stageOf(payer, code)).toBe('to_approve');
  });

  test.each(['error', 'error_after', 'cut'])('a capture that ended in "%s" happens once', async (kind) => {
    const { payer, code } = await paidUnder({ on: 'capture', kind, times: 2 });
    await buyerDecides(await approvalUrlOf(payer, code), 'approve');
    await eventually(stageOf(payer, code)).toBe('paid');
    expect(await at.bankStates(code)).toEqual(['captured']);
    expect(await auditOf(code)).toEqual(['PENDING', 'CAPTURING', 'CONFIRMED']);
  });

  test('a refund that was cut off is done once', async () => {
    const { payer, code } = await paidUnder();
    await buyerDecides(await approvalUrlOf(payer, code), 'approve');
    await eventually(stageOf(payer, code)).toBe('paid');
    await faults({ on: 'refund', kind: 'cut', times: 2 });
    const { id: bookingId } = await prisma().booking.findUniqueOrThrow({ where: { code } });
    await prisma().refund.create({
      data: { id: `refund-${code}`, bookingId, attempt: 1, amountMinor: 100_000, reason: 'cancelled' },
    });
    const refund = () => prisma().refund.findUniqueOrThrow({ where: { id: `refund-${code}` } });
    await eventually(async () => (await refund()).state).toBe('done');
    expect((await refund()).tries).toBe(3);
    const [payment] = await prisma().payment.findMany({ where: { bookingId } });
    expect(payment).toMatchObject({ capturedMinor: 154_000, refundedMinor: 100_000 });
    const [atBank] = (await at.bank.admin('GET', '/payments?status=captured')).body.payments.filter(
      (one: { reference: string }) => one.reference === bookingId,
    );
    expect(atBank).toMatchObject({ refunded_amount: 100_000 });
  });
});

test('a webhook that the bank did not sign is refused, and one that comes again is kept once', async () => {
  const sale = await createPaidSale();
  const payer = await createTestPayer();
  const { code, approvalUrl } = await claim(payer, sale, 0);
  const hook = '/api/v1/webhooks/payments/sandbox';
  const forged = await ask('POST', hook, {
    body: { id: 'n-1', type: 'payment.captured', account: 'x', payment_id: 'p', reference: 'b' },
    headers: { 'sandbox-signature': `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}` },
  });
  expect(forged).toMatchObject({ status: 403, code: 'WEBHOOK_NOT_GENUINE' });
  expect(await ask('POST', '/api/v1/webhooks/payments/stripe', { body: {} })).toMatchObject({ status: 404 });
  await at.bank.admin('PUT', '/accounts/*', { webhooks: { late_ms: 0, spread_ms: 300, copies: 4 } });
  await buyerDecides(approvalUrl, 'approve');
  await eventually(stageOf(payer, code)).toBe('paid');
  await at.bank.admin('PUT', '/accounts/*', { webhooks: { late_ms: 0, spread_ms: 0, copies: 1 } });
  const notices = () =>
    prisma().paymentNotice.findMany({ where: { reference: { not: null }, kind: 'payment.authorized' } });
  await eventually(async () => (await notices()).every((one) => one.processedAt)).toBe(true);
  expect(await prisma().paymentNotice.count({ where: { noticeId: 'n-1' } })).toBe(0);
  expect(webhookPath('sandbox')).toBe(hook);
});
