import { z } from 'zod';
import { scheduleInput } from '@/lib/domain/inputs/seat-inputs';
import { roomVerbs, waitingRoomSettingsInput } from '@/lib/domain/inputs/waiting-room-inputs';
import { granted } from '@/lib/domain/result';
import { removeWaitingRoom } from '@/lib/use-cases/remove-waiting-room';
import { setWaitingRoom } from '@/lib/use-cases/set-waiting-room';
import { steerWaitingRoom } from '@/lib/use-cases/steer-waiting-room';
import { viewWaitingRoom } from '@/lib/use-cases/view-waiting-room';
import { roomAnswer, tellRoom } from '../answers/waiting-room-answers';
import { defineCall } from '../call';

const path = '/api/v1/schedules/{schedule_id}/waiting-room';
const asOrganizer = { who: 'account', scope: 'manage', limit: 'booking', params: scheduleInput } as const;

function steerCall(verb: keyof typeof roomVerbs, summary: string) {
  return defineCall({
    method: 'POST',
    path: `${path}/${verb}`,
    name: `${verb}WaitingRoom`,
    summary,
    ...asOrganizer,
    answer: roomAnswer,
    async handle({ buyer, params }) {
      const room = await steerWaitingRoom({ buyer, scheduleId: params.schedule_id, to: roomVerbs[verb] });
      return room.ok ? granted({ data: tellRoom(room.value) }) : room;
    },
  });
}

export const waitingRoomSteeringCalls = [
  defineCall({
    method: 'GET',
    path: `${path}/settings`,
    name: 'viewWaitingRoom',
    summary: 'The waiting room of my schedule: settings, state and numbers',
    ...asOrganizer,
    answer: roomAnswer,
    async handle({ buyer, params }) {
      const room = await viewWaitingRoom({ buyer, scheduleId: params.schedule_id });
      return room.ok ? granted({ data: tellRoom(room.value) }) : room;
    },
  }),
  defineCall({
    method: 'PUT',
    path: `${path}/settings`,
    name: 'setWaitingRoom',
    summary: 'Give my schedule a waiting room, or change its settings',
    ...asOrganizer,
    body: waitingRoomSettingsInput,
    answer: roomAnswer,
    async handle({ buyer, params, body }) {
      const settings = {
        opensAt: body.opens_at.toISOString(),
        capacity: body.capacity,
        admissionsPerMinute: body.admissions_per_minute,
        graceSeconds: body.grace_seconds,
        admissionSeconds: body.admission_seconds,
        proofOfWork: body.proof_of_work,
      };
      const room = await setWaitingRoom({ buyer, scheduleId: params.schedule_id, settings });
      return room.ok ? granted({ data: tellRoom(room.value) }) : room;
    },
  }),
  defineCall({
    method: 'DELETE',
    path: `${path}/settings`,
    name: 'removeWaitingRoom',
    summary: "Take my schedule's waiting room away with everybody's place",
    ...asOrganizer,
    answer: z.strictObject({ removed: z.literal(true) }),
    async handle({ buyer, params }) {
      const removed = await removeWaitingRoom({ buyer, scheduleId: params.schedule_id });
      return removed.ok ? granted({ data: removed.value }) : removed;
    },
  }),
  steerCall('open', 'Let the waiting room admit people'),
  steerCall('pause', 'Admit nobody; people may still join'),
  steerCall('drain', 'Admit nobody and let nobody join; who is inside may finish'),
];
