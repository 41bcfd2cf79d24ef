import { randomUUID } from 'node:crypto';
import { type BrowserContext, test as base, expect, type Page } from 'playwright/test';
import { hallAddress } from '@/components/seat-map/map-addresses';
import type { HallPicture } from '@/lib/domain/hall-picture';
import { unpackHall } from '@/lib/domain/unpack-hall';
import { createTestSale, type TestSale, type TestSaleOptions } from '@/lib/sale/test-sale';

/** Somebody with a browser of their own, signed in. */
export interface Visitor {
  email: string;
  password: string;
  context: BrowserContext;
  page: Page;
}

interface Stage {
  /** A schedule made for this test, sold by the running server. */
  sell: (options?: TestSaleOptions) => Promise<TestSale>;
  /** A new account in a new browser. */
  enter: () => Promise<Visitor>;
  /** The same account in another browser: signs in anew. */
  enterAgain: (visitor: Visitor) => Promise<Visitor>;
}

export const test = base.extend<Stage>({
  sell: async ({ browserName: _ }, use) => {
    await use(createTestSale);
  },
  enter: async ({ browser, baseURL, contextOptions }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, baseURL });
      opened.push(context);
      const email = `${randomUUID()}@example.com`;
      const password = 'correct horse battery';
      await post(context, baseURL, 'sign-up', { email, password, name: 'Tester' });
      return { email, password, context, page: await context.newPage() };
    });
    for (const context of opened) await context.close();
  },
  enterAgain: async ({ browser, baseURL, contextOptions }, use) => {
    const opened: BrowserContext[] = [];
    await use(async ({ email, password }) => {
      const context = await browser.newContext({ ...contextOptions, baseURL });
      opened.push(context);
      await post(context, baseURL, 'sign-in', { email, password });
      return { email, password, context, page: await context.newPage() };
    });
    for (const context of opened) await context.close();
  },
});

export { expect };

async function post(context: BrowserContext, origin: string | undefined, what: string, data: object) {
  const answer = await context.request.post(`/api/v1/auth/${what}`, {
    data,
    headers: { origin: origin ?? '' },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Opens a schedule's map and waits until it is live. */
export async function openMap(page: Page, scheduleId: string): Promise<void> {
  await page.goto(`/schedules/${scheduleId}`);
  await expect(page.getByTestId('picker')).toHaveAttribute('data-ready', 'true');
}

/** The hall of a schedule, as the map has it. */
export async function hallOf(page: Page, scheduleId: string): Promise<HallPicture> {
  const schedule = await (await page.request.get(`/api/v1/schedules/${scheduleId}`)).json();
  return unpackHall(await (await page.request.get(hallAddress(schedule.data.plan_id))).json());
}

/** Where a seat is on the screen, once the map stands still. */
export async function pointOf(page: Page, hall: HallPicture, place: number) {
  const map = page.getByTestId('seat-map');
  await expect(map).toHaveAttribute('data-settled', 'true');
  const box = await map.boundingBox();
  const read = async (name: string) => Number(await map.getAttribute(`data-${name}`));
  const [scale, x, y] = [await read('scale'), await read('x'), await read('y')];
  return {
    x: (box?.x ?? 0) + (hall.seats.x[place] ?? 0) * scale + x,
    y: (box?.y ?? 0) + (hall.seats.y[place] ?? 0) * scale + y,
  };
}

/** Makes a function that clicks a seat on the canvas itself, as a mouse does. */
export async function seatClicker(page: Page, scheduleId: string): Promise<(place: number) => Promise<void>> {
  const hall = await hallOf(page, scheduleId);
  return async (place) => {
    const { x, y } = await pointOf(page, hall, place);
    await page.mouse.click(x, y);
  };
}

/**
 * Makes a function that taps a seat with a finger until it is chosen: from afar the first taps come nearer, so that a
 * seat is large enough to be meant.
 */
export async function seatTapper(page: Page, scheduleId: string): Promise<(place: number) => Promise<void>> {
  const hall = await hallOf(page, scheduleId);
  return async (place) => {
    const chosen = page.getByTestId(`chosen-${place}`);
    await expect(async () => {
      if (await chosen.isVisible()) return;
      const { x, y } = await pointOf(page, hall, place);
      await page.touchscreen.tap(x, y);
      await expect(chosen).toBeVisible({ timeout: 1500 });
    }).toPass({ timeout: 20_000 });
  };
}

/** A seat's status by the API. */
export async function statusOf(page: Page, scheduleId: string, place: number): Promise<string> {
  const answer = await (await page.request.get(`/api/v1/schedules/${scheduleId}/seats?limit=1000`)).json();
  return answer.data.seats[place].status;
}
