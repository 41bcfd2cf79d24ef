import { z } from 'zod';
import { type Standby, type StandbyWithShow, standbyStates } from '@/lib/domain/standby';
import type { Language } from '@/lib/request/language';
import { eventNameAnswer, tellEventName, tellVenue, venueAnswer } from './event-answers';
import { moment, moneyAnswer, pricedSeatAnswer, tellMoney, tellPricedSeat } from './seat-answers';

const standby = {
  standby_id: z.string(),
  schedule_id: z.string(),
  /** seats: all of the named ones. any: so many of a grade. */
  kind: z.enum(['seats', 'any']),
  seats: z.array(pricedSeatAnswer),
  grade: z.string().nullable(),
  quantity: z.int(),
  /** passed: the offer was not used in time. Told for a day. */
  state: z.enum(standbyStates),
  /** People before me who wait for the same seats, counted to 1,000; null unless waiting. */
  ahead: z.int().nullable(),
  /** Mine alone until it ends; a part of my hold. Null unless offered. */
  offer: z
    .strictObject({
      seats: z.array(pricedSeatAnswer),
      total: moneyAnswer,
      ends_at: moment,
      ends_in_seconds: z.int(),
    })
    .nullable(),
  /** I have as many seats as I may have: offers go past me until that changes. */
  limit_reached: z.boolean(),
  /** Seats went past me for a rule of the sale; my place was kept. */
  passed_over: z.strictObject({ at: moment, code: z.string() }).nullable(),
  joined_at: moment,
  ended_at: moment.nullable(),
};

export const standbyAnswer = z.strictObject(standby);

/** A place in line, and what it is for. */
export const standbyWithShowAnswer = z.strictObject({
  ...standby,
  event: eventNameAnswer,
  venue: venueAnswer,
  starts_at: moment,
  sales_close_at: moment,
});

/** A place in line on the wire. */
export function tellStandby(one: Standby): z.infer<typeof standbyAnswer> {
  const { offer, passedOver } = one;
  return {
    standby_id: one.standbyId,
    schedule_id: one.scheduleId,
    kind: one.kind,
    seats: one.seats.map(tellPricedSeat),
    grade: one.grade,
    quantity: one.quantity,
    state: one.state,
    ahead: one.ahead,
    offer: offer && {
      seats: offer.seats.map(tellPricedSeat),
      total: tellMoney(offer.total),
      ends_at: offer.endsAt,
      ends_in_seconds: offer.endsInSeconds,
    },
    limit_reached: one.limitReached,
    passed_over: passedOver,
    joined_at: one.joinedAt,
    ended_at: one.endedAt,
  };
}

/** A place in line with its show on the wire. */
export function tellStandbyWithShow(
  one: StandbyWithShow,
  language: Language,
): z.infer<typeof standbyWithShowAnswer> {
  return {
    ...tellStandby(one),
    event: tellEventName(one.event, language),
    venue: tellVenue(one.venue, language),
    starts_at: one.startsAt,
    sales_close_at: one.salesCloseAt,
  };
}
