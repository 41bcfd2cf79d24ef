/** The buyer's side of a payment for the browser tests: the bank's own pages, and what the bank's own books say. */
import type { Page } from 'playwright/test';
import type { TestSale } from '@/lib/sale/test-sale';
import { expect } from './stage';

/** A payment as the bank has it in its books. */
export interface BankPayment {
  id: string;
  reference: string;
  status: string;
  captured_amount: number;
  refunded_amount: number;
}

async function askBank(path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${process.env.SANDBOX_PAYMENTS_URL}/admin${path}`, {
    method: body ? 'PUT' : 'GET',
    headers: {
      authorization: `Bearer ${process.env.E2E_BANK_ADMIN_TOKEN}`,
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`the bank says ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** What the bank has in its books for the organizer of a sale. */
export async function bankPayments(organizerId: string): Promise<BankPayment[]> {
  const { payments } = (await askBank(`/payments?account=${organizerId}`)) as { payments: BankPayment[] };
  return payments;
}

/** What the bank took of a sale's buyers and did not give back, in minor units. */
export async function bankKeeps(organizerId: string): Promise<number> {
  const payments = await bankPayments(organizerId);
  return payments.reduce(
    (sum, { captured_amount, refunded_amount }) => sum + captured_amount - refunded_amount,
    0,
  );
}

/** Makes the bank fail, or be good again, for one organizer. */
export async function bankFaults(organizerId: string, faults: object[]): Promise<void> {
  await askBank(`/accounts/${organizerId}`, { faults });
}

/** Presses a button on the bank's page. */
export async function decide(
  page: Page,
  name: '결제 승인하기' | '거절하기' | '결정하지 않고 나가기',
): Promise<void> {
  await page.getByRole('button', { name }).click();
}

/** Approves at the bank with the code it sends. */
export async function passChallenge(page: Page): Promise<void> {
  await page.getByRole('button', { name: '본인 인증 후 승인하기' }).click();
  const message = await page.locator('.phone').textContent();
  await page.getByLabel('인증번호').fill(/\d{6}/.exec(message ?? '')?.[0] ?? '');
  await page.getByRole('button', { name: '확인' }).click();
}

/** Holds seats, without the map, and opens the checkout. */
export async function openCheckout(page: Page, sale: TestSale, ...places: number[]): Promise<void> {
  const held = await page.request.post('/api/v1/tickets/seats/lock', {
    data: { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(...places) },
    headers: { origin: process.env.E2E_BASE_URL ?? '' },
  });
  expect(held.ok(), await held.text()).toBe(true);
  await page.goto(`/checkout/${sale.scheduleId}`);
  await page.getByRole('checkbox').check();
}

/** The checkout's one button, where there is something to pay. */
export const payButton = (page: Page) => page.getByRole('button', { name: /결제하기/ });

/** Holds seats and goes to the bank's page for them. */
export async function goToBank(page: Page, sale: TestSale, ...places: number[]): Promise<void> {
  await openCheckout(page, sale, ...places);
  await payButton(page).click();
  await expect(page.getByRole('button', { name: '결제 승인하기' })).toBeVisible();
}
