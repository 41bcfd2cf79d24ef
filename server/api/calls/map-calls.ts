import { z } from 'zod';
import { scheduleInput } from '@/lib/domain/inputs/seat-inputs';
import { textInput } from '@/lib/domain/inputs/text-input';
import { packHall } from '@/lib/domain/pack-hall';
import { hallFormat } from '@/lib/domain/packed-hall';
import type { Refusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { readSeatState } from '@/lib/use-cases/read-seat-state';
import { viewHall } from '@/lib/use-cases/view-hall';
import type { ApiRequest } from '../call';
import { checkInput } from '../input-issues';
import { acceptedEncoding, type Packed, packForEver, packState } from '../packed-answer';
import type { PlainAnswer, PlainCall } from '../plain-call';

const hallInput = z.strictObject({ plan_id: textInput(64), format: z.literal(String(hallFormat)) });

async function hallPicture({ params, headers, language }: ApiRequest): Promise<Result<PlainAnswer, Refusal>> {
  const asked = checkInput(hallInput, params, 'path', language);
  if (!asked.ok) return asked;
  const packed = await packForEver(asked.value.plan_id, async (planId) => {
    const hall = await viewHall(planId);
    return hall.ok ? JSON.stringify(packHall(hall.value)) : null;
  });
  if (!packed) return refused({ code: 'PLAN_NOT_FOUND' });
  return granted(
    told(packed, headers, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    }),
  );
}

async function seatState({ params, headers, language }: ApiRequest): Promise<Result<PlainAnswer, Refusal>> {
  const asked = checkInput(scheduleInput, params, 'path', language);
  if (!asked.ok) return asked;
  const scheduleId = asked.value.schedule_id;
  const state = await readSeatState({ scheduleId });
  if (!state.ok) return state;
  const { bytes, areas, position, planId } = state.value;
  const packed = await packState(scheduleId, position, bytes);
  return granted(
    told(packed, headers, {
      'content-type': 'application/octet-stream',
      'cache-control': 'no-store',
      'x-position': position,
      'x-plan': planId,
      ...(areas.length > 0 && { 'x-areas': areas.map((free, area) => `${area}=${free}`).join(';') }),
    }),
  );
}

function told(packed: Packed, asked: Headers, headers: Record<string, string>): PlainAnswer {
  const encoding = acceptedEncoding(packed, asked.get('accept-encoding') ?? '');
  const body = packed[encoding] ?? packed.identity;
  const encoded: Record<string, string> = encoding === 'identity' ? {} : { 'content-encoding': encoding };
  return { status: 200, headers: { ...headers, ...encoded, vary: 'Accept-Encoding' }, body };
}

export const mapCalls: readonly PlainCall[] = [
  {
    path: '/api/v1/plans/{plan_id}/hall/{format}',
    name: 'viewHall',
    summary: `The picture of a hall, packed; never changes for one plan. The format is ${hallFormat}`,
    produces: 'application/json',
    run: hallPicture,
  },
  {
    path: '/api/v1/schedules/{schedule_id}/state',
    name: 'readSeatState',
    summary: 'The whole map, 2 bits a seat in plan order; X-Position is where the live stream goes on',
    produces: 'application/octet-stream',
    headers: {
      'X-Position': 'Where the live stream goes on',
      'X-Plan': 'The seating plan the seats are counted by',
      'X-Areas':
        'Free places of the standing areas by their number, e.g. 0=412;1=0; left out where there are none',
    },
    run: seatState,
  },
];
