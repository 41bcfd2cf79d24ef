import { prisma } from '@/lib/postgres/client';
import { expect, openMap, seatClicker, statusOf, test } from './stage';

test('two buyers race for one seat: one holds it, the other hears why and takes another', async ({
  sell,
  enter,
}) => {
  const { scheduleId } = await sell();
  const [one, two] = [await enter(), await enter()];
  await Promise.all([openMap(one.page, scheduleId), openMap(two.page, scheduleId)]);
  const [clickOne, clickTwo] = [
    await seatClicker(one.page, scheduleId),
    await seatClicker(two.page, scheduleId),
  ];
  await Promise.all([clickOne(15), clickTwo(15)]);
  await expect
    .poll(async () => {
      const heard = await Promise.all([one, two].map(({ page }) => page.getByTestId('notice').textContent()));
      return heard.filter((text) => text?.includes('이미 선택된 좌석입니다')).length;
    })
    .toBe(1);
  const oneLost = ((await one.page.getByTestId('notice').textContent()) ?? '') !== '';
  const [winner, loser] = oneLost ? [two.page, one.page] : [one.page, two.page];
  await expect(winner.getByTestId('chosen-15')).toBeVisible();
  await expect(loser.getByTestId('chosen-15')).toHaveCount(0);

  await loser.getByTestId('notice').locator('[data-testid^="alternative-"]').first().click();
  await expect(loser.locator('[data-testid^="chosen-"]')).toHaveCount(1);
  await loser.getByTestId('to-checkout').click();
  await loser.getByRole('checkbox').check();
  await loser.getByRole('button', { name: /예매 확정/ }).click();
  await expect(loser.getByRole('heading', { name: '내 자리입니다' })).toBeVisible();
  const rows = await prisma().bookingSeat.findMany({ where: { scheduleId, live: true } });
  expect(rows).toHaveLength(1);
  expect(rows[0]?.place).not.toBe(15);
});

test("another's hold appears on my map within a second, and its end frees the seat for both", async ({
  sell,
  enter,
}) => {
  const { scheduleId } = await sell({ holdSeconds: 4 });
  const [one, two] = [await enter(), await enter()];
  await Promise.all([openMap(one.page, scheduleId), openMap(two.page, scheduleId)]);
  await two.page.getByTestId('list-toggle').click();
  await two.page.getByTestId('row-2열').click();
  const seat = two.page.getByTestId('seat-15');
  await expect(seat).toHaveAccessibleName(/선택 가능/);

  await (await seatClicker(one.page, scheduleId))(15);
  await expect(seat).toHaveAccessibleName(/다른 사람/, { timeout: 1000 });
  await expect(one.page.getByTestId('hold-countdown')).toBeVisible();
  await expect(one.page.getByTestId('chosen-15')).toHaveCount(0, { timeout: 10_000 });
  await expect(seat).toHaveAccessibleName(/선택 가능/, { timeout: 10_000 });
  expect(await statusOf(one.page, scheduleId, 15)).toBe('available');
  await (await seatClicker(two.page, scheduleId))(15);
  await expect(two.page.getByTestId('chosen-15')).toBeVisible();
});

test('a sign-in elsewhere ends the first session, which hears it at its next step and comes back', async ({
  sell,
  enter,
  enterAgain,
}) => {
  const { scheduleId } = await sell();
  const first = await enter();
  await openMap(first.page, scheduleId);
  const second = await enterAgain(first);
  await openMap(second.page, scheduleId);
  await (await seatClicker(second.page, scheduleId))(1);
  await expect(second.page.getByTestId('chosen-1')).toBeVisible();

  await (await seatClicker(first.page, scheduleId))(2);
  await expect(first.page.getByTestId('notice')).toContainText('다른 곳에서 로그인');
  await first.page.getByTestId('notice').getByRole('link').click();
  await expect(first.page).toHaveURL(/sign-in/);
  await first.page.getByLabel('이메일').fill(first.email);
  await first.page.getByLabel('비밀번호', { exact: true }).fill(first.password);
  await first.page.getByRole('button', { name: '로그인' }).click();
  // Not having lost its place: the map again, with the account's one hold.
  await expect(first.page).toHaveURL(new RegExp(`/schedules/${scheduleId}`));
  await expect(first.page.getByTestId('chosen-1')).toBeVisible();
});

test('the same account twice: two tabs racing stay within the limit', async ({ sell, enter }) => {
  const { scheduleId } = await sell({ seatLimit: 2 });
  const { page, context } = await enter();
  const other = await context.newPage();
  await Promise.all([openMap(page, scheduleId), openMap(other, scheduleId)]);
  const clicks = [await seatClicker(page, scheduleId), await seatClicker(other, scheduleId)];
  await Promise.all([clicks[0]?.(0), clicks[1]?.(20)]);
  await expect(page.locator('[data-testid^="chosen-"]')).toHaveCount(2);
  await expect(other.locator('[data-testid^="chosen-"]')).toHaveCount(2);
  await clicks[0]?.(5);
  await expect(page.getByTestId('notice')).not.toBeEmpty();
  await expect(page.locator('[data-testid^="chosen-"]')).toHaveCount(2);
});
