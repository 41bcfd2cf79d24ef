import { afterAll, beforeAll, expect, test } from 'vitest';
import { closePostgres } from '@/lib/postgres/client';
import { closeRedis } from '@/lib/redis/client';
import { ask } from './test-api';

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://nobody:nothing@127.0.0.1:1/none',
    REDIS_URL: 'redis://127.0.0.1:1',
    AUTH_SECRET: 'a secret of at least thirty-two characters',
    RATE_LIMITS: 'on',
  });
});
afterAll(async () => {
  closeRedis();
  await closePostgres();
});

test.each([
  ['GET', '/api/v1/events', undefined],
  ['GET', '/api/v1/tickets/bookings', undefined],
  ['POST', '/api/v1/tickets/seats/lock', { schedule_id: '1', seat_ids: ['1-0'] }],
  ['POST', '/api/v1/auth/sign-in', { email: 'kim@example.com', password: 'long enough' }],
  ['POST', '/api/v1/auth/sign-up', { email: 'kim@example.com', password: 'long enough', name: 'Kim' }],
])('%s %s is told within 2 s that the stores are away, and when to come back', async (method, path, body) => {
  const startedAt = performance.now();
  const answer = await ask(method, path, { token: 'x'.repeat(32), body });
  expect(answer).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE' });
  expect(answer.headers.get('retry-after')).toBe('2');
  expect(performance.now() - startedAt).toBeLessThan(2000);
});
