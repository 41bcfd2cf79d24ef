import type { IncomingMessage, ServerResponse } from 'node:http';
import { mayDo } from '@/lib/domain/api-key-scopes';
import type { Buyer } from '@/lib/domain/buyer';
import { labelInput } from '@/lib/domain/inputs/text-input';
import type { Refusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { addressOf } from '@/lib/request/client-address';
import { type Language, languageOf } from '@/lib/request/language';
import { orOutage } from '@/lib/request/outage';
import { withinRateLimit } from '@/lib/request/rate-limit';
import { whoIsAsking } from '@/lib/request/session';
import { watchWaitingPlace } from '@/lib/use-cases/watch-waiting-place';
import { tellPlace } from './answers/waiting-room-answers';
import { openEventStream, refuseStream } from './event-stream';
import { checkInput } from './input-issues';
import { headersOf } from './node-headers';
import { pushFrame } from './push-frame';
import { countStream } from './streams-of-addresses';

const staleFrame = Buffer.from('event: stale\ndata: {}\n\n');

function frameOf(place: WaitingPlace): Buffer {
  return Buffer.from(`data: ${JSON.stringify(tellPlace(place))}\n\n`);
}

async function admitted(
  request: IncomingMessage,
  headers: Headers,
  schedule: string,
  language: Language,
): Promise<Result<{ buyer: Buyer; scheduleId: string }, Refusal>> {
  const within = await withinRateLimit('any', addressOf(request));
  if (!within.ok) return within;
  const who = await whoIsAsking(headers);
  if (!who.ok) return who;
  if (!mayDo(who.value, 'read')) return refused({ code: 'NOT_ALLOWED' });
  const mayLook = await withinRateLimit('place', who.value.userId);
  if (!mayLook.ok) return mayLook;
  const asked = checkInput(labelInput(), schedule, 'path.schedule_id', language);
  return asked.ok ? granted({ buyer: who.value, scheduleId: asked.value }) : asked;
}

/** Serves somebody's own place in a waiting room as a stream of events, on the raw response like the map's. */
export async function serveWaitingRoomStream(
  request: IncomingMessage,
  response: ServerResponse,
  schedule: string,
): Promise<void> {
  const headers = headersOf(request);
  const language = languageOf(headers);
  const counted = countStream(addressOf(request));
  if (!counted.ok) return refuseStream(response, counted.refusal, language);
  response.once('close', counted.value);
  const early: Buffer[] = [];
  let send = (frame: Buffer): void => void early.push(frame);
  const watcher = {
    tell: (place: WaitingPlace) => send(frameOf(place)),
    stale: () => send(staleFrame),
    end: () => void response.end(),
  };
  const watching = await orOutage<() => void, Refusal>(
    (async () => {
      const asking = await admitted(request, headers, schedule, language);
      return asking.ok ? watchWaitingPlace({ ...asking.value, watcher }) : asking;
    })(),
  );
  if (!watching.ok) return refuseStream(response, watching.refusal, language);
  if (response.destroyed) return watching.value();
  openEventStream(response, watching.value);
  send = (frame) => pushFrame(response, frame);
  for (const frame of early) send(frame);
}
