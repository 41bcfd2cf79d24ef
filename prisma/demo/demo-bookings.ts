import { customAlphabet } from 'nanoid';
import { bookingCodeAlphabet, bookingCodeLength } from '@/lib/domain/booking-code';
import type { Prisma } from '../generated/client';
import type { Filling } from './fill-hall';

/** A booking code. */
export const newCode = customAlphabet(bookingCodeAlphabet, bookingCodeLength);

const familyNames = [...'김이박최정강조윤장임한오서신권황안송전홍'];
const givenNames = '민준 서연 도윤 하은 시우 지우 예준 서현 주원 수아 하준 지민 지호 다은 건우 채원'.split(
  ' ',
);

/** What is sold of a schedule when the demo starts. */
export interface DemoSale {
  scheduleId: string;
  filling: Filling;
  /** What a place costs, minor units. */
  priceOf: (place: number) => number;
  /** Bookings were made in [from, to), most of them early. */
  from: Date;
  to: Date;
  /** Who has the first booking, instead of somebody from the audience. */
  firstBuyerId?: string | undefined;
  random: () => number;
}

/** Writes a schedule's bookings with all that belongs to them, each of a buyer of its own: no limit, no overlap is touched. */
export async function insertDemoSale(db: Prisma.TransactionClient, sale: DemoSale): Promise<void> {
  const { scheduleId, filling } = sale;
  if (filling.bookings.length > 0) {
    const bookings = filling.bookings.map((places, index) => {
      const buyerId =
        index === 0 && sale.firstBuyerId ? sale.firstBuyerId : `audience-${scheduleId}-${index}`;
      const at = new Date(
        sale.from.getTime() + (sale.to.getTime() - sale.from.getTime()) * sale.random() ** 3,
      );
      return { ...newBooking(buyerId, places, sale.priceOf), at: at.toISOString() };
    });
    await insertAudience(db, bookings, sale.random);
    await insertBookings(db, scheduleId, bookings);
    await setSeats(db, scheduleId, filling.bookings.flat(), 'sold');
  }
  if (filling.withheld.length > 0) await setSeats(db, scheduleId, filling.withheld, 'withheld');
}

interface NewBooking {
  id: string;
  code: string;
  buyerId: string;
  places: number[];
  total: number;
  at: string;
}

function newBooking(buyerId: string, places: number[], priceOf: (place: number) => number) {
  const total = places.reduce((sum, place) => sum + priceOf(place), 0);
  return { id: crypto.randomUUID(), code: newCode(), buyerId, places, total };
}

/** A booking that its buyer has given back in the free days; its seats are on sale again. */
export async function insertCancelledBooking(
  db: Prisma.TransactionClient,
  scheduleId: string,
  cancelled: Pick<DemoSale, 'priceOf'> & {
    buyerId: string;
    places: number[];
    bookedAt: Date;
    cancelledAt: Date;
  },
): Promise<void> {
  const { buyerId, places, bookedAt, cancelledAt } = cancelled;
  const booking = newBooking(buyerId, places, cancelled.priceOf);
  await insertBookings(db, scheduleId, [{ ...booking, at: bookedAt.toISOString() }]);
  const { id } = booking;
  await db.$executeRaw`
    UPDATE bookings SET status = 'CANCELLED', cancelled_at = ${cancelledAt}, fee_minor = 0, refund_minor = total_minor
    WHERE id = ${id}`;
  await db.$executeRaw`UPDATE booking_seats SET live = false WHERE booking_id = ${id}`;
  await db.$executeRaw`
    INSERT INTO booking_audit (booking_id, "from", "to", actor_id, reason, at)
    VALUES (${id}, 'CONFIRMED', 'CANCELLED', ${buyerId}, 'cancelled by the buyer', ${cancelledAt})`;
  await db.$executeRaw`
    UPDATE seats SET epoch = 2 WHERE schedule_id = ${scheduleId} AND place = ANY (${places}::integer[])`;
}

/** People without a way to sign in. Their addresses lead nowhere, by RFC 2606. */
export async function insertAudience(
  db: Prisma.TransactionClient,
  bookings: readonly { buyerId: string }[],
  random: () => number,
): Promise<void> {
  const pick = (names: string[]) => names[Math.floor(random() * names.length)] ?? '';
  const ids = bookings.map((booking) => booking.buyerId);
  const names = ids.map(() => pick(familyNames) + pick(givenNames));
  await db.$executeRaw`
    INSERT INTO users (id, name, email, updated_at)
    SELECT person.id, person.name, person.id || '@audience.invalid', now()
    FROM unnest(${ids}::text[], ${names}::text[]) AS person(id, name)
    ON CONFLICT (id) DO NOTHING`;
}

async function insertBookings(
  db: Prisma.TransactionClient,
  scheduleId: string,
  bookings: NewBooking[],
): Promise<void> {
  const column = <Key extends keyof NewBooking>(key: Key) => bookings.map((booking) => booking[key]);
  const [ids, codes, buyers] = [column('id'), column('code'), column('buyerId')];
  const [totals, ats] = [column('total'), column('at')];
  await db.$executeRaw`
    INSERT INTO bookings (id, code, schedule_id, buyer_id, status, payment_method, total_minor, currency, created_at, confirmed_at)
    SELECT b.id, b.code, s.id, b.buyer, 'CONFIRMED', 'none', b.total, s.currency, b.at, b.at
    FROM unnest(${ids}::text[], ${codes}::text[], ${buyers}::text[], ${totals}::integer[], ${ats}::timestamptz[]) AS b(id, code, buyer, total, at),
      schedules s WHERE s.id = ${scheduleId}`;
  const seats = bookings.flatMap(({ id, places }) => places.map((place) => ({ id, place })));
  await db.$executeRaw`
    INSERT INTO booking_seats (booking_id, schedule_id, place, grade, price_minor, live)
    SELECT b.id, s.schedule_id, s.place, g.name, g.price_minor, true
    FROM unnest(${seats.map((seat) => seat.id)}::text[], ${seats.map((seat) => seat.place)}::integer[]) AS b(id, place)
    JOIN seats s ON s.schedule_id = ${scheduleId} AND s.place = b.place
    JOIN grades g ON g.schedule_id = s.schedule_id AND g.category = s.category`;
  await db.$executeRaw`
    INSERT INTO booking_audit (booking_id, "to", actor_id, reason, at)
    SELECT id, 'CONFIRMED', buyer_id, 'booked', created_at FROM bookings WHERE id = ANY (${ids}::text[])`;
}

/** As the booking functions do it: status, epoch, and word of it for the seat map, some thousand seats a row. */
async function setSeats(
  db: Prisma.TransactionClient,
  scheduleId: string,
  places: number[],
  status: 'sold' | 'withheld',
): Promise<void> {
  await db.$executeRaw`
    UPDATE seats SET status = ${status}::seat_status, epoch = 1
    WHERE schedule_id = ${scheduleId} AND place = ANY (${places}::integer[])`;
  await db.$executeRaw`
    INSERT INTO outbox (schedule_id, kind, payload)
    SELECT ${scheduleId}, 'seat_base',
      jsonb_build_object('seats', jsonb_agg(jsonb_build_array(place, ${status}::text, 1) ORDER BY place))
    FROM unnest(${places}::integer[]) AS seat(place) GROUP BY place / 2000`;
}
