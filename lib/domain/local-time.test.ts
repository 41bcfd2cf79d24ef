import { expect, test } from 'vitest';
import { localTime, momentOfLocalTime } from './local-time';

test('a time in a field is one of the venue, there and back', () => {
  const moment = new Date('2026-12-12T10:00:00Z');
  expect(localTime(moment, 'Asia/Seoul')).toBe('2026-12-12T19:00');
  expect(momentOfLocalTime('2026-12-12T19:00', 'Asia/Seoul')).toEqual(moment);
  expect(momentOfLocalTime('2026-07-01T20:00', 'Europe/Berlin')).toEqual(new Date('2026-07-01T18:00:00Z'));
  expect(momentOfLocalTime('2026-12-01T20:00', 'Europe/Berlin')).toEqual(new Date('2026-12-01T19:00:00Z'));
});

test('what names no time is none', () => {
  for (const text of [
    '',
    'tomorrow',
    '2026-02-31T10:00',
    '2026-01-01T25:00',
    '2026-01-01',
    '0026-01-01T10:00',
  ]) {
    expect(momentOfLocalTime(text, 'Asia/Seoul'), text).toBeNull();
  }
  // The hour that summer time leaves out.
  expect(momentOfLocalTime('2026-03-29T02:30', 'Europe/Berlin')).toBeNull();
});
