import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeRedis, withinRedisBudget } from '@/lib/redis/client';
import { openTestStores } from '@/lib/sale/test-sale';
import { withinRateLimit } from './rate-limit';

let close: () => Promise<void>;

beforeAll(async () => {
  process.env.RATE_LIMITS = 'on';
  close = await openTestStores();
});
afterAll(() => close());

const countPassing = async (key: string, times: number) => {
  const answers = await Promise.all(Array.from({ length: times }, () => withinRateLimit('sign_in', key)));
  return answers.filter((answer) => answer.ok).length;
};

test('past the limit requests are refused with how long to wait, each key for itself', async () => {
  const key = `203.0.113.7 ${crypto.randomUUID()}@example.com`;
  expect(await countPassing(key, 25)).toBe(10);
  const refused = await withinRateLimit('sign_in', key);
  expect(refused).toMatchObject({ refusal: { code: 'TOO_MANY_REQUESTS' } });
  if (!refused.ok) {
    expect(refused.refusal.retryAfterSeconds).toBeGreaterThan(0);
    expect(refused.refusal.retryAfterSeconds).toBeLessThanOrEqual(60);
  }
  expect(await countPassing(`${key}.other`, 1)).toBe(1);
});

test('the count is shared through Redis and forgotten with its window', async () => {
  const key = `shared ${crypto.randomUUID()}`;
  await withinRateLimit('sign_in', key);
  const [count, ttl] = await withinRedisBudget((client) =>
    Promise.all([client.get(`rate:sign_in:${key}`), client.pTTL(`rate:sign_in:${key}`)]),
  );
  expect(count).toBe('1');
  expect(ttl).toBeGreaterThan(0);
});

test('while Redis is away each process counts for itself, and nothing hangs', async () => {
  closeRedis();
  const key = `away ${crypto.randomUUID()}`;
  const startedAt = performance.now();
  expect(await countPassing(key, 25)).toBe(10);
  expect(performance.now() - startedAt).toBeLessThan(1500);
});
