import { beforeEach, expect, it, vi } from 'vitest';
import { readEnv } from '@/lib/env';

const base = { DATABASE_URL: 'unused', REDIS_URL: 'unused', AUTH_SECRET: 'x'.repeat(32) };
const sandbox = {
  SANDBOX_PAYMENTS_URL: 'http://localhost:4010',
  SANDBOX_PAYMENTS_SECRET: 's'.repeat(32),
};
const stripe = {
  STRIPE_SECRET_KEY: 'sk_test_x',
  STRIPE_WEBHOOK_SECRET: 'whsec_x',
  STRIPE_ACCOUNTS: 'o1:acct_1,o2:acct_2',
};

beforeEach(() => {
  for (const name of Object.keys({ ...sandbox, ...stripe })) vi.stubEnv(name, undefined);
  vi.resetModules();
});

/** The providers that this environment switches on. */
async function namesWith(environment: Record<string, string>): Promise<string[]> {
  for (const [name, value] of Object.entries({ ...base, ...environment })) vi.stubEnv(name, value);
  const { paymentProviders } = await import('./payment-providers');
  return paymentProviders().map(({ name }) => name);
}

it.each([
  [[], {}],
  [['sandbox'], sandbox],
  [['stripe'], stripe],
  [['sandbox', 'stripe'], { ...sandbox, ...stripe }],
  [[], { STRIPE_SECRET_KEY: '', SANDBOX_PAYMENTS_URL: '' }],
])('%j are switched on by their settings', async (names, environment) => {
  expect(await namesWith(environment)).toEqual(names);
});

it.each([
  ['SANDBOX_PAYMENTS_SECRET', { ...sandbox, SANDBOX_PAYMENTS_SECRET: '' }],
  ['STRIPE_WEBHOOK_SECRET', { ...stripe, STRIPE_WEBHOOK_SECRET: '' }],
  ['STRIPE_ACCOUNTS', { ...stripe, STRIPE_ACCOUNTS: 'o1' }],
])('half a setting is a fault at the start: %s', (setting, environment) => {
  expect(() => readEnv({ ...base, ...environment })).toThrow(setting);
});
