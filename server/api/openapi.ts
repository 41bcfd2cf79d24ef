import { z } from 'zod';
import { refusalStatus } from '@/lib/request/refusal-status';
import type { Call } from './call';
import { livePaths } from './live-path';
import type { PlainCall } from './plain-call';

type Json = Record<string, unknown>;

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties, required } = schemaOf(schema, 'input');
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.entries(properties ?? {}).map(([name, inner]) => ({
    name,
    in: place,
    required: place === 'path' || needed.includes(name),
    schema: inner,
  }));
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'Your own name for this one effect; a repeat with the same key gets its answer. A refusal has no effect and leaves the key free. After 503, or no answer, the outcome is unknown: repeat with the same key.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const admission = {
  name: 'X-Admission',
  in: 'header',
  required: false,
  description: "The token of the schedule's waiting room, where it has one; browsers send it as a cookie.",
  schema: { type: 'string' },
};

function ok(description: string, contentType: string, schema: Json): Json {
  return { description, content: { [contentType]: { schema } } };
}

const signedIn = [{ bearer: [] }, { cookie: [] }];

const refusalAnswer = { $ref: '#/components/responses/Refusal' };

function operation(call: Call): Json {
  const data = schemaOf(call.answer, 'output');
  const success = {
    type: 'object',
    required: ['success', 'data'],
    properties: { success: { const: true }, data },
  };
  const status = String(call.status ?? 200);
  const answers: Json = {
    ...(call.idempotent && { '200': ok('The first answer again', 'application/json', success) }),
    [status]: ok(call.summary, 'application/json', success),
    default: refusalAnswer,
  };
  const parameters = [
    ...parametersOf(call.params, 'path'),
    ...parametersOf(call.query, 'query'),
    ...(call.admission ? [admission] : []),
    ...(call.idempotent ? [idempotencyKey] : []),
  ];
  return {
    operationId: call.name,
    summary: call.summary,
    parameters,
    ...(call.body && {
      requestBody: {
        required: !call.bodyMayBeMissing,
        content: { 'application/json': { schema: schemaOf(call.body, 'input') } },
      },
    }),
    responses: answers,
    security: call.who === 'account' || call.who === 'person' ? signedIn : [],
  };
}

function headersOf(told: Record<string, string>): Json {
  const entries = Object.entries(told);
  return Object.fromEntries(
    entries.map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
  );
}

function plainOperation(call: Omit<PlainCall, 'run'>, alsoTakes: readonly Json[] = []): Json {
  const parameters = [...call.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    operationId: call.name,
    summary: call.summary,
    parameters: [...parameters, ...alsoTakes],
    responses: {
      '200': {
        ...ok(call.summary, call.produces, {}),
        ...(call.headers && { headers: headersOf(call.headers) }),
      },
      default: refusalAnswer,
    },
    security: [],
  };
}

const live: Omit<PlainCall, 'run'> = {
  path: livePaths.seats,
  name: 'watchSeats',
  summary:
    'Server-sent changes: {"seats": [[place, code], …], "areas"?: [[number, places free], …]}, from ?position= or Last-Event-ID on',
  produces: 'text/event-stream',
};

const livePlace: Omit<PlainCall, 'run'> = {
  path: livePaths.place,
  name: 'watchWaitingPlace',
  summary: 'Server-sent: my place in the waiting room as it changes, as GET …/waiting-room answers it',
  produces: 'text/event-stream',
};

/** Where the watcher's map is: the last event's id on coming back, the state's X-Position the first time. */
const livePositions = [
  { name: 'position', in: 'query', required: false, schema: { type: 'string' } },
  { name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string' } },
];

const components = {
  securitySchemes: {
    bearer: { type: 'http', scheme: 'bearer', description: 'A session token, or an API key (rlk_…)' },
    cookie: { type: 'apiKey', in: 'cookie', name: 'rowlock.session_token' },
  },
  responses: {
    Refusal: ok('An expected no: the code is stable, the message is for people', 'application/json', {
      type: 'object',
      required: ['success', 'error'],
      properties: {
        success: { const: false },
        error: {
          type: 'object',
          required: ['code', 'message'],
          properties: {
            code: { type: 'string', enum: Object.keys(refusalStatus) },
            message: { type: 'string' },
            details: { type: 'object' },
          },
        },
      },
    }),
  },
};

/** The OpenAPI 3.1 document, made from the schemas that check the requests. */
export function openApiDocument(calls: readonly Call[], plainCalls: readonly Omit<PlainCall, 'run'>[]): Json {
  const paths: Record<string, Json> = {};
  const add = (path: string, method: string, told: Json) => {
    paths[path] = { ...paths[path], [method]: told };
  };
  for (const call of calls) add(call.path, call.method.toLowerCase(), operation(call));
  for (const call of plainCalls) {
    add(call.path, call.method?.toLowerCase() ?? 'get', plainOperation(call));
  }
  add(live.path, 'get', plainOperation(live, livePositions));
  add(livePlace.path, 'get', { ...plainOperation(livePlace), security: signedIn });
  const info = {
    title: 'Rowlock',
    version: '1',
    description: 'Reserved seats that are never sold twice. Times are ISO 8601, money is in minor units.',
  };
  return { openapi: '3.1.0', info, paths, components };
}
