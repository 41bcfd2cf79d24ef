import type { IncomingMessage, ServerResponse } from 'node:http';
import { labelInput } from '@/lib/domain/inputs/text-input';
import { addressOf } from '@/lib/request/client-address';
import { languageOf } from '@/lib/request/language';
import { orOutage } from '@/lib/request/outage';
import { withinRateLimit } from '@/lib/request/rate-limit';
import { watchSeats } from '@/lib/use-cases/watch-seats';
import { openEventStream, refuseStream } from './event-stream';
import { checkInput } from './input-issues';
import { headersOf } from './node-headers';
import { pushFrame } from './push-frame';
import { countStream } from './streams-of-addresses';

/** Where the watcher's map is: Last-Event-ID on coming back, `?position=` the first time; null = nowhere yet. */
function positionOf(request: IncomingMessage): string | null {
  const again = request.headers['last-event-id'];
  const first = new URL(request.url ?? '/', 'http://localhost').searchParams.get('position');
  return (typeof again === 'string' && again !== '' ? again : first)?.slice(0, 100) ?? null;
}

/**
 * Serves a live stream on the raw response: every frame is encoded once for all watchers, and nothing per message
 * stands between it and the socket.
 */
export async function serveLiveStream(
  request: IncomingMessage,
  response: ServerResponse,
  schedule: string,
): Promise<void> {
  const headers = headersOf(request);
  const language = languageOf(headers);
  const within = await withinRateLimit('any', addressOf(request));
  if (!within.ok) return refuseStream(response, within.refusal, language);
  const asked = checkInput(labelInput(), schedule, 'path.schedule_id', language);
  if (!asked.ok) return refuseStream(response, asked.refusal, language);

  const counted = countStream(addressOf(request));
  if (!counted.ok) return refuseStream(response, counted.refusal, language);
  response.once('close', counted.value);

  const early: Buffer[] = [];
  const watcher = { send: (frame: Buffer): void => void early.push(frame) };
  const watching = await orOutage(watchSeats(asked.value, positionOf(request), watcher));
  if (!watching.ok) return refuseStream(response, watching.refusal, language);
  if (response.destroyed) return watching.value();
  openEventStream(response, watching.value);
  for (const frame of early) pushFrame(response, frame);
  watcher.send = (frame) => pushFrame(response, frame);
}
