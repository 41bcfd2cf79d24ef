import { expect, test } from 'vitest';
import { type BookingStatus, bookingStatuses, bookingTransitions, isLive, mayBecome } from './booking-states';

test('the table is complete, and its words are statuses', () => {
  expect(Object.keys(bookingTransitions).sort()).toEqual([...bookingStatuses].sort());
  for (const from of bookingStatuses) {
    for (const to of bookingStatuses) {
      expect(mayBecome(from, to)).toBe((bookingTransitions[from] as readonly string[]).includes(to));
    }
  }
});

test('a cancelled booking stays so; an expired one comes back only to take money that came too late', () => {
  const after = (from: BookingStatus) => bookingStatuses.filter((to) => mayBecome(from, to));
  expect(after('CANCELLED')).toEqual([]);
  expect(after('EXPIRED')).toEqual(['CAPTURING']);
});

test('every live booking has a way to its end, and none becomes itself', () => {
  const ends = new Set<BookingStatus>(['CONFIRMED', 'CANCELLED', 'EXPIRED']);
  for (const from of bookingStatuses.filter(isLive)) {
    expect(bookingStatuses.some((to) => mayBecome(from, to) && ends.has(to))).toBe(true);
  }
  for (const status of bookingStatuses) expect(mayBecome(status, status)).toBe(false);
});

test('money that is being captured is never let go of by expiry', () => {
  expect(mayBecome('CAPTURING', 'EXPIRED')).toBe(false);
});
