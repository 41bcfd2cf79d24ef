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
