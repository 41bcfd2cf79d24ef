import { expect, test } from 'vitest';
import { apiApp } from './app';

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
}

const app = apiApp();

async function document(): Promise<Document> {
  process.env.RATE_LIMITS ??= 'on';
  return (await app.request('/api/v1/openapi.json', {}, {})).json() as Promise<Document>;
}

const environment = { DATABASE_URL: 'none', REDIS_URL: 'none', AUTH_SECRET: 'x'.repeat(32) };
Object.assign(process.env, { ...environment, ...process.env });

test('every registered route is in the document, and every one of the document is registered', async () => {
  const { openapi, paths } = await document();
  expect(openapi).toBe('3.1.0');
  const told = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  );
  const registered = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`);
  // The live streams are served beside the router, on the raw response.
  const live = ['live', 'waiting-room/live'].map((end) => `GET /api/v1/schedules/:schedule_id/${end}`);
  expect([...registered, ...live].sort()).toEqual(told.sort());
});

test('operations have names of their own, and references lead somewhere', async () => {
  const told = await document();
  const names = Object.values(told.paths).flatMap((methods) =>
    Object.values(methods).map((each) => each.operationId),
  );
  expect(new Set(names).size).toBe(names.length);
  const text = JSON.stringify(told);
  for (const [, name = ''] of text.matchAll(/"\$ref":"#\/components\/responses\/(\w+)"/g)) {
    expect(text).toContain(`"${name}":{"description"`);
  }
  expect(text).not.toContain('"$ref":"#/$defs');
});

test('the hold is told with both ways to name seats and numbers taken as text', async () => {
  const { paths } = await document();
  expect(paths['/api/v1/tickets/seats/lock']?.post).toMatchObject({
    requestBody: {
      content: {
        'application/json': {
          schema: {
            additionalProperties: false,
            required: ['schedule_id'],
            properties: {
              seat_ids: { type: 'array' },
              schedule_id: { type: ['string', 'number'] },
            },
          },
        },
      },
    },
  });
});

test('the map is told with its position and plan, the live stream with where it goes on from', async () => {
  const { paths } = await document();
  const schedule = '/api/v1/schedules/{schedule_id}';
  const answer = paths[`${schedule}/state`]?.get?.responses['200'];
  expect(answer).toMatchObject({ headers: { 'X-Position': {}, 'X-Plan': {}, 'X-Areas': {} } });
  expect(paths[`${schedule}/live`]?.get).toMatchObject({
    parameters: [{ name: 'schedule_id' }, { name: 'position' }, { name: 'Last-Event-ID' }],
  });
});

test('what a call answers first is told apart from its repetition', async () => {
  const { paths } = await document();
  const bookings = '/api/v1/tickets/bookings';
  expect(paths[bookings]?.post?.responses['200']).toMatchObject({ description: 'The first answer again' });
  const cancelled = paths[`${bookings}/{code}/cancel`]?.post?.responses['200'];
  expect(cancelled).toMatchObject({
    description: 'Cancel one of my bookings, or some of its seats and places',
  });
});
