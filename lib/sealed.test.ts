import { expect, test, vi } from 'vitest';

const environment = { DATABASE_URL: 'none', REDIS_URL: 'none', AUTH_SECRET: 'a'.repeat(40) };

async function sealedUnder(more: Record<string, string> = {}) {
  vi.resetModules();
  delete process.env.ENCRYPTION_KEYS;
  Object.assign(process.env, environment, more);
  return import('./sealed');
}

test('what was sealed is opened again, and reads differently each time', async () => {
  const { seal, unseal } = await sealedUnder();
  const [one, other] = [seal('비밀', 'tickets', 'k1'), seal('비밀', 'tickets', 'k1')];
  expect(one).not.toBe(other);
  expect(one).not.toContain('비밀');
  expect(unseal(one, 'tickets', 'k1')).toBe('비밀');
  expect(unseal(other, 'tickets', 'k1')).toBe('비밀');
});

test('a value altered in any place, moved to another owner or used for something else stays closed', async () => {
  const { seal, unseal } = await sealedUnder();
  const sealed = seal('secret', 'tickets', 'k1');
  expect(unseal(sealed, 'tickets', 'k2')).toBeNull();
  expect(unseal(sealed, 'payments', 'k1')).toBeNull();
  for (const [, iv = '', closed = ''] of [sealed.split('.')]) {
    const flipped = (text: string) => {
      const bytes = Buffer.from(text, 'base64url');
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      return bytes.toString('base64url');
    };
    expect(unseal(['auth', flipped(iv), closed].join('.'), 'tickets', 'k1')).toBeNull();
    expect(unseal(['auth', iv, flipped(closed)].join('.'), 'tickets', 'k1')).toBeNull();
  }
  for (const nonsense of ['', 'auth', 'auth..', 'none.a.b'])
    expect(unseal(nonsense, 'tickets', 'k1')).toBeNull();
});

test('a ring turns: the first key seals, the older ones and the one of AUTH_SECRET still open', async () => {
  const [old, young] = [`2025:${'B'.repeat(43)}`, `2026:${'C'.repeat(43)}`];
  const before = (await sealedUnder()).seal('one', 'tickets', 'k');
  const then = (await sealedUnder({ ENCRYPTION_KEYS: old })).seal('two', 'tickets', 'k');
  const { seal, unseal } = await sealedUnder({ ENCRYPTION_KEYS: `${young},${old}` });
  expect(seal('three', 'tickets', 'k')).toMatch(/^2026\./);
  expect(unseal(before, 'tickets', 'k')).toBe('one');
  expect(unseal(then, 'tickets', 'k')).toBe('two');
  expect((await sealedUnder({ ENCRYPTION_KEYS: young })).unseal(then, 'tickets', 'k')).toBeNull();
  expect((await sealedUnder({ AUTH_SECRET: 'z'.repeat(40) })).unseal(before, 'tickets', 'k')).toBeNull();
  await expect(async () =>
    (await sealedUnder({ ENCRYPTION_KEYS: 'short:abc' })).seal('x', 'y', 'z'),
  ).rejects.toThrow(/ENCRYPTION_KEYS/);
});
