import { scheduleInput } from '@/lib/domain/inputs/seat-inputs';
import { joinWaitingRoomInput } from '@/lib/domain/inputs/waiting-room-inputs';
import type { Refusal } from '@/lib/domain/refusals';
import { granted, type Result } from '@/lib/domain/result';
import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { admissionCookie, admissionOf } from '@/lib/request/admission';
import { joinWaitingRoom } from '@/lib/use-cases/join-waiting-room';
import { leaveWaitingRoom } from '@/lib/use-cases/leave-waiting-room';
import { viewWaitingChallenge } from '@/lib/use-cases/view-waiting-challenge';
import { viewWaitingPlace } from '@/lib/use-cases/view-waiting-place';
import { challengeAnswer, placeAnswer, tellPlace } from '../answers/waiting-room-answers';
import { type ApiRequest, defineCall } from '../call';

const path = '/api/v1/schedules/{schedule_id}/waiting-room';

/** A browser gets the token as a cookie too, which its pages' holds and bookings then carry. */
function answer(scheduleId: string, place: Result<WaitingPlace, Refusal>, { headers }: ApiRequest) {
  if (!place.ok) return place;
  const data = tellPlace(place.value);
  const goesByCookie = !headers.has('authorization');
  const concerns = place.value.admission !== null || admissionOf(headers, scheduleId) !== null;
  return granted(
    goesByCookie && concerns ? { data, cookie: admissionCookie(scheduleId, place.value) } : { data },
  );
}

export const waitingRoomCalls = [
  defineCall({
    method: 'GET',
    path: `${path}/challenge`,
    name: 'viewWaitingChallenge',
    summary:
      'What to compute before joining a waiting room that wants proof of work (altcha, PBKDF2/SHA-256)',
    who: 'account',
    scope: 'read',
    limit: 'place',
    params: scheduleInput,
    answer: challengeAnswer,
    async handle({ buyer, params }) {
      const challenge = await viewWaitingChallenge({ buyer, scheduleId: params.schedule_id });
      return challenge.ok ? granted({ data: challenge.value }) : challenge;
    },
  }),
  defineCall({
    method: 'POST',
    path,
    name: 'joinWaitingRoom',
    summary: 'Join the waiting room; who has a place keeps it',
    who: 'account',
    scope: 'sell',
    limit: 'join',
    params: scheduleInput,
    body: joinWaitingRoomInput,
    answer: placeAnswer,
    async handle({ buyer, params, body, request }) {
      const { schedule_id: scheduleId } = params;
      return answer(scheduleId, await joinWaitingRoom({ buyer, scheduleId, proof: body.proof }), request);
    },
  }),
  defineCall({
    method: 'GET',
    path,
    name: 'viewWaitingPlace',
    summary: 'My place, and the sign that I am there; a fresh admission token for who is inside',
    who: 'account',
    scope: 'read',
    limit: 'place',
    params: scheduleInput,
    answer: placeAnswer,
    async handle({ buyer, params, request }) {
      const { schedule_id: scheduleId } = params;
      return answer(scheduleId, await viewWaitingPlace({ buyer, scheduleId }), request);
    },
  }),
  defineCall({
    method: 'DELETE',
    path,
    name: 'leaveWaitingRoom',
    summary: 'Give my place up, in line or inside; having none is no error',
    who: 'account',
    scope: 'sell',
    limit: 'join',
    params: scheduleInput,
    answer: placeAnswer,
    async handle({ buyer, params, request }) {
      const { schedule_id: scheduleId } = params;
      return answer(scheduleId, await leaveWaitingRoom({ buyer, scheduleId }), request);
    },
  }),
];
