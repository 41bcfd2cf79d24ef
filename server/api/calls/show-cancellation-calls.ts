import { cancelShowInput, scheduleInput } from '@/lib/domain/inputs/seat-inputs';
import { granted } from '@/lib/domain/result';
import { cancelShow } from '@/lib/use-cases/cancel-show';
import { viewShowCancellation } from '@/lib/use-cases/view-show-cancellation';
import { showCancellationAnswer, tellShowCancellation } from '../answers/show-cancellation-answers';
import { defineCall } from '../call';

export const showCancellationCalls = [
  defineCall({
    method: 'POST',
    path: '/api/v1/schedules/{schedule_id}/cancel',
    name: 'cancelShow',
    summary: 'Call my show off for good: nothing more is sold, every booking is given back in full',
    who: 'account',
    scope: 'manage',
    limit: 'booking',
    params: scheduleInput,
    body: cancelShowInput.optional(),
    bodyMayBeMissing: true,
    answer: showCancellationAnswer,
    async handle({ buyer, params, body }) {
      const said = await cancelShow({ buyer, scheduleId: params.schedule_id, reason: body?.reason });
      return said.ok ? granted({ data: tellShowCancellation(said.value) }) : said;
    },
  }),
  defineCall({
    method: 'GET',
    path: '/api/v1/schedules/{schedule_id}/cancellation',
    name: 'viewShowCancellation',
    summary: 'How far my cancelled show is with giving everything back',
    who: 'account',
    scope: 'manage',
    params: scheduleInput,
    answer: showCancellationAnswer,
    async handle({ buyer, params }) {
      const said = await viewShowCancellation({ buyer, scheduleId: params.schedule_id });
      return said.ok ? granted({ data: tellShowCancellation(said.value) }) : said;
    },
  }),
];
