import { beforeAll, expect, test } from 'vitest';
import { sameOrigin } from './same-origin';

beforeAll(() => {
  const stores = { DATABASE_URL: 'none', REDIS_URL: 'none', AUTH_SECRET: 'x'.repeat(32) };
  Object.assign(process.env, stores, { APP_URL: 'https://tickets.example.com' });
});

test.each<[string, Record<string, string>, boolean]>([
  ['the address people reach us at', { origin: 'https://tickets.example.com' }, true],
  ['the host that was asked', { origin: 'http://localhost:3000', host: 'localhost:3000' }, true],
  ['another port', { origin: 'http://localhost:4000', host: 'localhost:3000' }, false],
  ['another site', { origin: 'https://evil.example', host: 'tickets.example.com' }, false],
  ['a name that only begins like ours', { origin: 'https://tickets.example.com.evil.example' }, false],
  ['an opaque origin', { origin: 'null', host: 'tickets.example.com' }, false],
  [
    'another site that says it is the same',
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    false,
  ],
  ['no Origin, the browser says same-origin', { 'sec-fetch-site': 'same-origin' }, true],
  ['no Origin, the browser says same-site', { 'sec-fetch-site': 'same-site' }, false],
  ['neither header', {}, false],
])('%s', (_, headers, expected) => {
  expect(sameOrigin(new Headers(headers))).toBe(expected);
});
