import { expect, test } from 'vitest';
import { emptyHistory } from '../history/history.mjs';
import { faultKinds } from './fault-kinds.mjs';
import { readOptions } from './options.mjs';
import { missingFaults } from './verdict.mjs';

const faults = (...args: string[]) => readOptions(args)?.faults;

test('all faults are all, beside whatever else is named, and without a bank all but its own', () => {
  for (const text of ['all', 'all,', 'all,redis-killed', ' redis-killed , all'])
    expect(faults('--faults', text)).toEqual(faultKinds);
  expect(faults('--faults', 'app-clock,,redis-killed')).toEqual(['redis-killed', 'app-clock']);
  expect(faults('--payers', '0', '--faults', 'all')).toEqual(
    faultKinds.filter((kind) => !kind.startsWith('bank-')),
  );
  expect(faults()).toEqual([]);
});

test('what would break nothing, or less than was asked for, is refused', () => {
  expect(() => faults('--faults', ',')).toThrow('names nothing');
  expect(() => faults('--faults', 'all,redis-kiled')).toThrow('no fault "redis-kiled"');
  expect(() => faults('--payers', '0', '--faults', 'app-killed,bank-killed')).toThrow('no bank');
});

test('an option that is not there, or has no number, is told in a sentence', () => {
  const failure = { name: 'Failure', message: expect.stringContaining('--help') };
  expect(() => readOptions(['--buyer', '3'])).toThrow(expect.objectContaining(failure));
  expect(() => readOptions(['--buyers'])).toThrow(expect.objectContaining(failure));
  for (const text of ['many', '', '0', '1.5'])
    expect(() => readOptions(['--buyers', text])).toThrow('--buyers');
});

test('kinds that had no turn are told', () => {
  const options = readOptions(['--faults', 'redis-killed,app-clock']);
  if (!options) throw new Error('help was asked for');
  const fault = { kind: 'redis-killed', from: 1, to: 2, holdsLost: true };
  expect(missingFaults({ ...emptyHistory(), faults: [fault] }, options)).toEqual(['app-clock']);
});
