import { expect, test } from 'vitest';
import { missingFromLock } from './check-lock.mjs';

const parent = { optionalDependencies: { '@parent/darwin': '1.0.0', '@parent/linux': '1.0.0' } };

test('a lock file without a platform of a package is found out', () => {
  expect(
    missingFromLock({ '': {}, 'node_modules/parent': parent, 'node_modules/@parent/linux': {} }),
  ).toEqual(['@parent/darwin']);
});

test('packages may lie in the node_modules of whoever needs them', () => {
  const packages = {
    '': {},
    'node_modules/a/node_modules/parent': parent,
    'node_modules/a/node_modules/@parent/linux': {},
    'node_modules/@parent/darwin': {},
  };
  expect(missingFromLock(packages)).toEqual([]);
});
