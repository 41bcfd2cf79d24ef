import type { BookingView } from '@/lib/domain/booking';
import type { BookingStatus } from '@/lib/domain/booking-states';
import { cancellationPolicySchema, cancellationSteps } from '@/lib/domain/cancellation';
import { type PaymentView, paymentStage } from '@/lib/domain/purchase';
import { namedSeat } from '@/lib/domain/seats-wanted';
import { areaId, namedArea } from '@/lib/domain/standing-area';
import type { Prisma } from '@/prisma/generated/client';
import { ask } from './ask';
import { prisma } from './client';
import { type LatestPayment, readLatestPayments } from './payment-store';
import { readHall } from './plan-store';

const shape = {
  seats: { orderBy: { place: 'asc' } },
  areas: { orderBy: [{ area: 'asc' }, { nth: 'asc' }], include: { standingArea: true } },
  schedule: { include: { event: true, venue: true } },
} satisfies Prisma.BookingInclude;

type Row = NonNullable<Awaited<ReturnType<typeof findOne>>>;

function findOne(buyerId: string, code: string) {
  return prisma().booking.findFirst({ where: { buyerId, code }, include: shape });
}

async function present(row: Row, latest: LatestPayment | undefined): Promise<BookingView> {
  const { schedule } = row;
  const { event, venue } = schedule;
  const ready = await readHall(schedule.planId);
  if (!ready) throw new Error(`The seating plan of schedule ${schedule.id} is gone.`);
  const money = (amount: number) => ({ amount, currency: row.currency });
  const seats = row.seats.flatMap((booked) => {
    const seat = ready.hall.seats[booked.place];
    if (!seat) return [];
    const price = money(booked.priceMinor);
    return [{ ...namedSeat(row.scheduleId, seat), place: booked.place, grade: booked.grade, price }];
  });
  const entries = row.areas.map(({ area, entryNumber, grade, priceMinor, standingArea }) => ({
    ...{ area, areaId: areaId(row.scheduleId, area), ...namedArea(ready.hall, standingArea) },
    ...{ grade, price: money(priceMinor), entryNumber },
  }));
  return {
    bookingId: row.id,
    code: row.code,
    status: row.status satisfies BookingStatus,
    scheduleId: row.scheduleId,
    event: {
      eventId: event.id,
      slug: event.slug,
      title: { ko: event.titleKo, en: event.titleEn },
      artist: { ko: event.artistKo, en: event.artistEn },
      poster: event.poster,
    },
    venue: {
      name: { ko: venue.nameKo, en: venue.nameEn },
      city: { ko: venue.cityKo, en: venue.cityEn },
      timeZone: venue.timeZone,
    },
    startsAt: schedule.startsAt.toISOString(),
    endsAt: schedule.endsAt.toISOString(),
    seats,
    entries,
    total: money(row.totalMinor),
    paymentMethod: row.paymentMethod,
    payment: latest ? viewOf(row, latest) : null,
    createdAt: row.createdAt.toISOString(),
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
    fee: row.feeMinor === null ? null : money(row.feeMinor),
    refund: row.refundMinor === null ? null : money(row.refundMinor),
    cancellation: cancellationSteps(cancellationPolicySchema.parse(schedule.cancellation), {
      bookedAt: row.createdAt,
      startsAt: schedule.startsAt,
      timeZone: venue.timeZone,
      totalMinor: row.totalMinor,
      seatCount: row.seats.length + row.areas.length,
    }),
  };
}

function viewOf(row: Row, latest: LatestPayment): PaymentView {
  const { code, status, expiresAt } = row;
  const stage = paymentStage({ ...latest, status });
  return {
    ...{ code, status, stage, provider: latest.provider },
    approvalUrl: stage === 'to_approve' ? latest.approvalUrl : null,
    declineReason: stage === 'declined' ? latest.declineReason : null,
    expiresAt: status === 'PENDING' ? expiresAt : null,
    total: { amount: row.totalMinor, currency: row.currency },
  };
}

/** What there was to pay for online has a payment; others cost no query. */
function latestPaymentsOf(rows: readonly Row[]) {
  return readLatestPayments(rows.filter((row) => row.paymentMethod !== 'none').map((row) => row.id));
}

/** A buyer's own booking by its code; null when there is none, or it is somebody else's. Throws StoreUnavailable. */
export async function readBooking(buyerId: string, code: string): Promise<BookingView | null> {
  const row = await ask(() => findOne(buyerId, code));
  return row ? present(row, (await latestPaymentsOf([row])).get(row.id)) : null;
}

/** A booking by its id, for what its buyer is told without asking; null when there is none. Throws StoreUnavailable. */
export async function readBookingById(bookingId: string): Promise<BookingView | null> {
  const row = await ask(() => prisma().booking.findUnique({ where: { id: bookingId }, include: shape }));
  return row ? present(row, (await latestPaymentsOf([row])).get(row.id)) : null;
}

/** A buyer's bookings, the newest first, at most 200, and the database's clock. Throws StoreUnavailable. */
export async function readBookings(buyerId: string): Promise<{ bookings: BookingView[]; now: string }> {
  const [rows, clock] = await ask(() =>
    Promise.all([
      prisma().booking.findMany({
        where: { buyerId },
        include: shape,
        orderBy: { createdAt: 'desc' },
        take: 200,
      }),
      prisma().$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`,
    ]),
  );
  const latest = await latestPaymentsOf(rows);
  return {
    bookings: await Promise.all(rows.map((row) => present(row, latest.get(row.id)))),
    now: (clock[0]?.now ?? new Date()).toISOString(),
  };
}
