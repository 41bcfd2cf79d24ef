import { z } from 'zod';
import { scheduleInput } from '@/lib/domain/inputs/seat-inputs';
import { leaveStandbyInput, standbyInput, standbyWanted } from '@/lib/domain/inputs/standby-inputs';
import { granted } from '@/lib/domain/result';
import { admissionOf } from '@/lib/request/admission';
import { joinStandby } from '@/lib/use-cases/join-standby';
import { leaveStandby } from '@/lib/use-cases/leave-standby';
import { listStandby } from '@/lib/use-cases/list-standby';
import { viewStandby } from '@/lib/use-cases/view-standby';
import {
  standbyAnswer,
  standbyWithShowAnswer,
  tellStandby,
  tellStandbyWithShow,
} from '../answers/standby-answers';
import { defineCall } from '../call';

const path = '/api/v1/schedules/{schedule_id}/standby';

export const standbyCalls = [
  defineCall({
    method: 'POST',
    path,
    name: 'joinStandby',
    summary:
      'Stand by for seats that are held or sold: named ones, all of them, or so many of a grade. Who stands in that line keeps the place (200)',
    who: 'account',
    scope: 'sell',
    limit: 'join',
    admission: true,
    params: scheduleInput,
    body: standbyInput,
    status: 201,
    answer: standbyAnswer,
    async handle({ buyer, params, body, request }) {
      const { schedule_id: scheduleId } = params;
      const admission = admissionOf(request.headers, scheduleId);
      const joined = await joinStandby({ buyer, scheduleId, for: standbyWanted(body), admission });
      if (!joined.ok) return joined;
      const data = tellStandby(joined.value.standby);
      return granted(joined.value.fresh ? { data } : { data, status: 200 as const });
    },
  }),
  defineCall({
    method: 'GET',
    path,
    name: 'viewStandby',
    summary: 'My places in line on a schedule, with what I am offered',
    who: 'account',
    scope: 'read',
    limit: 'place',
    params: scheduleInput,
    answer: z.strictObject({ standby: z.array(standbyAnswer) }),
    async handle({ buyer, params }) {
      const mine = await viewStandby({ buyer, scheduleId: params.schedule_id });
      return mine.ok ? granted({ data: { standby: mine.value.map(tellStandby) } }) : mine;
    },
  }),
  defineCall({
    method: 'DELETE',
    path,
    name: 'leaveStandby',
    summary: 'Leave a line, or decline what it brought: it goes to the next. Having left is no error',
    who: 'account',
    scope: 'sell',
    limit: 'join',
    params: scheduleInput,
    body: leaveStandbyInput,
    answer: z.strictObject({ standby_id: z.string() }),
    async handle({ buyer, params, body }) {
      const { schedule_id: scheduleId } = params;
      const left = await leaveStandby({ buyer, scheduleId, standbyId: body.standby_id });
      return left.ok ? granted({ data: { standby_id: left.value.standbyId } }) : left;
    },
  }),
  defineCall({
    method: 'GET',
    path: '/api/v1/tickets/standby',
    name: 'listStandby',
    summary: 'My places in line on all shows to come',
    who: 'account',
    scope: 'read',
    answer: z.strictObject({ standby: z.array(standbyWithShowAnswer) }),
    async handle({ buyer, request }) {
      const mine = await listStandby({ buyer });
      return granted({ data: { standby: mine.map((one) => tellStandbyWithShow(one, request.language)) } });
    },
  }),
];
