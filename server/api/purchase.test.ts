import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { buyerDecides } from '@/server/sandbox-payments/test-bank';
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
  expect(payment.stage).toBe('to_approve');
  return { code: payment.code, approvalUrl: payment.approval_url ?? '', payment };
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
    const { code, approval_url: approvalUrl } = paymentOf(booked.data);
    expect(await seatsOf(sale.scheduleId)).toEqual([
      [0, 'claimed'],
      [1, 'claimed'],
    ]);
    expect(booked.data.entries).toMatchObject([{ entry_number: null }]);
    const back = await buyerDecides(approvalUrl ?? '', 'approve');
    expect(back.location).toContain(`/bookings/${code}/payment?`);
    await expect.poll(stageOf(payer, code)).toBe('paid');
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
    await expect.poll(() => prisma().paymentNotice.count({ where: { processedAt: null } })).toBe(0);
  });
});
