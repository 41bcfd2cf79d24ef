import { z } from 'zod';
import {
  areasKept,
  bestAvailableInput,
  lockInput,
  scheduleInput,
  seatsWanted,
  unlockInput,
} from '@/lib/domain/inputs/seat-inputs';
import { granted } from '@/lib/domain/result';
import { admissionOf } from '@/lib/request/admission';
import { beginCheckout } from '@/lib/use-cases/begin-checkout';
import { holdBestAvailable } from '@/lib/use-cases/hold-best-available';
import { holdSeats } from '@/lib/use-cases/hold-seats';
import { releaseSeats } from '@/lib/use-cases/release-seats';
import { viewHold } from '@/lib/use-cases/view-hold';
import { bestHoldAnswer, holdAnswer, tellHold } from '../answers/seat-answers';
import { defineCall } from '../call';

const lockPath = '/api/v1/tickets/seats/lock';

export const seatCalls = [
  defineCall({
    method: 'POST',
    path: lockPath,
    name: 'holdSeats',
    summary:
      'Hold seats and places of standing areas, all or none; adds to my hold of the schedule and re-arms it. Of an area my hold then has at least the quantity named: what is mine already counts',
    who: 'account',
    scope: 'sell',
    limit: 'hold',
    admission: true,
    body: lockInput,
    answer: holdAnswer,
    async handle({ buyer, body, request }) {
      const { schedule_id: scheduleId, event_id: eventId, party_size: partySize } = body;
      const wanted = seatsWanted(body);
      const admission = admissionOf(request.headers, scheduleId);
      const hold = await holdSeats({ buyer, scheduleId, eventId, wanted, partySize, admission });
      return hold.ok ? granted({ data: tellHold(hold.value) }) : hold;
    },
  }),
  defineCall({
    method: 'GET',
    path: lockPath,
    name: 'viewHold',
    summary: 'My hold of a schedule',
    who: 'account',
    scope: 'read',
    query: scheduleInput,
    answer: holdAnswer,
    async handle({ buyer, query }) {
      const hold = await viewHold({ buyer, scheduleId: query.schedule_id });
      return hold.ok ? granted({ data: tellHold(hold.value) }) : hold;
    },
  }),
  defineCall({
    method: 'DELETE',
    path: lockPath,
    name: 'releaseSeats',
    summary:
      'Drop seats and places of standing areas out of my hold, or all of it; nothing to drop is no error',
    who: 'account',
    scope: 'sell',
    limit: 'hold',
    body: unlockInput,
    answer: z.strictObject({
      released: z.array(z.string()),
      released_areas: z.array(z.strictObject({ area_id: z.string(), quantity: z.int() })),
      hold: holdAnswer.nullable(),
    }),
    async handle({ buyer, body }) {
      const { schedule_id: scheduleId, seat_ids: seatIds } = body;
      const dropped = await releaseSeats({ buyer, scheduleId, seatIds, areas: areasKept(body) });
      if (!dropped.ok) return dropped;
      const { released, releasedAreas, hold } = dropped.value;
      const areas = releasedAreas.map(({ areaId, quantity }) => ({ area_id: areaId, quantity }));
      return granted({ data: { released, released_areas: areas, hold: hold && tellHold(hold) } });
    },
  }),
  defineCall({
    method: 'POST',
    path: '/api/v1/tickets/seats/best-available',
    name: 'holdBestAvailable',
    summary: 'Find the best free seats for a party and hold them',
    who: 'account',
    scope: 'sell',
    limit: 'hold',
    admission: true,
    body: bestAvailableInput,
    answer: bestHoldAnswer,
    async handle({ buyer, body, request }) {
      const { schedule_id: scheduleId, event_id: eventId, ...wish } = body;
      const admission = admissionOf(request.headers, scheduleId);
      const best = await holdBestAvailable({ buyer, scheduleId, eventId, ...wish, admission });
      if (!best.ok) return best;
      return granted({ data: { ...tellHold(best.value.hold), together: best.value.together } });
    },
  }),
  defineCall({
    method: 'POST',
    path: '/api/v1/tickets/checkout',
    name: 'beginCheckout',
    summary: 'Enter payment: my hold is extended, once',
    who: 'account',
    scope: 'sell',
    limit: 'hold',
    admission: true,
    body: scheduleInput,
    answer: holdAnswer,
    async handle({ buyer, body, request }) {
      const { schedule_id: scheduleId } = body;
      const admission = admissionOf(request.headers, scheduleId);
      const hold = await beginCheckout({ buyer, scheduleId, admission });
      return hold.ok ? granted({ data: tellHold(hold.value) }) : hold;
    },
  }),
];
