import { TZDate } from '@date-fns/tz';
import { addDays, startOfDay, subDays } from 'date-fns';
import { z } from 'zod';

const tier = z.strictObject({
  /** Applies through the end of this many days before the show's day, venue time. */
  throughDaysBefore: z.number().int().min(0).max(366),
  /** Of the price, 0–100, to the hundredth. */
  percent: z.number().min(0).max(100).multipleOf(0.01).default(0),
  /** Minor units a seat. The larger of the two is kept. */
  perSeatMinor: z.number().int().min(0).default(0),
});

/** A schedule's cancellation rules. Days are calendar days in the venue's zone, counted back from the show's day. */
export const cancellationPolicySchema = z.strictObject({
  /** Free through the end of this many days after the booking's day … */
  freeDaysAfterBooking: z.number().int().min(0).max(366),
  /** … but only while the show is at least this many days away: later the tiers win. */
  freeThroughDaysBefore: z.number().int().min(0).max(366),
  tiers: z.array(tier).max(20),
  /** No cancellation from this hour (venue time) on this many days before the show. */
  closesDaysBefore: z.number().int().min(0).max(366),
  closesAtHour: z.number().int().min(0).max(23),
});

export type CancellationPolicy = z.infer<typeof cancellationPolicySchema>;

/** The usual Korean tiers: free for 7 days, then 4,000 won a seat, 10 %, 20 %, 30 %, closed at 17:00 the day before. */
export const koreanCancellationPolicy: CancellationPolicy = {
  freeDaysAfterBooking: 7,
  freeThroughDaysBefore: 10,
  tiers: [
    { throughDaysBefore: 10, percent: 0, perSeatMinor: 4000 },
    { throughDaysBefore: 7, percent: 10, perSeatMinor: 0 },
    { throughDaysBefore: 3, percent: 20, perSeatMinor: 0 },
    { throughDaysBefore: 1, percent: 30, perSeatMinor: 0 },
  ],
  closesDaysBefore: 1,
  closesAtHour: 17,
};

/** What a step of a cancellation schedule keeps of a ticket that is cancelled: the larger of the two, never more than its price. */
export interface CancellationRate {
  /** Of the price, to the hundredth. */
  percent: number;
  /** Minor units. */
  perSeatMinor: number;
}

/** Until when (exclusive, ISO 8601) cancelling costs what. */
export interface CancellationStep extends CancellationRate {
  until: string;
  /** For all that the schedule was made for, minor units. */
  feeMinor: number;
}

interface Cancellable {
  /** Of the tickets, minor units each. */
  prices: readonly number[];
  bookedAt: Date;
  startsAt: Date;
  /** IANA zone of the venue. */
  timeZone: string;
}

/**
 * The fee for cancelling tickets of these prices at a step's rate, minor units. Each has its own, so that several at once cost what
 * they cost one by one.
 */
export function cancellationFee(rate: CancellationRate, prices: readonly number[]): number {
  return prices.reduce((sum, price) => sum + feeOfOne(rate, price), 0);
}

/** Of a percentage the next whole unit. */
function feeOfOne({ percent, perSeatMinor }: CancellationRate, price: number): number {
  // In hundredths of a percent and whole: 0.07 % of 10,000 is 7, and 8 if decimals are multiplied.
  const byPercent = Math.ceil((price * Math.round(percent * 100)) / 10_000);
  return Math.min(price, Math.max(byPercent, perSeatMinor));
}

/** The same steps for another part of the booking: its own fees at the same instants. */
export function stepsForPart(
  steps: readonly CancellationStep[],
  prices: readonly number[],
): CancellationStep[] {
  return steps.map((step) => ({ ...step, feeMinor: cancellationFee(step, prices) }));
}

/**
 * A booking's own cancellation schedule: steps in time order, the first whose `until` is ahead applies; past the
 * last one cancelling is closed. Absolute instants, so that the database clock can judge them after its locks.
 */
export function cancellationSteps(policy: CancellationPolicy, booking: Cancellable): CancellationStep[] {
  const showDay = startOfDay(new TZDate(booking.startsAt, booking.timeZone));
  const bookingDay = startOfDay(new TZDate(booking.bookedAt, booking.timeZone));
  const closes = subDays(showDay, policy.closesDaysBefore);
  closes.setHours(policy.closesAtHour);
  const endOfDaysBefore = (days: number): Date => subDays(showDay, days - 1);

  const freeUntil = Math.min(
    addDays(bookingDay, policy.freeDaysAfterBooking + 1).getTime(),
    endOfDaysBefore(policy.freeThroughDaysBefore).getTime(),
  );
  const tiers = [...policy.tiers].sort((a, b) => b.throughDaysBefore - a.throughDaysBefore);
  const borders = [
    { until: freeUntil, percent: 0, perSeatMinor: 0 },
    ...tiers.map(({ throughDaysBefore, ...rate }) => ({
      until: endOfDaysBefore(throughDaysBefore).getTime(),
      ...rate,
    })),
  ];
  const steps: CancellationStep[] = [];
  let reached = booking.bookedAt.getTime();
  for (const { until: border, ...rate } of borders) {
    const until = Math.min(border, closes.getTime());
    if (until <= reached) continue;
    const feeMinor = cancellationFee(rate, booking.prices);
    steps.push({ until: new Date(until).toISOString(), feeMinor, ...rate });
    reached = until;
  }
  return steps;
}
