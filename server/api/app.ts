import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type Context as HonoContext } from 'hono';
import { serialize } from 'hono/utils/cookie';
import { nanoid } from 'nanoid';
import { granted } from '@/lib/domain/result';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import { addressOf } from '@/lib/request/client-address';
import { languageOf } from '@/lib/request/language';
import { orOutage } from '@/lib/request/outage';
import type { ApiRequest, Call } from './call';
import { calls } from './calls';
import { mapCalls } from './calls/map-calls';
import { operatorCalls } from './calls/operator-calls';
import { webhookCalls } from './calls/payment-calls';
import { ticketPlainCalls } from './calls/ticket-calls';
import { admit } from './door';
import { tellData, tellRefusal, type WireAnswer } from './envelope';
import { livePaths, liveStreamOf } from './live-path';
import { serveLiveStream } from './live-stream';
import { openApiDocument } from './openapi';
import type { PlainAnswer, PlainCall } from './plain-call';
import { readJson, readWhole } from './read-body';
import { serveWaitingRoomStream } from './waiting-room-stream';

/** Both are absent where the app is called without a server. */
type Env = { Bindings: { incoming?: IncomingMessage; outgoing?: ServerResponse } };
type Context = HonoContext<Env>;

const openApiCall: PlainCall = {
  path: '/api/v1/openapi.json',
  name: 'openApi',
  summary: 'This document',
  produces: 'application/json',
  async run() {
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=300',
    };
    return granted({ status: 200, headers, body: openApiText() });
  },
};

const plainCalls: readonly PlainCall[] = [
  ...mapCalls,
  ...operatorCalls,
  ...ticketPlainCalls,
  ...webhookCalls,
  openApiCall,
];
let document: string | undefined;

function openApiText(): string {
  document ??= JSON.stringify(openApiDocument(calls, plainCalls));
  return document;
}

function requestOf(context: Context): ApiRequest {
  const { headers } = context.req.raw;
  const language = languageOf(headers);
  const query = Object.entries(context.req.queries()).map(([name, values]) => {
    const [first = '', ...others] = values;
    return [name, others.length > 0 ? values : first] as const;
  });
  return {
    headers,
    params: context.req.param(),
    query: Object.fromEntries(query),
    language,
    address: context.env.incoming ? addressOf(context.env.incoming) : 'unknown',
    readBody: (mayBeMissing) => readJson(context.req, language, mayBeMissing),
    readText: () => readWhole(context.req, language),
  };
}

async function answerCall(call: Call, context: Context): Promise<WireAnswer> {
  const request = requestOf(context);
  const result = await admit(call.method, request, () => call.run(request));
  if (!result.ok) return tellRefusal(result.refusal, request.language);
  const { data, status = call.status ?? 200, headers = {}, cookie } = result.value;
  const answer = tellData(data, status);
  const set = cookie && serialize(cookie.name, cookie.value, { ...cookie.attributes, sameSite: 'Lax' });
  const more = { 'content-language': request.language, ...(set && { 'set-cookie': set }) };
  return { ...answer, headers: { ...answer.headers, ...headers, ...more } };
}

async function answerPlain(call: PlainCall, context: Context): Promise<PlainAnswer> {
  const request = requestOf(context);
  const run = () => call.run(request);
  const result = await (call.method === 'POST' ? orOutage(run()) : admit('GET', request, run));
  return result.ok ? result.value : tellRefusal(result.refusal, request.language);
}

/** Answers, measured by the route's pattern; a fault of ours is logged and told by its id. */
async function measured(
  route: { method: string; path: string },
  context: Context,
  answer: () => Promise<PlainAnswer>,
): Promise<Response> {
  const stop = metrics.httpSeconds.startTimer({ method: route.method, route: route.path });
  const told = await answer().catch((error: unknown) => {
    const requestId = nanoid(12);
    log.error({ error, requestId, route: route.path }, 'a call failed');
    return tellRefusal({ code: 'INTERNAL_ERROR', requestId }, languageOf(context.req.raw.headers));
  });
  stop({ status: String(told.status) });
  const { outgoing } = context.env;
  if (outgoing) return writeOut(told, outgoing);
  for (const [name, value] of Object.entries(told.headers)) context.header(name, value);
  return context.body(told.body, told.status as 200);
}

/** Straight to Node's answer: by way of a Response its body would become a stream, which costs more than many a call. */
function writeOut({ status, headers, body }: PlainAnswer, outgoing: ServerResponse): Response {
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
  return RESPONSE_ALREADY_SENT;
}

function refuseMethods(app: Hono<Env>, path: string, methods: readonly string[]): void {
  app.all(honoPath(path), (context) =>
    measured({ method: 'OTHER', path }, context, async () =>
      tellRefusal({ code: 'METHOD_NOT_ALLOWED', methods: [...methods] }, languageOf(context.req.raw.headers)),
    ),
  );
}

function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

/** The API as a Hono app: every call of the tables, 405 beside them, 404 around them. */
export function apiApp(): Hono<Env> {
  const app = new Hono<Env>();
  const methods = new Map<string, string[]>(Object.values(livePaths).map((path) => [path, ['GET']]));
  for (const call of calls) {
    app.on(call.method, honoPath(call.path), (c) => measured(call, c, () => answerCall(call, c)));
    methods.set(call.path, [...(methods.get(call.path) ?? []), call.method]);
  }
  for (const call of plainCalls) {
    const { method = 'GET', path } = call;
    app.on(method, honoPath(path), (c) => measured({ method, path }, c, () => answerPlain(call, c)));
    methods.set(path, [method]);
  }
  for (const [path, taken] of methods) refuseMethods(app, path, taken);
  app.notFound((context) =>
    measured({ method: 'OTHER', path: 'unknown' }, context, async () =>
      tellRefusal({ code: 'NOT_FOUND' }, languageOf(context.req.raw.headers)),
    ),
  );
  return app;
}

/** The API's front door on Node's own server. Live streams get the raw response; the rest goes through Hono. */
export function apiListener(): (request: IncomingMessage, response: ServerResponse) => void {
  const listen = getRequestListener(apiApp().fetch, { overrideGlobalObjects: false });
  return (request, response) => {
    const asked = request.method === 'GET' ? liveStreamOf(request.url ?? '') : null;
    if (asked === null) {
      void listen(request, response);
      return;
    }
    const serve = asked.of === 'seats' ? serveLiveStream : serveWaitingRoomStream;
    serve(request, response, asked.schedule).catch((error: unknown) => {
      log.error({ error }, 'a live stream failed');
      response.destroy();
    });
  };
}
