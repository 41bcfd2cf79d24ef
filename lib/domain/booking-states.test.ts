import { expect, test } from 'vitest';
import { bookingStatuses, bookingTransitions, isLive, mayBecome } from './booking-states';

test('the table is complete, and its words are statuses', () => {
  expect(Object.keys(bookingTransitions).sort()).toEqual([...bookingStatuses].sort());
  for (const from of bookingStatuses) {
    for (const to of bookingStatuses) {
      expect(mayBecome(from, to)).toBe((bookingTransitions[from] as readonly string[]).includes(to));
    }
  }
});

test('a booking that lost its seats never comes back to life', () => {
  for (const from of bookingStatuses.filter((status) => !isLive(status))) {
    expect(bookingStatuses.filter((to) => mayBecome(from, to))).toEqual([]);
  }
});

test('every live booking has a way to its end, and none becomes itself', () => {
  const ends = new Set(bookingStatuses.filter((status) => !isLive(status)));
  for (const from of bookingStatuses.filter(isLive)) {
    expect(bookingStatuses.some((to) => mayBecome(from, to) && ends.has(to))).toBe(true);
  }
  for (const status of bookingStatuses) expect(mayBecome(status, status)).toBe(false);
});

test('money that is being captured is never let go of by expiry', () => {
  expect(mayBecome('CAPTURING', 'EXPIRED')).toBe(false);
});
