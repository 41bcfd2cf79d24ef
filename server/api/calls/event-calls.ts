import { z } from 'zod';
import { eventsQuery } from '@/lib/domain/inputs/event-inputs';
import { scheduleInput, seatsQuery } from '@/lib/domain/inputs/seat-inputs';
import { textInput } from '@/lib/domain/inputs/text-input';
import { granted } from '@/lib/domain/result';
import { listEvents } from '@/lib/use-cases/list-events';
import { listSeats } from '@/lib/use-cases/list-seats';
import { viewEvent } from '@/lib/use-cases/view-event';
import { viewSchedule } from '@/lib/use-cases/view-schedule';
import { eventAnswer, eventDetailAnswer, tellEvent, tellEventDetail } from '../answers/event-answers';
import { scheduleAnswer, tellSchedule } from '../answers/schedule-answers';
import { listedSeatAnswer, moment, tellListedSeat } from '../answers/seat-answers';
import { defineCall } from '../call';

export const eventCalls = [
  defineCall({
    method: 'GET',
    path: '/api/v1/events',
    name: 'listEvents',
    summary: 'Events with a show to come, by their next show',
    who: 'anybody',
    query: eventsQuery,
    answer: z.strictObject({ events: z.array(eventAnswer), next_cursor: z.string().nullable(), now: moment }),
    async handle({ query, request }) {
      const { events, nextCursor, now } = await listEvents(query);
      const told = events.map((event) => tellEvent(event, request.language));
      return granted({ data: { events: told, next_cursor: nextCursor, now } });
    },
  }),
  defineCall({
    method: 'GET',
    path: '/api/v1/events/{event_id}',
    name: 'viewEvent',
    summary: 'An event by id or slug, with its story',
    who: 'anybody',
    params: z.strictObject({ event_id: textInput(100) }),
    answer: eventDetailAnswer,
    async handle({ params, request }) {
      const event = await viewEvent({ idOrSlug: params.event_id });
      return event.ok ? granted({ data: tellEventDetail(event.value, request.language) }) : event;
    },
  }),
  defineCall({
    method: 'GET',
    path: '/api/v1/schedules/{schedule_id}',
    name: 'viewSchedule',
    summary: 'A schedule with its grades, its standing areas and the rules of its sale',
    who: 'anybody',
    params: scheduleInput,
    answer: scheduleAnswer,
    async handle({ params, request }) {
      const schedule = await viewSchedule({ scheduleId: params.schedule_id });
      return schedule.ok ? granted({ data: tellSchedule(schedule.value, request.language) }) : schedule;
    },
  }),
  defineCall({
    method: 'GET',
    path: '/api/v1/schedules/{schedule_id}/seats',
    name: 'listSeats',
    summary: 'Seats in plan order with their status, a page at a time',
    who: 'anybody-known',
    params: scheduleInput,
    query: seatsQuery,
    answer: z.strictObject({ seats: z.array(listedSeatAnswer), next_cursor: z.string().nullable() }),
    async handle({ params, query, buyer }) {
      const { cursor, ...filter } = query;
      const after = cursor === undefined ? undefined : Number(cursor);
      const listed = await listSeats({ scheduleId: params.schedule_id, buyer, ...filter, after });
      if (!listed.ok) return listed;
      const { seats, next } = listed.value;
      return granted({
        data: { seats: seats.map(tellListedSeat), next_cursor: next === null ? null : String(next) },
      });
    },
  }),
];
