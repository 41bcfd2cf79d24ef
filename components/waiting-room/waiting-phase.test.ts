import { describe, expect, test } from 'vitest';
import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { readPlace } from './read-place';
import type { WaitingView } from './waiting-desk';
import { phaseOf } from './waiting-phase';

const told = {
  ...{ state: 'waiting', place: 3, ahead: 2, estimated_seconds: 40, people: 9, room: 'open' },
  ...{ opens_at: '2026-12-01T10:00:00Z', sales_open_at: '2026-12-01T11:00:00Z' },
  ...{ sales_close_at: '2026-12-20T11:00:00Z', proof_of_work: true, now: '2026-12-01T11:30:00Z' },
  ...{ admission: null, admission_expires_at: null, admission_ends_at: null },
};

function placeOf(change: object = {}): WaitingPlace {
  const place = readPlace({ ...told, ...change });
  if (!place) throw new Error('not a place');
  return place;
}

function phase(change: object, at: string, more: Partial<WaitingView> = {}) {
  const view: WaitingView = {
    ...{ place: placeOf(change), doing: 'nothing', checked: 0, live: true, refusal: null },
    ...more,
  };
  return phaseOf(view, Date.parse(at) / 1000);
}

describe('what the page is about', () => {
  const before = '2026-12-01T09:59:59Z';
  const early = '2026-12-01T10:59:59Z';
  const open = '2026-12-01T11:30:00Z';
  const over = '2026-12-20T11:00:00Z';

  test.each([
    [{ state: 'outside' }, before, 'not_open'],
    [{ state: 'outside' }, early, 'joining'],
    [{ state: 'outside', room: 'drained' }, open, 'drained'],
    [{ state: 'outside', room: 'paused' }, open, 'joining'],
    [{ state: 'early' }, early, 'early'],
    [{ state: 'early' }, open, 'drawing'],
    [{ state: 'waiting' }, open, 'waiting'],
    [{ state: 'skipped' }, open, 'skipped'],
    [{ state: 'left' }, open, 'left'],
    [{ state: 'ended' }, open, 'ended'],
    [{ state: 'admitted' }, open, 'admitted'],
    [{ state: 'waiting' }, over, 'closed'],
  ])('%o at %s: %s', (change, at, expected) => {
    expect(phase(change, at)).toBe(expected);
  });

  test('what the page does, and why it may not go on, come first', () => {
    expect(phase({ state: 'outside' }, open, { doing: 'checking' })).toBe('checking');
    expect(phase({ state: 'skipped' }, open, { doing: 'joining' })).toBe('joining');
    const refusal = { ok: false, message: '', retryAfterSeconds: null } as const;
    expect(phase({}, open, { refusal: { ...refusal, code: 'SESSION_SUPERSEDED' } })).toBe('superseded');
    expect(phase({}, over, { refusal: { ...refusal, code: 'NOT_SIGNED_IN' } })).toBe('signed_out');
    expect(phase({}, open, { refusal: { ...refusal, code: 'TOO_MANY_REQUESTS' } })).toBe('waiting');
  });
});

test('what is no place is not taken for one', () => {
  expect(placeOf()).toMatchObject({ ahead: 2, estimatedSeconds: 40, proofOfWork: true, admission: null });
  for (const wrong of [null, 'x', [], {}, { ...told, state: 'dancing' }, { ...told, now: 1 }]) {
    expect(readPlace(wrong)).toBeNull();
  }
});
