import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, test } from './stage';

const mailbox = () => process.env.MAILBOX_URL ?? '';

/** Opens the newest mail to an address, once it has come, in the mailbox. */
async function openMail(page: Page, email: string, subject: RegExp): Promise<void> {
  await expect(async () => {
    await page.goto(`${mailbox()}/?to=${encodeURIComponent(email)}&lang=ko`);
    await expect(page.getByRole('link', { name: subject }).first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await page.getByRole('link', { name: subject }).first().click();
}

/** Follows a mail's button: its page opens in a window of its own. */
async function follow(page: Page, name: string): Promise<Page> {
  const opened = page.waitForEvent('popup');
  await page.frameLocator('iframe').getByRole('link', { name }).click();
  return opened;
}

test('a forgotten password is reset through the mailbox, and the old sign-in is over', async ({ enter }) => {
  const visitor = await enter();
  const stranger = await visitor.context.browser()?.newContext({ locale: 'ko-KR' });
  const page = await stranger?.newPage();
  if (!page) throw new Error('no browser');
  await page.goto(`${process.env.E2E_BASE_URL}/sign-in`);
  await page.getByRole('link', { name: '비밀번호를 잊으셨나요?' }).click();
  await expect(page).toHaveURL(/forgot-password/);
  await page.getByLabel('이메일').fill(visitor.email);
  await page.getByRole('button', { name: '링크 받기' }).click();
  await expect(page.getByRole('heading', { name: '메일을 확인해 주세요' })).toBeVisible();
  await expect(page.getByRole('link', { name: '데모 메일함 열기' })).toHaveAttribute('href', mailbox());

  await openMail(page, visitor.email, /비밀번호 다시 정하기/);
  // The mail in its frame runs nothing, so nothing can look at it from inside.
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  const form = await follow(page, '새 비밀번호 정하기');
  const address = form.url();
  await form.getByLabel('새 비밀번호').fill('short');
  await form.getByRole('button', { name: '새 비밀번호로 바꾸기' }).click();
  await expect(form.getByText('비밀번호는 8자 이상 128자 이하입니다.')).toBeVisible();
  await form.getByLabel('새 비밀번호').fill('a whole new horse');
  await form.getByRole('button', { name: '새 비밀번호로 바꾸기' }).click();
  await expect(form.getByText('비밀번호를 바꾸었습니다. 새 비밀번호로 로그인해 주세요.')).toBeVisible();
  await form.getByLabel('이메일').fill(visitor.email);
  await form.getByLabel('비밀번호', { exact: true }).fill('a whole new horse');
  await form.getByRole('button', { name: '로그인' }).click();
  await expect(form).toHaveURL(`${process.env.E2E_BASE_URL}/`);

  // The old session is over, and so is the link.
  await visitor.page.goto('/account');
  await expect(visitor.page).toHaveURL(/\/sign-in\?/);
  await form.goto(address);
  await form.getByLabel('새 비밀번호').fill('and another one');
  await form.getByRole('button', { name: '새 비밀번호로 바꾸기' }).click();
  await expect(form.getByRole('main').getByRole('alert')).toContainText('이미 썼거나 시간이 지난 링크입니다');
  await stranger?.close();
});

test('an address is confirmed by the link that a sign-up is mailed', async ({ enter }) => {
  const { page, email } = await enter();
  await page.goto('/account');
  await expect(page.getByText('아직 확인하지 않은 주소입니다')).toBeVisible();
  await openMail(page, email, /이메일 주소를 확인해 주세요/);
  const confirm = await follow(page, '주소 확인하기');
  await confirm.getByRole('button', { name: '이 주소가 맞습니다' }).click();
  await expect(confirm.getByText('이메일 주소를 확인했습니다.')).toBeVisible();
  await page.goto('/account');
  await expect(page.getByText('확인된 주소입니다')).toBeVisible();
});
