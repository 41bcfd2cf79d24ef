import { z } from 'zod';
import type { GradeCount } from '@/lib/domain/grade-counts';
import type { EventName, EventSummary, ScheduleDetail, ScheduleSummary, VenueName } from '@/lib/domain/sale';
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

/** A show that was called off, and what its organizer says of it; null: it takes place. */
export const showCancelledAnswer = z.strictObject({ at: moment, reason: z.string().nullable() }).nullable();

/** When a schedule's show and its sale are. */
export const scheduleTimes = {
  starts_at: moment,
  ends_at: moment,
  sales_open_at: moment,
  sales_close_at: moment,
  sale_status: z.enum(saleStatuses),
  cancelled: showCancelledAnswer,
};

const summary = {
  schedule_id: z.string(),
  venue: venueAnswer,
  ...scheduleTimes,
  seats_total: z.int(),
  seats_available: z.int(),
  min_price: moneyAnswer,
  max_price: moneyAnswer,
};

/** A price category. */
export const gradeFields = {
  grade: z.string(),
  category: z.string(),
  colour: z.string(),
  price: moneyAnswer,
};

/** An event in the list. Titles are in the language of the answer. */
export const eventAnswer = z.strictObject({ ...eventName, schedules: z.array(z.strictObject(summary)) });

const countedGrade = z.strictObject({ ...gradeFields, seats_total: z.int(), seats_available: z.int() });

/** An event alone, with its story and what is left by grade. */
export const eventDetailAnswer = z.strictObject({
  ...eventName,
  description: z.string(),
  schedules: z.array(z.strictObject({ ...summary, grades: z.array(countedGrade) })),
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

/** The times of a schedule on the wire. */
export function tellTimes(schedule: ScheduleSummary | ScheduleDetail) {
  return {
    starts_at: schedule.startsAt,
    ends_at: schedule.endsAt,
    sales_open_at: schedule.salesOpenAt,
    sales_close_at: schedule.salesCloseAt,
    sale_status: schedule.saleStatus,
    cancelled: schedule.cancelled,
  };
}

function tellSummary(schedule: ScheduleSummary, language: Language) {
  return {
    schedule_id: schedule.scheduleId,
    venue: tellVenue(schedule.venue, language),
    ...tellTimes(schedule),
    seats_total: schedule.seatsTotal,
    seats_available: schedule.seatsAvailable,
    min_price: tellMoney(schedule.minPrice),
    max_price: tellMoney(schedule.maxPrice),
  };
}

/** A price category on the wire. */
export function tellGrade({
  name,
  category,
  colour,
  price,
}: Omit<GradeCount, 'seatsTotal' | 'seatsAvailable'>) {
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
