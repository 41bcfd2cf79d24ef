import { z } from 'zod';
import type { SaleRules } from '@/lib/domain/sale';
import { roomStates, type WaitingRoomRules } from '@/lib/domain/waiting-room';
import type { Language } from '@/lib/request/language';
import type { ScheduleView } from '@/lib/use-cases/view-schedule';
import {
  eventNameAnswer,
  gradeFields,
  scheduleTimes,
  tellEventName,
  tellGrade,
  tellTimes,
  tellVenue,
  venueAnswer,
} from './event-answers';
import { moment, moneyAnswer, tellMoney } from './seat-answers';

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
  fair_release_seconds: z.int(),
  /** Null: nobody may stand by. */
  standby: z.strictObject({ offer_seconds: z.int() }).nullable(),
  /** Null: the schedule has none. */
  waiting_room: z
    .strictObject({
      on: z.literal(true),
      opens_at: moment,
      state: z.enum(roomStates),
      proof_of_work: z.boolean(),
    })
    .nullable(),
});

export const scheduleAnswer = z.strictObject({
  schedule_id: z.string(),
  event_id: z.string(),
  event: eventNameAnswer,
  venue: venueAnswer,
  plan_id: z.string(),
  seat_count: z.int(),
  ...scheduleTimes,
  grades: z.array(z.strictObject(gradeFields)),
  /** Standing areas in plan order: the nth is number n in the live stream and in the state's X-Areas. */
  areas: z.array(
    z.strictObject({
      area_id: z.string(),
      area: z.string(),
      grade: z.string(),
      price: moneyAnswer,
      capacity: z.int(),
      available: z.int(),
    }),
  ),
  rules: rulesAnswer,
  now: moment,
});

function tellWaitingRoom({ opensAt, state, proofOfWork }: WaitingRoomRules) {
  return { on: true as const, opens_at: opensAt, state, proof_of_work: proofOfWork };
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
    waiting_room: rules.waitingRoom && tellWaitingRoom(rules.waitingRoom),
    fair_release_seconds: rules.fairReleaseSeconds,
    standby: rules.standby ? { offer_seconds: rules.standbyOfferSeconds } : null,
  };
}

/** A schedule on the wire. */
export function tellSchedule(schedule: ScheduleView, language: Language): z.infer<typeof scheduleAnswer> {
  return {
    schedule_id: schedule.scheduleId,
    event_id: schedule.event.eventId,
    event: tellEventName(schedule.event, language),
    venue: tellVenue(schedule.venue, language),
    plan_id: schedule.planId,
    seat_count: schedule.seatCount,
    ...tellTimes(schedule),
    grades: schedule.grades.map(tellGrade),
    areas: schedule.areas.map(({ areaId, name, grade, price, capacity, available }) => ({
      ...{ area_id: areaId, area: name, grade, price: tellMoney(price), capacity, available },
    })),
    rules: tellRules(schedule.rules),
    now: schedule.now,
  };
}
