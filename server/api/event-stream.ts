import type { ServerResponse } from 'node:http';
import type { Refusal } from '@/lib/domain/refusals';
import type { Language } from '@/lib/request/language';
import { tellRefusal } from './envelope';
import { pushFrame } from './push-frame';

const heartbeatMs = 15_000;
/** Then the client comes back and goes on; perhaps on another instance. */
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

/** Answers a refusal where a stream was asked for. */
export function refuseStream(response: ServerResponse, refusal: Refusal, language: Language): void {
  const { status, headers, body } = tellRefusal(refusal, language);
  response.writeHead(status, headers).end(body);
}

/** Opens a stream of events on the raw response; `leave` is called once when it ends, whoever ends it. */
export function openEventStream(response: ServerResponse, leave: () => void): void {
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

/** Ends every stream of the process; the clients come back, here or on another instance. */
export function closeEventStreams(): void {
  clearInterval(beating);
  beating = undefined;
  for (const { response } of open) response.end();
}
