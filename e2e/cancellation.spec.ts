import AxeBuilder from '@axe-core/playwright';
import { prisma } from '@/lib/postgres/client';
import { bankKeeps, decide, goToBank } from './bank-stage';
import { expect, test, type Visitor } from './stage';

const price = 154_000;

/** Makes an account an organizer and answers its id. */
async function promote({ email }: Visitor): Promise<string> {
  const { id } = await prisma().user.update({ where: { email }, data: { role: 'organizer' } });
  return id;
}

/** Ten percent of everything, whenever. */
const cancellation = {
  ...{ freeDaysAfterBooking: 0, freeThroughDaysBefore: 366, closesDaysBefore: 0, closesAtHour: 0 },
  tiers: [{ throughDaysBefore: 0, percent: 10, perSeatMinor: 0 }],
};

test('one of three seats is cancelled: the fee is said before, its ticket is gone, its money comes back', async ({
  sell,
  enter,
}) => {
  const organizerId = await promote(await enter());
  const sale = await sell({ organizerId, cancellation, paymentMethods: ['sandbox'] });
  const { page } = await enter();
  await goToBank(page, sale, 0, 1, 2);
  await decide(page, '결제 승인하기');
  await expect(page.getByRole('heading', { name: '티켓 3장' })).toBeVisible();

  await page.getByRole('button', { name: /예매 취소/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('₩46,200')).toBeVisible();
  await dialog.getByRole('checkbox', { name: /1번/ }).uncheck();
  await dialog.getByRole('checkbox', { name: /3번/ }).uncheck();
  await expect(dialog.getByText('₩15,400')).toBeVisible();
  await expect(dialog.getByText('₩138,600')).toBeVisible();
  expect((await new AxeBuilder({ page }).include('[role=dialog]').analyze()).violations).toEqual([]);
  await dialog.getByRole('button', { name: '1석 취소하기' }).click();
  await expect(dialog).toHaveCount(0);

  await expect(page.getByRole('heading', { name: '티켓 2장' })).toBeVisible();
  await expect(page.getByRole('list', { name: '취소한 좌석' })).toContainText('2번');
  await expect.poll(() => bankKeeps(organizerId)).toBe(2 * price + 15_400);
  await page.reload();
  await expect(page.getByTestId('refunds').locator('[data-state=done]')).toContainText('₩138,600');
  await page.goto('/bookings');
  await expect(page.getByText('2석 · ₩308,000 · ₩138,600 환불')).toBeVisible();
});

test('a show is called off with its title typed: its buyer reads why and gets everything back', async ({
  sell,
  enter,
}) => {
  const organizer = await enter();
  const organizerId = await promote(organizer);
  const sale = await sell({ organizerId, cancellation, paymentMethods: ['sandbox'] });
  const { page } = await enter();
  await goToBank(page, sale, 0, 1);
  await decide(page, '결제 승인하기');
  await expect(page.getByRole('heading', { name: '티켓 2장' })).toBeVisible();
  const booking = page.url();

  const desk = organizer.page;
  await desk.goto(`/organizer/schedules/${sale.scheduleId}`);
  await desk.getByRole('button', { name: '공연 취소' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('취소 사유').fill('태풍으로 공연을 열 수 없습니다.');
  await dialog.getByTestId('cancel-show-confirm').click();
  await expect(dialog.getByText('공연 이름이 다릅니다')).toBeVisible();
  await expect(dialog.getByLabel('취소 사유')).toHaveValue('태풍으로 공연을 열 수 없습니다.');
  await dialog.getByLabel(/공연 이름/).fill('시험 공연');
  expect((await new AxeBuilder({ page: desk }).include('[role=dialog]').analyze()).violations).toEqual([]);
  await dialog.getByTestId('cancel-show-confirm').click();
  const progress = desk.getByTestId('show-cancellation');
  await expect(progress).toContainText('예매 1건을 모두 취소했습니다', { timeout: 20_000 });
  await expect(progress).toContainText('₩308,000', { timeout: 20_000 });
  await expect(desk.getByTestId('room')).toHaveCount(0);

  await expect.poll(() => bankKeeps(organizerId)).toBe(0);
  await page.goto(booking);
  await expect(page.getByTestId('show-cancelled')).toContainText('태풍으로 공연을 열 수 없습니다.');
  await expect(page.getByRole('heading', { name: /티켓 \d장/ })).toHaveCount(0);
  const calendar = await page.request.get(`${new URL(booking).pathname}/calendar`);
  expect(await calendar.text()).toContain('STATUS:CANCELLED');
  await page.goto(
    `/events/${(await prisma().event.findUniqueOrThrow({ where: { id: sale.eventId } })).slug}`,
  );
  await expect(page.getByText('취소된 공연입니다.')).toBeVisible();
  await page.goto(`/schedules/${sale.scheduleId}`);
  await expect(page.getByTestId('sale-note')).toContainText('취소된 공연입니다');
});
