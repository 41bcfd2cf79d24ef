import { afterAll, beforeAll, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { readSchedule } from '@/lib/postgres/schedule-store';
import { createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { giveBackCancelledShows } from './give-back-cancelled-shows';
import { offerStandby } from './offer-standby';
import { sweepUnpaid } from './sweep-unpaid';
import { createTestShow, insertClaim } from './test-show';
import { offersTo, soldOut, standBy } from './test-standby';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close?.());

/** A booking that cannot be ended, whoever tries. */
async function insertUnending(sale: Parameters<typeof insertClaim>[0], place: number) {
  const claim = await insertClaim(sale, place);
  const name = `unending_${claim.code.replaceAll('-', '')}`;
  await prisma().$executeRawUnsafe(
    `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$`,
  );
  await prisma().$executeRawUnsafe(`
    CREATE TRIGGER ${name} BEFORE UPDATE ON bookings FOR EACH ROW
    WHEN (NEW.id = '${claim.bookingId}' AND NEW.status IN ('EXPIRED', 'CANCELLED')) EXECUTE FUNCTION ${name}()`);
  return claim;
}

const statusOf = async ({ bookingId }: { bookingId: string }) =>
  (await prisma().booking.findUniqueOrThrow({ where: { id: bookingId } })).status;

test('a claim that cannot be ended keeps no other claim from its end', async () => {
  const sale = await createTestSale({ paymentMethods: ['sandbox'] });
  const claims = [await insertUnending(sale, 0), await insertClaim(sale, 1), await insertClaim(sale, 2)];
  for (const [nth, { bookingId }] of claims.entries()) {
    await prisma().$executeRaw`
      UPDATE bookings SET expires_at = clock_timestamp() - make_interval(secs => ${60 - nth}) WHERE id = ${bookingId}`;
  }
  expect(await sweepUnpaid()).toBe(2);
  expect(await Promise.all(claims.map(statusOf))).toEqual(['PENDING', 'EXPIRED', 'EXPIRED']);
});

test('a booking that cannot be cancelled keeps nobody else’s money in a cancelled show', async () => {
  const { sale, cancel } = await createTestShow({ paymentMethods: ['sandbox'] });
  const claims = [await insertUnending(sale, 0), await insertUnending(sale, 1)];
  for (const place of [2, 3, 4, 5, 6, 7]) claims.push(await insertClaim(sale, place));
  expect(await cancel()).toMatchObject({ ok: true });
  await giveBackCancelledShows();
  const stand = await Promise.all(claims.map(statusOf));
  expect(stand).toEqual(['PENDING', 'PENDING', ...Array.from({ length: 6 }, () => 'CANCELLED')]);
});

test('a schedule whose rules cannot be read fails for whom asks for it, and for nobody else', async () => {
  const [broken, sound] = [await soldOut(), await soldOut()];
  for (const { sale, one } of [broken, sound]) await standBy(sale, one, 3);
  for (const { free } of [broken, sound]) await free(3);
  const { scheduleId } = broken.sale;
  await prisma().$executeRaw`UPDATE schedules SET cancellation = '{}' WHERE id = ${scheduleId}`;
  const together = [scheduleId, sound.sale.scheduleId].map((id) => readSchedule(id));
  expect((await Promise.allSettled(together)).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(await offerStandby()).toBe(true);
  expect(await offersTo(sound.sale, sound.one)).toEqual([[3]]);
});
