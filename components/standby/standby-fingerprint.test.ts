import { expect, test } from 'vitest';
import type { Standby } from '@/lib/domain/standby';
import { fingerprint, fingerprintOf } from './standby-fingerprint';

const line: Standby = {
  standbyId: 'a',
  scheduleId: '1',
  kind: 'any',
  seats: [],
  grade: 'R',
  quantity: 2,
  state: 'waiting',
  ahead: 3,
  offer: null,
  limitReached: false,
  passedOver: null,
  joinedAt: '2026-11-21T00:00:00Z',
  endedAt: null,
};

test('a list and the answer that says the same have one fingerprint; a change has another', () => {
  const wire = (more: object) => ({
    success: true,
    data: { standby: [{ standby_id: 'a', state: 'waiting', ahead: 3, offer: null, ...more }] },
  });
  expect(fingerprintOf(wire({}))).toBe(fingerprint([line]));
  expect(fingerprintOf(wire({ ahead: 2 }))).not.toBe(fingerprint([line]));
  expect(fingerprintOf(wire({ state: 'offered', ahead: null, offer: { seats: [{}, {}] } }))).not.toBe(
    fingerprint([line]),
  );
  expect(fingerprintOf({ success: true, data: { standby: [] } })).toBe(fingerprint([]));
  expect(fingerprintOf({ success: false })).toBeNull();
  expect(fingerprintOf(null)).toBeNull();
});
