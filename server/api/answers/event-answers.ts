import { z } from 'zod';
import type { GradeCount } from '@/lib/domain/grade-counts';
import type {
  EventName,
  EventSummary,
  SaleRules,
  ScheduleDetail,
  ScheduleSummary,
  VenueName,
} from '@/lib/domain/sale';
import { saleStatuses } from '@/lib/domain/sale';
import type { Language } from '@/lib/request/language';
import type { EventDetail } from '@/lib/use-cases/view-event';
import { moment, moneyAnswer, tellMoney } from './seat-answers';

const eventName = {
  event_id: z.string(),
  slug: z.string(),
  title: z.string(),
  artist: z.string(),
  poster: z.string(),
};
export const eventNameAnswer = z.strictObject(eventName);
export const venueAnswer = z.strictObject({ name: z.string(), city: z.string(), time_zone: z.string() });

const window = {
  starts_at: moment,
  ends_at: moment,
  sales_open_at: moment,
  sales_close_at: moment,
  sale_status: z.enum(saleStatuses),
};

const summary = {
  schedule_id: z.string(),
  venue: venueAnswer,
  ...window,
  seats_total: z.int(),
  seats_available: z.int(),
  min_price: moneyAnswer,
  max_price: moneyAnswer,
};

const grade = { grade: z.string(), category: z.string(), colour: z.string(), price: moneyAnswer };

/** An event in the list. Titles are in the language of the answer. */
export const eventAnswer = z.strictObject({ ...eventName, schedules: z.array(z.strictObject(summary)) });

const countedGrade = z.strictObject({ ...grade, seats_total: z.int(), seats_available: z.int() });

/** An event alone, with its story and what is left by grade. */
export const eventDetailAnswer = z.strictObject({
  ...eventName,
  description: z.string(),
  schedules: z.array(z.strictObject({ ...summary, grades: z.array(countedGrade) })),
});

const rulesAnswer = z.strictObject({
  seat_limit: z.int(),
  hold_seconds: z.int(),
  checkout_seconds: z.int(),
  hold_cap_seconds: z.int(),
  orphan_rule: z.enum(['off', 'lenient', 'strict']),
  allow_overlap: z.boolean(),
  cancellation: z.strictObject({
    free_days_after_booking: z.int(),
    free_through_days_before: z.int(),
    tiers: z.array(
      z.strictObject({ through_days_before: z.int(), percent: z.number(), per_seat_minor: z.int() }),
    ),
    closes_days_before: z.int(),
    closes_at_hour: z.int(),
  }),
  payment_methods: z.array(z.string()),
  /** Null: the schedule has none. */
  waiting_room: z.null(),
});

export const scheduleAnswer = z.strictObject({
  schedule_id: z.string(),
  event_id: z.string(),
  event: eventNameAnswer,
  venue: venueAnswer,
  plan_id: z.string(),
  seat_count: z.int(),
  ...window,
  grades: z.array(z.strictObject(grade)),
  areas: z.array(z.never()),
  rules: rulesAnswer,
  now: moment,
});

/** An event's name on the wire. */
export function tellEventName(event: EventName, language: Language): z.infer<typeof eventNameAnswer> {
  const { eventId, slug, title, artist, poster } = event;
  return { event_id: eventId, slug, title: title[language], artist: artist[language], poster };
}

/** A venue on the wire. */
export function tellVenue(venue: VenueName, language: Language): z.infer<typeof venueAnswer> {
  return { name: venue.name[language], city: venue.city[language], time_zone: venue.timeZone };
}

function tellWindow(schedule: ScheduleSummary | ScheduleDetail) {
  return {
    starts_at: schedule.startsAt,
    ends_at: schedule.endsAt,
    sales_open_at: schedule.salesOpenAt,
    sales_close_at: schedule.salesCloseAt,
    sale_status: schedule.saleStatus,
  };
}

function tellSummary(schedule: ScheduleSummary, language: Language) {
  return {
    schedule_id: schedule.scheduleId,
    venue: tellVenue(schedule.venue, language),
    ...tellWindow(schedule),
    seats_total: schedule.seatsTotal,
    seats_available: schedule.seatsAvailable,
    min_price: tellMoney(schedule.minPrice),
    max_price: tellMoney(schedule.maxPrice),
  };
}

function tellGrade({ name, category, colour, price }: Omit<GradeCount, 'seatsTotal' | 'seatsAvailable'>) {
  return { grade: name, category, colour, price: tellMoney(price) };
}

/** An event of the list on the wire. */
export function tellEvent(event: EventSummary, language: Language): z.infer<typeof eventAnswer> {
  const schedules = event.schedules.map((schedule) => tellSummary(schedule, language));
  return { ...tellEventName(event, language), schedules };
}

/** An event with its story on the wire. */
export function tellEventDetail(event: EventDetail, language: Language): z.infer<typeof eventDetailAnswer> {
  const schedules = event.schedules.map((schedule) => ({
    ...tellSummary(schedule, language),
    grades: (event.sales[schedule.scheduleId]?.grades ?? []).map((counted) => ({
      ...tellGrade(counted),
      seats_total: counted.seatsTotal,
      seats_available: counted.seatsAvailable,
    })),
  }));
  return { ...tellEventName(event, language), description: event.description[language], schedules };
}

function tellRules(rules: SaleRules): z.infer<typeof rulesAnswer> {
  const { cancellation } = rules;
  return {
    seat_limit: rules.seatLimit,
    hold_seconds: rules.holdSeconds,
    checkout_seconds: rules.checkoutSeconds,
    hold_cap_seconds: rules.holdCapSeconds,
    orphan_rule: rules.orphanRule,
    allow_overlap: rules.allowOverlap,
    cancellation: {
      free_days_after_booking: cancellation.freeDaysAfterBooking,
      free_through_days_before: cancellation.freeThroughDaysBefore,
      tiers: cancellation.tiers.map((tier) => ({
        through_days_before: tier.throughDaysBefore,
        percent: tier.percent,
        per_seat_minor: tier.perSeatMinor,
      })),
      closes_days_before: cancellation.closesDaysBefore,
      closes_at_hour: cancellation.closesAtHour,
    },
    payment_methods: rules.paymentMethods,
    waiting_room: null,
  };
}

/** A schedule on the wire. */
export function tellSchedule(schedule: ScheduleDetail, language: Language): z.infer<typeof scheduleAnswer> {
  return {
    schedule_id: schedule.scheduleId,
    event_id: schedule.event.eventId,
    event: tellEventName(schedule.event, language),
    venue: tellVenue(schedule.venue, language),
    plan_id: schedule.planId,
    seat_count: schedule.seatCount,
    ...tellWindow(schedule),
    grades: schedule.grades.map(tellGrade),
    areas: [],
    rules: tellRules(schedule.rules),
    now: schedule.now,
  };
}
