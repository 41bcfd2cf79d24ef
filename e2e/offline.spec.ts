import { createTestBuyers } from '@/lib/sale/test-sale';
import { openTestSessions } from '@/lib/sale/test-tokens';
import { callApi } from './api-door';
import { expect, openMap, seatClicker, test } from './stage';

test('a stream that says nothing any more is noticed: a banner tells, and the map catches up', async ({
  sell,
  enter,
}) => {
  const { scheduleId } = await sell();
  const { page } = await enter();
  await page.clock.install();
  const opened = page.waitForResponse(/\/live\?/);
  await openMap(page, scheduleId);
  await opened;
  // The stream that is open stays open and says nothing; no other comes through.
  await page.route('**/live?*', (route) => route.abort());
  await page.clock.fastForward(36_000);
  await expect(page.getByTestId('connection')).toHaveAttribute('data-phase', 'catching-up');
  await expect(page.getByTestId('connection')).toContainText('다시 연결하는 중');
  await page.unroute('**/live?*');
  await expect(page.getByTestId('connection')).toHaveAttribute('data-phase', 'live', { timeout: 30_000 });
  await expect(page.getByTestId('connection')).toBeEmpty();
  await (await seatClicker(page, scheduleId))(2);
  await expect(page.getByTestId('chosen-2')).toBeVisible();
});

test('a map that was offline catches up: seat by seat what the API says', async ({
  sell,
  enter,
  baseURL,
}) => {
  const { scheduleId, seatIds } = await sell({ rows: 2, seatsARow: 40 });
  const { page, context } = await enter();
  await openMap(page, scheduleId);
  await page.getByTestId('list-toggle').click();
  await page.getByTestId('row-2열').click();
  const shown = () =>
    page
      .getByTestId('seat-list')
      .locator('[data-place]')
      .evaluateAll((seats) => seats.map((seat) => seat.dataset.status));
  await expect.poll(shown).toEqual(Array(40).fill('available'));

  await context.setOffline(true);
  await expect(page.getByTestId('connection')).toHaveAttribute('data-phase', 'catching-up');
  const tokens = await openTestSessions(await createTestBuyers(12));
  for (const [i, token] of tokens.entries()) {
    const body = { schedule_id: scheduleId, seat_ids: seatIds(40 + i * 3, 41 + i * 3) };
    const [path, key] = i % 2 ? ['tickets/bookings', 'k'] : ['tickets/seats/lock', undefined];
    expect((await callApi(baseURL, token, path ?? '', body, key)).body.success).toBe(true);
  }
  expect(await shown()).toEqual(Array(40).fill('available'));

  await context.setOffline(false);
  await expect(page.getByTestId('connection')).toHaveAttribute('data-phase', 'live');
  const answer = await (await fetch(`${baseURL}/api/v1/schedules/${scheduleId}/seats?limit=1000`)).json();
  const wanted = (answer as { data: { seats: { status: string }[] } }).data.seats
    .slice(40)
    .map((seat) => seat.status);
  expect(new Set(wanted)).toEqual(new Set(['available', 'held', 'sold']));
  await expect.poll(shown).toEqual(wanted);
});
