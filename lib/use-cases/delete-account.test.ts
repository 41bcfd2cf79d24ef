import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmBookingInDatabase } from '@/lib/postgres/booking-store';
import { expireBooking } from '@/lib/postgres/claim-store';
import { prisma } from '@/lib/postgres/client';
import { settlePaymentInDatabase } from '@/lib/postgres/payment-store';
import { whoIsAsking } from '@/lib/request/session';
import { createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { deleteAccount } from './delete-account';
import { signUp } from './sign-up';

const password = 'correct horse battery';
let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close?.());

async function newcomer() {
  const signed = await signUp({
    email: `${randomUUID()}@example.com`,
    password,
    name: 'Kim',
    language: 'ko',
  });
  if (!signed.ok) throw new Error(signed.refusal.code);
  const who = await whoIsAsking(new Headers({ authorization: `Bearer ${signed.value.token}` }));
  if (!who.ok) throw new Error(who.refusal.code);
  return who.value;
}

/** A newcomer's claim of two seats and two places, unpaid, and what the bank says of its payment. */
async function claimOf(buyer: Awaited<ReturnType<typeof newcomer>>) {
  const sale = await createTestSale({ paymentMethods: ['sandbox'], areas: [10] });
  const bookingId = randomUUID();
  const said = await confirmBookingInDatabase(
    { buyerId: buyer.userId, sessionId: buyer.sessionId, idempotencyKey: randomUUID(), bodyHash: 'h' },
    {
      ...{ scheduleId: sale.scheduleId, places: [0, 1], areas: [{ area: 0, quantity: 2 }] },
      ...{ bookingId, code: bookingId.slice(0, 8), paymentMethod: 'sandbox' },
    },
  );
  expect(said).toMatchObject({ booked: { status: 'PENDING' } });
  const approved = {
    paymentId: bookingId,
    state: 'authorized',
    approvalUrl: null,
    declineReason: null,
  } as const;
  const { scheduleId } = sale;
  return {
    bookingId,
    approve: () => settlePaymentInDatabase({ bookingId, attempt: 1 }, approved),
    stands: async () => {
      const { status, audit } = await prisma().booking.findUniqueOrThrow({
        where: { id: bookingId },
        include: { audit: { orderBy: { id: 'asc' } } },
      });
      const taken = { scheduleId, NOT: { status: 'available' as const } };
      const [seats, area] = await Promise.all([
        prisma().seat.count({ where: taken }),
        prisma().standingArea.findFirstOrThrow({ where: { scheduleId } }),
      ]);
      return { status, taken: seats + area.live, audit: audit.map(({ to }) => to) };
    },
  };
}

test('what somebody has not paid for is given up with the account, and an approval is let go of', async () => {
  const buyer = await newcomer();
  const claims = [await claimOf(buyer), await claimOf(buyer)];
  expect(await deleteAccount({ buyer, password: 'not the password' })).toMatchObject({ ok: false });
  for (const { stands } of claims) expect(await stands()).toMatchObject({ status: 'PENDING', taken: 4 });
  expect(await deleteAccount({ buyer, password })).toMatchObject({ ok: true });
  for (const { stands, approve } of claims) {
    const ended = { status: 'CANCELLED', taken: 0, audit: ['PENDING', 'CANCELLED'] };
    expect(await stands()).toEqual(ended);
    expect(await approve()).toMatchObject({ next: 'void' });
    expect(await stands()).toEqual(ended);
  }
});

test('what is approved too late is not claimed again for an account that is gone', async () => {
  const buyer = await newcomer();
  const { bookingId, approve, stands } = await claimOf(buyer);
  await prisma().$executeRaw`
    UPDATE bookings SET expires_at = clock_timestamp() - interval '10 seconds' WHERE id = ${bookingId}`;
  expect(await expireBooking(bookingId)).not.toBeNull();
  expect(await deleteAccount({ buyer, password })).toMatchObject({ ok: true });
  expect(await approve()).toMatchObject({ next: 'void' });
  expect(await stands()).toMatchObject({ status: 'EXPIRED', taken: 0 });
});

test('an organizer stays until the last show is over or called off', async () => {
  const organizer = await newcomer();
  const [first, second] = await Promise.all(
    [0, 1].map(() => createTestSale({ organizerId: organizer.userId })),
  );
  const refused = { ok: false, refusal: { code: 'SHOWS_AHEAD' } };
  expect(await deleteAccount({ buyer: organizer, password })).toEqual(refused);
  expect(await deleteAccount({ buyer: organizer, password: 'not the password' })).toMatchObject({
    refusal: { code: 'WRONG_CREDENTIALS' },
  });
  await prisma().$executeRaw`
    UPDATE schedules SET sales_open_at = sales_open_at - interval '1 year', sales_close_at = sales_close_at - interval '1 year',
      starts_at = starts_at - interval '1 year', ends_at = ends_at - interval '1 year'
    WHERE id = ${first?.scheduleId}`;
  expect(await deleteAccount({ buyer: organizer, password })).toEqual(refused);
  await prisma().$executeRaw`
    UPDATE schedules SET cancelled_at = clock_timestamp() WHERE id = ${second?.scheduleId}`;
  expect(await deleteAccount({ buyer: organizer, password })).toMatchObject({ ok: true });
});
