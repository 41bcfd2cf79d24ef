import { describe, expect, it } from 'vitest';
import { mayCancel, tabOf } from './booking-tab';

const now = '2026-12-12T12:00:00.000Z';
const before = '2026-12-12T11:00:00.000Z';
const after = '2026-12-12T13:00:00.000Z';

describe('where a booking stands', () => {
  it('is upcoming until the show is over', () => {
    expect(tabOf({ status: 'CONFIRMED', endsAt: after }, now)).toBe('upcoming');
    expect(tabOf({ status: 'CONFIRMED', endsAt: before }, now)).toBe('past');
    expect(tabOf({ status: 'PENDING', endsAt: after }, now)).toBe('upcoming');
  });

  it('is under cancelled once it has no seats', () => {
    expect(tabOf({ status: 'CANCELLED', endsAt: after }, now)).toBe('cancelled');
    expect(tabOf({ status: 'EXPIRED', endsAt: before }, now)).toBe('cancelled');
  });

  it('may be cancelled while a step is ahead', () => {
    const steps = [{ until: after, feeMinor: 0, percent: 0, perSeatMinor: 0 }];
    expect(mayCancel({ status: 'CONFIRMED', cancellation: steps }, now)).toBe(true);
    expect(mayCancel({ status: 'CONFIRMED', cancellation: steps }, after)).toBe(false);
    expect(mayCancel({ status: 'CONFIRMED', cancellation: [] }, now)).toBe(false);
    expect(mayCancel({ status: 'CANCELLED', cancellation: steps }, now)).toBe(false);
  });
});
