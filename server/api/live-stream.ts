import type { IncomingMessage, ServerResponse } from 'node:http';
import { labelInput } from '@/lib/domain/inputs/text-input';
import type { Refusal } from '@/lib/domain/refusals';
import { addressOf } from '@/lib/request/client-address';
import { type Language, languageOf } from '@/lib/request/language';
import { orOutage } from '@/lib/request/outage';
import { withinRateLimit } from '@/lib/request/rate-limit';
import { watchSeats } from '@/lib/use-cases/watch-seats';
import { tellRefusal } from './envelope';
import { checkInput } from './input-issues';
import { headersOf } from './node-headers';
import { pushFrame } from './push-frame';

const heartbeatMs = 15_000;
/** Then the client comes back and goes on from its position; perhaps on another instance. */
const oldestMs = 15 * 60_000;

/** An event, not a comment: a page hears only events, and knows by the silence that the connection has died. */
const heartbeat = Buffer.from('event: beat\ndata: 1\n\n');
const greeting = Buffer.from('retry: 1000\n\n');

interface OpenStream {
  response: ServerResponse;
  openedAt: number;
}

const open = new Set<OpenStream>();
let beating: NodeJS.Timeout | undefined;

function beat(): void {
  const now = Date.now();
  for (const { response, openedAt } of open) {
    if (now - openedAt > oldestMs) response.end();
    else pushFrame(response, heartbeat);
  }
}

function refuse(response: ServerResponse, refusal: Refusal, language: Language): void {
  const { status, headers, body } = tellRefusal(refusal, language);
  response.writeHead(status, headers).end(body);
}

/** Where the watcher's map is: Last-Event-ID on coming back, `?position=` the first time; null = nowhere yet. */
function positionOf(request: IncomingMessage): string | null {
  const again = request.headers['last-event-id'];
  const first = new URL(request.url ?? '/', 'http://localhost').searchParams.get('position');
  return (typeof again === 'string' && again !== '' ? again : first)?.slice(0, 100) ?? null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
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
  if (!within.ok) return refuse(response, within.refusal, language);
  const asked = checkInput(labelInput(), decoded(schedule), 'path.schedule_id', language);
  if (!asked.ok) return refuse(response, asked.refusal, language);

  const early: Buffer[] = [];
  const watcher = { send: (frame: Buffer): void => void early.push(frame) };
  const watching = await orOutage(watchSeats(asked.value, positionOf(request), watcher));
  if (!watching.ok) return refuse(response, watching.refusal, language);
  if (response.destroyed) return watching.value();
  begin(response, watching.value);
  for (const frame of early) pushFrame(response, frame);
  watcher.send = (frame) => pushFrame(response, frame);
}

function begin(response: ServerResponse, leave: () => void): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  const stream = { response, openedAt: Date.now() };
  open.add(stream);
  beating ??= setInterval(beat, heartbeatMs).unref();
  response.on('close', () => {
    open.delete(stream);
    leave();
  });
  response.on('error', () => undefined);
  pushFrame(response, greeting);
}

/** Ends every live stream of the process; the clients come back, here or on another instance. */
export function closeLiveStreams(): void {
  clearInterval(beating);
  beating = undefined;
  for (const { response } of open) response.end();
}
