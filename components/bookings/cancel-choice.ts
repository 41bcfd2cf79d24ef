import type { z } from 'zod';
import type { BookingView } from '@/lib/domain/booking';
import type { SaySeat } from '@/lib/domain/booking-calendar';
import type { cancelInput } from '@/lib/domain/inputs/seat-inputs';
import type { Money } from '@/lib/domain/money';
import { seatName } from '@/lib/domain/seat-name';
import { areaName } from '@/lib/domain/standing-area';

/** A ticket of a booking, to be chosen for cancelling. */
export interface CancelChoice {
  ticket: string;
  name: string;
  grade: string;
  price: Money;
  /** How a cancellation names it. */
  seatId: string | null;
  entry: { area_id: string; entry_number: number } | null;
}

/** The tickets a booking has, in words, seats first. */
export function cancelChoices(
  { seats, entries }: Pick<BookingView, 'seats' | 'entries'>,
  language: 'ko' | 'en',
  say: SaySeat,
): CancelChoice[] {
  return [
    ...seats.map((seat) => ({
      ...{ ticket: seat.ticket, grade: seat.grade, price: seat.price },
      name: say.seat(seatName(seat, language)),
      ...{ seatId: seat.seatId, entry: null },
    })),
    ...entries.map(({ areaId, entryNumber, ticket, grade, price, ...named }) => {
      const area = areaName(named, language);
      return {
        ...{ ticket, grade, price },
        name: entryNumber === null ? area : say.entry({ area, number: entryNumber }),
        seatId: null,
        entry: entryNumber === null ? null : { area_id: areaId, entry_number: entryNumber },
      };
    }),
  ];
}

/** A cancellation as the server takes it. */
export type CancelWish = z.input<typeof cancelInput>;

/** The cancellation of what is chosen, for no more than so much. */
export function cancelWish(choices: readonly CancelChoice[], mostFeeMinor: number): CancelWish {
  const seats = choices.flatMap(({ seatId }) => seatId ?? []);
  const entries = choices.flatMap(({ entry }) => entry ?? []);
  return {
    ...(seats.length > 0 && { seat_ids: seats }),
    ...(entries.length > 0 && { entries }),
    most_fee: mostFeeMinor,
  };
}
