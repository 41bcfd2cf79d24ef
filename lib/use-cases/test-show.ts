/** Shows that are called off, for tests. Not used by the product. */
import { randomUUID } from 'node:crypto';
import type { Buyer } from '@/lib/domain/buyer';
import { confirmBookingInDatabase } from '@/lib/postgres/booking-store';
import { prisma } from '@/lib/postgres/client';
import { settlePaymentInDatabase } from '@/lib/postgres/payment-store';
import { createTestBuyer, createTestSale, type TestSale, type TestSaleOptions } from '@/lib/sale/test-sale';
import { cancelShow } from './cancel-show';
import { giveBackCancelledShows } from './give-back-cancelled-shows';
import { viewShowCancellation } from './view-show-cancellation';

/** A show with its organizer, and what becomes of it once it is called off. */
export async function createTestShow(options: TestSaleOptions = {}) {
  const organizer = await createTestBuyer('organizer');
  const sale = await createTestSale({ seatLimit: 10, organizerId: organizer.userId, ...options });
  const { scheduleId } = sale;
  const cancel = (reason?: string, buyer: Buyer = organizer) => cancelShow({ buyer, scheduleId, reason });
  const progress = async () => {
    const said = await viewShowCancellation({ buyer: organizer, scheduleId });
    if (!said.ok) throw new Error(said.refusal.code);
    return said.value;
  };
  /** The time that what was under way when the show was cancelled may take has passed. */
  const later = () =>
    prisma().$executeRaw`
      UPDATE schedules SET cancelled_at = cancelled_at - interval '1 minute' WHERE id = ${scheduleId}`;
  /** Works until there is nothing more to do for now. */
  const giveBack = async () => {
    while (await giveBackCancelledShows()) {
      // The pause before another look is not waited for.
      await prisma().showCancellation.updateMany({
        where: { scheduleId },
        data: { leaseUntil: new Date(0) },
      });
      const { bookingsLeft, done } = await progress();
      const free = await prisma().seat.count({ where: { scheduleId, status: 'available' } });
      if (done || (bookingsLeft === 0 && free === 0)) break;
    }
  };
  return { organizer, sale, scheduleId, cancel, progress, later, giveBack };
}

/** A claim whose payment the provider has not spoken of yet. */
export async function insertClaim({ scheduleId }: TestSale, place: number) {
  const buyer = await createTestBuyer();
  const bookingId = randomUUID();
  const code = bookingId.slice(0, 8);
  const attempt = { buyerId: buyer.userId, sessionId: buyer.sessionId, idempotencyKey: code, bodyHash: 'h' };
  const said = await confirmBookingInDatabase(attempt, {
    ...{ scheduleId, places: [place], areas: [], bookingId, code, paymentMethod: 'sandbox' },
  });
  if (!('booked' in said)) throw new Error(JSON.stringify(said));
  const hear = (state: 'authorized' | 'captured' | 'declined') =>
    settlePaymentInDatabase(
      { bookingId, attempt: 1 },
      { state, paymentId: `pay-${bookingId}`, approvalUrl: null, declineReason: null },
    );
  return { buyer, bookingId, code, hear };
}
