import { beforeAll, expect, test } from 'vitest';
import { countStream } from './streams-of-addresses';

beforeAll(() => {
  Object.assign(process.env, {
    ...{ DATABASE_URL: 'postgresql://localhost/none', REDIS_URL: 'redis://localhost' },
    ...{ AUTH_SECRET: 'a secret for tests, longer than 32 characters', APP_URL: 'http://localhost:3000' },
    RATE_LIMITS: 'on',
  });
});

test('an address has so many streams at a time, another one its own, and one that ends makes room for one', () => {
  const ends: (() => void)[] = [];
  for (;;) {
    const counted = countStream('10.0.0.1');
    if (!counted.ok) {
      expect(counted.refusal).toEqual({ code: 'TOO_MANY_REQUESTS', retryAfterSeconds: 30 });
      break;
    }
    ends.push(counted.value);
    expect(ends.length).toBeLessThan(10_000);
  }
  expect(ends.length).toBeGreaterThanOrEqual(1000);
  expect(countStream('10.0.0.2').ok).toBe(true);
  const [end] = ends;
  end?.();
  end?.();
  expect(countStream('10.0.0.1').ok).toBe(true);
  expect(countStream('10.0.0.1').ok).toBe(false);
});
