import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import type { Payment } from '@/lib/domain/payment';
import { paymentProvider } from '@/lib/payments/payment-providers';
import { expect, test } from './stage';

/** A payment that waits for its buyer; afterwards the browser comes back to the shop's first page. */
async function payment(): Promise<Payment> {
  const answer = await paymentProvider('sandbox')?.authorize({
    ...{ merchantId: 'e2e', merchantName: '네온하버 프로덕션', reference: randomUUID() },
    ...{ price: { amount: 154_000, currency: 'KRW' }, description: '네온 하버 · 1층 A열 12번' },
    ...{ returnUrl: process.env.E2E_BASE_URL ?? '', approveBy: new Date(Date.now() + 600_000) },
    idempotencyKey: randomUUID(),
  });
  if (answer?.outcome !== 'done') throw new Error(`no payment: ${JSON.stringify(answer)}`);
  return answer.payment;
}

async function stateOf({ id }: Payment): Promise<string | undefined> {
  const found = await paymentProvider('sandbox')?.get({ merchantId: 'e2e', paymentId: id });
  return found?.state;
}

const decide = (page: Page, name: string) => page.getByRole('button', { name }).click();

for (const [button, state] of [
  ['결제 승인하기', 'authorized'],
  ['거절하기', 'declined'],
  ['결정하지 않고 나가기', 'requires_approval'],
] as const) {
  test(`on the bank's page, "${button}" leads back to the shop: ${state}`, async ({ page, baseURL }) => {
    const asked = await payment();
    await page.goto(asked.approvalUrl ?? '');
    await expect(page.getByText('₩154,000')).toBeVisible();
    await decide(page, button);
    await expect(page).toHaveURL(`${baseURL}/?payment_id=${asked.id}`);
    expect(await stateOf(asked)).toBe(state);
    // The back button: what is decided stays decided.
    await page.waitForLoadState();
    await page.goBack();
    // A way back that is still under way ends a reload, or is ended by it.
    await expect(page).toHaveURL(asked.approvalUrl ?? '');
    await expect(() => page.reload()).toPass({ timeout: 10_000 });
    if (state !== 'requires_approval') await expect(page.getByRole('button')).toHaveCount(0);
    expect(await stateOf(asked)).toBe(state);
  });
}

test('a security code is asked for again after a wrong one', async ({ page, baseURL }) => {
  const asked = await payment();
  await page.goto(asked.approvalUrl ?? '');
  await decide(page, '본인 인증 후 승인하기');
  const message = await page.locator('.phone').textContent();
  const code = /\d{6}/.exec(message ?? '')?.[0] ?? '';
  await page.getByLabel('인증번호').fill(code === '000000' ? '000001' : '000000');
  await decide(page, '확인');
  await expect(page.getByRole('alert')).toHaveText(/2번 더/);
  await page.getByLabel('인증번호').fill(code);
  await decide(page, '확인');
  await expect(page).toHaveURL(`${baseURL}/?payment_id=${asked.id}`);
  expect(await stateOf(asked)).toBe('authorized');
});

test('the page speaks the buyer’s language, and fits a small phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  const asked = await payment();
  await page.goto(asked.approvalUrl ?? '');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('button', { name: 'Approve', exact: true })).toBeVisible();
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing on the bank's pages, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const asked = await payment();
    const look = async () => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.goto(asked.approvalUrl ?? '');
    await look();
    await decide(page, '본인 인증 후 승인하기');
    await page.getByLabel('인증번호').fill('xxxxxx');
    await decide(page, '확인');
    await look();
    await paymentProvider('sandbox')?.void({
      merchantId: 'e2e',
      paymentId: asked.id,
      idempotencyKey: randomUUID(),
    });
    await page.reload();
    await expect(page.getByRole('link', { name: '판매처로 돌아가기' })).toBeVisible();
    await look();
    await page.goto(`${asked.approvalUrl}x`);
    await look();
  });
}
