import { z } from 'zod';
import { scheduleInput, seatsWanted, withholdInput } from '@/lib/domain/inputs/seat-inputs';
import { granted } from '@/lib/domain/result';
import { withholdSeats } from '@/lib/use-cases/withhold-seats';
import { namedSeatAnswer, tellNamedSeat } from '../answers/seat-answers';
import { defineCall } from '../call';

function withholdCall(verb: 'withhold' | 'unwithhold', withheld: boolean, summary: string) {
  return defineCall({
    method: 'POST',
    path: `/api/v1/organizer/schedules/{schedule_id}/${verb}`,
    name: `${verb}Seats`,
    summary,
    who: 'account',
    scope: 'manage',
    limit: 'booking',
    params: scheduleInput,
    body: withholdInput,
    answer: z.strictObject({ seats: z.array(namedSeatAnswer) }),
    async handle({ buyer, params, body }) {
      const wanted = seatsWanted(body);
      const done = await withholdSeats({ buyer, scheduleId: params.schedule_id, wanted, withheld });
      return done.ok ? granted({ data: { seats: done.value.seats.map(tellNamedSeat) } }) : done;
    },
  });
}

export const organizerCalls = [
  withholdCall('withhold', true, 'Take free seats out of the sale, all or none'),
  withholdCall('unwithhold', false, 'Put withheld seats back into the sale, all or none'),
];
