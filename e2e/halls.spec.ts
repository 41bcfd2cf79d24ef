import type { Page } from 'playwright/test';
import { planOf, sellHall } from './seat-map-halls';
import { expect, hallOf, openMap, pointOf, seatClicker, test } from './stage';

const size = { width: 800, height: 800 };
const stalls = { name: '1층 A구역', x: 60, y: 140, rows: 5, seats: 20, category: 'VIP' };

/** A balcony over the stalls, or behind them. */
function hallWithBalcony(y: number) {
  const balcony = { name: '2층 발코니 A구역', x: 66, y, rows: 3, seats: 20, category: 'R' };
  const floors = [
    { name: '1층', zones: [1] },
    { name: '2층 발코니', zones: [2] },
  ];
  const translations = [
    { text: '2층 발코니 A구역', en: 'Balcony A' },
    { text: '2층 발코니', en: 'Balcony' },
  ];
  return planOf('Hall', [stalls, balcony], size, { rowlock: { version: 1, floors, translations } });
}

const scaleOf = async (page: Page) => Number(await page.getByTestId('seat-map').getAttribute('data-scale'));

test('floors that lie on one another are shown one at a time: a tap takes a seat of the one shown', async ({
  enter,
}) => {
  const scheduleId = await sellHall(hallWithBalcony(146));
  const { page } = await enter();
  await openMap(page, scheduleId);
  await expect(page.getByTestId('floor-all')).toHaveCount(0);
  await expect(page.getByTestId('floor-0')).toHaveAttribute('aria-pressed', 'true');
  const click = await seatClicker(page, scheduleId);
  // A seat of the balcony, six hall units from one of the stalls that is on the floor shown.
  await click(100 + 2);
  await expect(page.getByTestId('chosen-2')).toBeVisible();
  await page.getByTestId('floor-1').click();
  await expect(page.getByTestId('floor-1')).toHaveAttribute('aria-pressed', 'true');
  await click(100 + 3);
  await expect(page.getByTestId('chosen-103')).toBeVisible();
  // Asked to show a chosen seat, the map goes to its floor.
  await page.getByTestId('chosen-2').getByRole('button').first().click();
  await expect(page.getByTestId('floor-0')).toHaveAttribute('aria-pressed', 'true');
});

test('floors side by side are shown together, and each fills the map when it is chosen', async ({
  enter,
}) => {
  const scheduleId = await sellHall(hallWithBalcony(500));
  const { page } = await enter();
  await openMap(page, scheduleId);
  await expect(page.getByTestId('floor-all')).toHaveAttribute('aria-pressed', 'true');
  const map = page.getByTestId('seat-map');
  const whole = await scaleOf(page);
  await page.getByTestId('floor-1').click();
  await expect.poll(() => scaleOf(page)).toBeGreaterThan(whole * 1.2);
  await expect(map).toHaveAttribute('data-settled', 'true');
  await (await seatClicker(page, scheduleId))(103);
  await expect(page.getByTestId('chosen-103')).toBeVisible();
  await page.getByTestId('floor-all').click();
  await expect.poll(() => scaleOf(page)).toBeCloseTo(whole, 4);
});

test('an English page says sections and floors in English', async ({ enter, baseURL }) => {
  const scheduleId = await sellHall(hallWithBalcony(500));
  const { page, context } = await enter();
  await context.addCookies([{ name: 'rowlock_language', value: 'en', url: baseURL ?? '' }]);
  await openMap(page, scheduleId);
  await expect(page.getByTestId('floor-0')).toHaveText('Level 1');
  await expect(page.getByTestId('floor-1')).toHaveText('Balcony');
  await page.getByTestId('list-toggle').click();
  await expect(page.getByTestId('section-1')).toContainText('Balcony A');
  await (await seatClicker(page, scheduleId))(103);
  await expect(page.getByTestId('chosen-103')).toContainText('Balcony A, row 1, seat 4');
  await page.getByTestId('to-checkout').click();
  await expect(page.getByRole('main')).toContainText('Balcony A, row 1, seat 4');
});

test('a map whose reader switches the language says its floors in the new one', async ({ enter }) => {
  const scheduleId = await sellHall(hallWithBalcony(500));
  const { page } = await enter();
  await openMap(page, scheduleId);
  await expect(page.getByTestId('floor-1')).not.toHaveText('Balcony');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByTestId('floor-1')).toHaveText('Balcony');
  await expect(page.getByTestId('picker')).toHaveAttribute('data-ready', 'true');
});

/** How strongly something is drawn at a seat's middle, 0 to 255. */
async function strengthAt(page: Page, scheduleId: string, place: number): Promise<number> {
  const { x, y } = await pointOf(page, await hallOf(page, scheduleId), place);
  return page
    .getByTestId('seat-map')
    .locator('canvas')
    .first()
    .evaluate(
      (canvas, at) => {
        const box = canvas.getBoundingClientRect();
        const density = (canvas as HTMLCanvasElement).width / box.width;
        const [left, top] = [(at.x - box.left) * density, (at.y - box.top) * density];
        const pixel = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(left, top - 6, 1, 1).data;
        return Math.max(pixel?.[0] ?? 0, pixel?.[1] ?? 0, pixel?.[2] ?? 0);
      },
      { x, y },
    );
}

test('the wheelchair filter leaves wheelchair spaces and companion seats bright, and "best" takes those', async ({
  enter,
}) => {
  const marks = { accessible: ['1층 A구역-5-7'], companion: ['1층 A구역-5-8'] };
  const plan = planOf('Hall', [stalls], size, { rowlock: { version: 1, ...marks } });
  const [space, companion, ordinary] = [86, 87, 89];
  const scheduleId = await sellHall(plan);
  const { page } = await enter();
  await openMap(page, scheduleId);
  const before = await strengthAt(page, scheduleId, ordinary);
  await page.getByTestId('only-accessible').click();
  await expect(page.getByTestId('only-accessible')).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => strengthAt(page, scheduleId, ordinary)).toBeLessThan(before * 0.6);
  for (const place of [space, companion]) {
    expect(await strengthAt(page, scheduleId, place)).toBeGreaterThan(before * 0.8);
  }
  await page.getByTestId('party-1').click();
  await page.getByTestId('best-available').click();
  await expect(page.getByTestId(`chosen-${space}`)).toContainText('휠체어석');
  await page.getByTestId('only-accessible').click();
  await expect.poll(() => strengthAt(page, scheduleId, ordinary)).toBeGreaterThan(before * 0.9);
});

test('a seat of a closed sale is not said to be available', async ({ sell, enter }) => {
  const { scheduleId } = await sell({ salesCloseInHours: -0.5 });
  const { page } = await enter();
  await openMap(page, scheduleId);
  const { x, y } = await pointOf(page, await hallOf(page, scheduleId), 3);
  await page.mouse.move(x, y);
  await expect(page.getByText('예매 마감', { exact: true })).toBeVisible();
  await page.getByTestId('list-toggle').click();
  await page.getByTestId('row-1열').click();
  await expect(page.getByTestId('seat-3')).toHaveAccessibleName(/예매 마감$/);
});
