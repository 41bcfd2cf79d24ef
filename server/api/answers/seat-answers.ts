import { z } from 'zod';
import type { Hold } from '@/lib/domain/hold';
import type { Money } from '@/lib/domain/money';
import type { NamedSeat, PricedSeat } from '@/lib/domain/refusals';
import { seatStatuses } from '@/lib/domain/seat';
import type { ListedSeat } from '@/lib/use-cases/list-seats';

/** A moment in an answer. */
export const moment = z.iso.datetime({ offset: true });

/** Integer in minor units of the currency. */
export const moneyAnswer = z.strictObject({ amount: z.int(), currency: z.string().length(3) });

const namedSeat = {
  seat_id: z.string(),
  section: z.string(),
  row: z.string(),
  number: z.string(),
};
export const namedSeatAnswer = z.strictObject(namedSeat);

const pricedSeat = { ...namedSeat, place: z.int(), grade: z.string(), price: moneyAnswer };
export const pricedSeatAnswer = z.strictObject(pricedSeat);

export const listedSeatAnswer = z.strictObject({
  ...pricedSeat,
  x: z.number(),
  y: z.number(),
  accessible: z.boolean(),
  status: z.enum(seatStatuses),
});

/** Places of a standing area; `area` is its name, the price that of one place. */
const heldAreaAnswer = z.strictObject({
  area_id: z.string(),
  area: z.string(),
  grade: z.string(),
  quantity: z.int(),
  price: moneyAnswer,
});

export const holdAnswer = z.strictObject({
  hold_id: z.string(),
  schedule_id: z.string(),
  seats: z.array(pricedSeatAnswer),
  areas: z.array(heldAreaAnswer),
  total: moneyAnswer,
  expires_at: moment,
  expires_in_seconds: z.number(),
  /** Those of the seats that the line brought; with one of them the hold ends with the offer. */
  offered_seat_ids: z.array(z.string()),
  cap_at: moment,
  extended: z.boolean(),
});

/** A hold, and whether the seats found for it are side by side. */
export const bestHoldAnswer = z.strictObject({ ...holdAnswer.shape, together: z.boolean() });

/** Money on the wire. */
export function tellMoney({ amount, currency }: Money): z.infer<typeof moneyAnswer> {
  return { amount, currency };
}

/** A seat's name on the wire. */
export function tellNamedSeat(seat: NamedSeat): z.infer<typeof namedSeatAnswer> {
  return { seat_id: seat.seatId, section: seat.section, row: seat.row, number: seat.number };
}

/** A seat with its price on the wire. */
export function tellPricedSeat(seat: PricedSeat): z.infer<typeof pricedSeatAnswer> {
  return { ...tellNamedSeat(seat), place: seat.place, grade: seat.grade, price: tellMoney(seat.price) };
}

/** A listed seat on the wire. */
export function tellListedSeat(seat: ListedSeat): z.infer<typeof listedSeatAnswer> {
  const { x, y, accessible, status } = seat;
  return { ...tellPricedSeat(seat), x, y, accessible, status };
}

/** A hold on the wire. */
export function tellHold(hold: Hold): z.infer<typeof holdAnswer> {
  return {
    hold_id: hold.holdId,
    schedule_id: hold.scheduleId,
    seats: hold.seats.map(tellPricedSeat),
    areas: hold.areas.map(({ areaId, name, grade, quantity, price }) => ({
      ...{ area_id: areaId, area: name, grade, quantity, price: tellMoney(price) },
    })),
    total: tellMoney(hold.total),
    expires_at: hold.expiresAt,
    expires_in_seconds: hold.expiresInSeconds,
    offered_seat_ids: hold.offeredSeatIds,
    cap_at: hold.capAt,
    extended: hold.extended,
  };
}
