import type { BookedEntry, BookedSeat, BookingView } from '@/lib/domain/booking';
import { type BookingStatus, isLive } from '@/lib/domain/booking-states';
import { cancellationPolicySchema, cancellationSteps } from '@/lib/domain/cancellation';
import { namedSeat } from '@/lib/domain/seats-wanted';
import { areaId, namedArea } from '@/lib/domain/standing-area';
import type { Prisma } from '@/prisma/generated/client';
import { ask } from './ask';
import { prisma } from './client';
import { type LatestPayment, paymentViewOf, readLatestPayments } from './payment-view';
import { type ReadyHall, readHall } from './plan-store';

const shape = {
  seats: { orderBy: { place: 'asc' } },
  areas: { orderBy: [{ area: 'asc' }, { nth: 'asc' }], include: { standingArea: true } },
  schedule: { include: { event: true, venue: true } },
} satisfies Prisma.BookingInclude;

type Row = Awaited<ReturnType<typeof find>>[number];

/**
 * One statement, so that a booking and its tickets are of one state: read by two, a claim that ends in between is seen alive
 * and without any ticket.
 */
function find(where: Prisma.BookingWhereInput) {
  return ask(() =>
    prisma().booking.findMany({
      ...{ where, include: shape, orderBy: { createdAt: 'desc' }, take: 200 },
      relationLoadStrategy: 'join',
    }),
  );
}

/** Seats and places of a booking, those it has before those that were cancelled; of an ended booking all it had. */
function ticketsOf({ hall }: ReadyHall, row: Row) {
  const { scheduleId, currency } = row;
  const money = (amount: number) => ({ amount, currency });
  const has = (ticket: { live: boolean }) => ticket.live || !isLive(row.status);
  const seatOf = ({ place, grade, priceMinor }: Row['seats'][number]): BookedSeat[] => {
    const seat = hall.seats[place];
    if (!seat) return [];
    return [
      { ...namedSeat(scheduleId, seat), place, grade, price: money(priceMinor), ticket: String(place) },
    ];
  };
  const entryOf = (booked: Row['areas'][number]): BookedEntry => {
    const { area, nth, entryNumber, grade, priceMinor, standingArea } = booked;
    return {
      ...{ area, areaId: areaId(scheduleId, area), ...namedArea(hall, standingArea) },
      ...{ grade, price: money(priceMinor), entryNumber, ticket: `${area}.${nth}` },
    };
  };
  return {
    seats: row.seats.filter(has).flatMap(seatOf),
    entries: row.areas.filter(has).map(entryOf),
    cancelledSeats: row.seats.filter((seat) => !has(seat)).flatMap(seatOf),
    cancelledEntries: row.areas.filter((place) => !has(place)).map(entryOf),
  };
}

async function present(row: Row, latest: LatestPayment | undefined): Promise<BookingView> {
  const { schedule } = row;
  const { event, venue } = schedule;
  const ready = await readHall(schedule.planId);
  if (!ready) throw new Error(`The seating plan of schedule ${schedule.id} is gone.`);
  const money = (amount: number) => ({ amount, currency: row.currency });
  const tickets = ticketsOf(ready, row);
  const has = [...tickets.seats, ...tickets.entries];
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
    ...tickets,
    total: money(row.totalMinor),
    paymentMethod: row.paymentMethod,
    payment: latest ? paymentViewOf(row, latest) : null,
    createdAt: row.createdAt.toISOString(),
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
    fee: row.feeMinor === null ? null : money(row.feeMinor),
    refund: row.refundMinor === null ? null : money(row.refundMinor),
    refunds: (latest?.refunds ?? []).map(({ amountMinor, state, createdAt, doneAt }) => ({
      ...{ amount: money(amountMinor), state, createdAt: createdAt.toISOString() },
      doneAt: doneAt?.toISOString() ?? null,
    })),
    showCancelled: schedule.cancelledAt && {
      ...{ at: schedule.cancelledAt.toISOString(), reason: schedule.cancelledReason },
    },
    cancellation: cancellationSteps(cancellationPolicySchema.parse(schedule.cancellation), {
      bookedAt: row.createdAt,
      startsAt: schedule.startsAt,
      timeZone: venue.timeZone,
      prices: has.map(({ price }) => price.amount),
    }),
  };
}

async function findOne(where: Prisma.BookingWhereInput): Promise<BookingView | null> {
  const [row] = await find(where);
  return row ? present(row, (await readLatestPayments([row])).get(row.id)) : null;
}

/** A buyer's own booking by its code; null when there is none, or it is somebody else's. Throws StoreUnavailable. */
export function readBooking(buyerId: string, code: string): Promise<BookingView | null> {
  return findOne({ buyerId, code });
}

/** A booking by its id, for what its buyer is told without asking; null when there is none. Throws StoreUnavailable. */
export function readBookingById(bookingId: string): Promise<BookingView | null> {
  return findOne({ id: bookingId });
}

/** A buyer's bookings, the newest first, at most 200, and the database's clock. Throws StoreUnavailable. */
export async function readBookings(buyerId: string): Promise<{ bookings: BookingView[]; now: string }> {
  const [rows, clock] = await Promise.all([
    find({ buyerId }),
    ask(() => prisma().$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`),
  ]);
  const latest = await readLatestPayments(rows);
  return {
    bookings: await Promise.all(rows.map((row) => present(row, latest.get(row.id)))),
    now: (clock[0]?.now ?? new Date()).toISOString(),
  };
}
