import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { closeRedis, withinRedisBudget } from '@/lib/redis/client';
import { openTestStores } from '@/lib/sale/test-sale';
import { withinBuyerLimits, withinRateLimit } from './rate-limit';

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

test('what one instance counted, another knows', async () => {
  const key = `instances ${crypto.randomUUID()}`;
  expect(await countPassing(key, 6)).toBe(6);
  vi.resetModules();
  const other = await import('./rate-limit');
  const answers = await Promise.all(Array.from({ length: 10 }, () => other.withinRateLimit('sign_in', key)));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(4);
  expect(await countPassing(key, 1)).toBe(0);
});

test('joins are counted per account, per address and per schedule', async () => {
  const [account, address, schedule] = Array.from({ length: 3 }, () => crypto.randomUUID());
  const by = { userId: account ?? '', address: address ?? '', scheduleId: schedule ?? '' };
  const passing = async (times: number, who: (nth: number) => Partial<typeof by>) => {
    let passed = 0;
    // In handfuls: a busy Redis that answers late would be taken for one that is away.
    for (let nth = 0; nth < times; nth += 50) {
      const handful = Array.from({ length: Math.min(50, times - nth) }, (_, i) => ({
        ...by,
        ...who(nth + i),
      }));
      const answers = await Promise.all(handful.map((each) => withinBuyerLimits('join', each)));
      passed += answers.filter((answer) => answer.ok).length;
    }
    return passed;
  };
  expect(await passing(30, () => ({}))).toBe(20);
  const others = (nth: number) => ({ userId: `${account} ${nth}` });
  expect(await passing(3500, others)).toBe(3000 - 30);
  expect(await passing(1, (nth) => ({ ...others(nth), address: `${address} elsewhere` }))).toBe(1);
  const counted = await withinRedisBudget((client) => client.get(`rate:join_schedule:${schedule}`));
  expect(Number(counted)).toBeGreaterThanOrEqual(3000);
});

test('while Redis is away each process counts for itself, and nothing hangs', async () => {
  closeRedis();
  const key = `away ${crypto.randomUUID()}`;
  const startedAt = performance.now();
  expect(await countPassing(key, 25)).toBe(10);
  expect(performance.now() - startedAt).toBeLessThan(1500);
});
