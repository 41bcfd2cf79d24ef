import type { BookingRefusal } from '@/lib/domain/refusals';
import type { ConfirmSaid } from '@/lib/postgres/booking-store';
import type { Sale } from './find-sale';
import { areasLeft, takenSeats } from './lost-seats';

type SaidNo = Extract<ConfirmSaid, { refusal: string }>;

/** The database's "no" as a refusal. */
export async function bookingRefusal(sale: Sale, said: SaidNo): Promise<BookingRefusal> {
  switch (said.refusal) {
    case 'SALES_NOT_OPEN':
      return { code: said.refusal, opensAt: said.at.toISOString() };
    case 'SALES_CLOSED':
      return { code: said.refusal, closedAt: said.at.toISOString() };
    case 'SEAT_LIMIT_EXCEEDED':
    case 'EVENT_LIMIT_EXCEEDED':
      return { code: said.refusal, limit: said.limit, alreadyYours: said.already };
    case 'SCHEDULE_CONFLICT': {
      const eventTitle = { ko: said.title_ko, en: said.title_en };
      return { code: said.refusal, with: { eventTitle, startsAt: said.starts_at.toISOString() } };
    }
    case 'SEATS_TAKEN':
      return takenSeats(sale, said.seats);
    case 'NOT_ENOUGH_PLACES':
      return areasLeft(
        sale,
        said.areas.map(([area, available]) => ({ area, available })),
      );
    default:
      return { code: said.refusal };
  }
}
