import { expect, openMap, seatClicker, statusOf, test } from './stage';

test('"best two together" is held in one click', async ({ sell, enter }) => {
  const { scheduleId } = await sell({ rows: 8, seatsARow: 20 });
  const { page } = await enter();
  await openMap(page, scheduleId);
  await page.getByTestId('party-2').click();
  await page.getByTestId('best-available').click();
  await expect(page.locator('[data-testid^="chosen-"]')).toHaveCount(2);
  const ids = await page
    .locator('[data-testid^="chosen-"]')
    .evaluateAll((seats) => seats.map((seat) => Number(seat.dataset.testid?.slice('chosen-'.length))));
  const [one = 0, two = 0] = ids.sort((a, b) => a - b);
  expect(two - one).toBe(1);
  expect(await statusOf(page, scheduleId, one)).toBe('mine');
});

test('a choice that would leave a single seat is refused with a legal one, which one click takes', async ({
  sell,
  enter,
}) => {
  const { scheduleId } = await sell({ orphanRule: 'strict', rows: 2, seatsARow: 12 });
  const { page } = await enter();
  await openMap(page, scheduleId);
  await page.getByTestId('party-2').click();
  const click = await seatClicker(page, scheduleId);
  await click(1);
  await expect(page.getByTestId('chosen-1')).toBeVisible();
  await click(2);
  await expect(page.getByTestId('notice')).toContainText('한 자리만 남습니다');
  await expect(page.getByTestId('chosen-2')).toHaveCount(0);
  // From the outside in is a legal way to the same pair's neighbour.
  await click(0);
  await expect(page.locator('[data-testid^="chosen-"]')).toHaveCount(2);
});

test('the legal choice that is offered is one tap away, and the notice goes with its reason', async ({
  sell,
  enter,
}) => {
  const { scheduleId } = await sell({ orphanRule: 'strict', rows: 1, seatsARow: 12 });
  const { page } = await enter();
  await openMap(page, scheduleId);
  await page.getByTestId('party-2').click();
  const click = await seatClicker(page, scheduleId);
  await click(1);
  await expect(page.getByTestId('chosen-1')).toBeVisible();
  await click(2);
  await page.getByTestId('take-instead').click();
  const chosen = page.locator('[data-testid^="chosen-"]');
  await expect(chosen).toHaveCount(2);
  await expect(page.getByTestId('notice')).toBeEmpty();
  const places = await chosen.evaluateAll((seats) =>
    seats.map((seat) => Number(seat.dataset.testid?.slice('chosen-'.length))).sort((a, b) => a - b),
  );
  const [first = 0, second = 0] = places;
  expect(second - first).toBe(1);
  expect([first, 12 - 1 - second]).not.toContain(1);
  for (const place of places) expect(await statusOf(page, scheduleId, place)).toBe('mine');
});

test('a notice about a lost seat goes when the seat comes free, and offers only what is free', async ({
  sell,
  enter,
}) => {
  const { scheduleId } = await sell({ rows: 1, seatsARow: 4 });
  const [{ page: first }, { page: second }] = [await enter(), await enter()];
  await openMap(first, scheduleId);
  await openMap(second, scheduleId);
  const [firstClicks, secondClicks] = [
    await seatClicker(first, scheduleId),
    await seatClicker(second, scheduleId),
  ];
  await firstClicks(1);
  await expect(first.getByTestId('chosen-1')).toBeVisible();
  await expect.poll(() => statusOf(second, scheduleId, 1)).toBe('held');
  await expect(async () => {
    await secondClicks(1);
    await expect(second.getByTestId('notice')).toContainText('이미 선택된 좌석', { timeout: 1000 });
  }).toPass();
  await expect(second.getByTestId('alternative-0')).toBeVisible();
  await firstClicks(0);
  await expect(second.getByTestId('alternative-0')).toHaveCount(0);
  await firstClicks(1);
  await expect(second.getByTestId('notice')).toBeEmpty();
});

test('the seat wanted before signing in is taken once, and not again when the map comes out of the history', async ({
  sell,
  enter,
}) => {
  const { scheduleId } = await sell();
  const { page, context, email, password } = await enter();
  await context.clearCookies();
  await openMap(page, scheduleId);
  await (await seatClicker(page, scheduleId))(5);
  await expect(page).toHaveURL(/\/sign-in\?/);
  await page.getByLabel('이메일').fill(email);
  await page.getByLabel('비밀번호', { exact: true }).fill(password);
  await page.getByRole('main').getByRole('button', { name: '로그인' }).click();
  await expect(page.getByTestId('chosen-5')).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/schedules/${scheduleId}$`));
  const giveBack = page.getByTestId('chosen-5').getByRole('button', { name: /내려놓기/ });
  await giveBack.click();
  await expect.poll(() => statusOf(page, scheduleId, 5)).toBe('available');

  await page.getByRole('banner').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/$/);
  await page.goBack();
  await expect(page.getByTestId('picker')).toHaveAttribute('data-ready', 'true');
  await (await seatClicker(page, scheduleId))(6);
  await expect(page.getByTestId('chosen-6')).toBeVisible();
  await expect.poll(() => statusOf(page, scheduleId, 6)).toBe('mine');
  expect(await statusOf(page, scheduleId, 5)).toBe('available');
});
