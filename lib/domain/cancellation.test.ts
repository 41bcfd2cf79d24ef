import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CancellationPolicy, cancellationSteps, koreanCancellationPolicy } from './cancellation';

const price = 154_000;

/** What cancelling costs at an instant; null when it is closed. */
function feeAt(
  at: Date,
  booking: Parameters<typeof cancellationSteps>[1],
  policy = koreanCancellationPolicy,
) {
  return cancellationSteps(policy, booking).find(({ until }) => at < new Date(until))?.feeMinor ?? null;
}

/** The fee a second before an instant and at it. */
function around(
  instant: string,
  booking: Parameters<typeof cancellationSteps>[1],
  policy?: CancellationPolicy,
) {
  const at = new Date(instant);
  return [feeAt(new Date(at.getTime() - 1000), booking, policy), feeAt(at, booking, policy)];
}

describe('the usual Korean tiers, in Seoul', () => {
  // The show is on 31 December at 19:00; a day's end there is 15:00 UTC.
  const startsAt = new Date('2026-12-31T19:00:00+09:00');
  const early = {
    ...{ bookedAt: new Date('2026-12-01T10:00:00+09:00'), startsAt, timeZone: 'Asia/Seoul' },
    ...{ totalMinor: 2 * price, seatCount: 2 },
  };
  const percent = (of: number) => (2 * price * of) / 100;

  test.each([
    ['free for seven days after the day of booking', '2026-12-09T00:00:00+09:00', 0, 8000],
    ['a fixed fee a seat until ten days before', '2026-12-22T00:00:00+09:00', 8000, percent(10)],
    ['10 % at nine to seven days', '2026-12-25T00:00:00+09:00', percent(10), percent(20)],
    ['20 % at six to three days', '2026-12-29T00:00:00+09:00', percent(20), percent(30)],
    ['30 % at two to one, closed at 17:00 on the day before', '2026-12-30T17:00:00+09:00', percent(30), null],
  ])('%s', (_, border, before, after) => {
    expect(around(border, early)).toEqual([before, after]);
  });

  test('a booking just before midnight has its seven days from that day', () => {
    const booking = { ...early, bookedAt: new Date('2026-12-01T23:59:59+09:00') };
    expect(around('2026-12-09T00:00:00+09:00', booking)).toEqual([0, 8000]);
    const next = { ...early, bookedAt: new Date('2026-12-02T00:00:00+09:00') };
    expect(around('2026-12-10T00:00:00+09:00', next)).toEqual([0, 8000]);
  });

  test('booked on the tenth day before: free that day only, then the day tiers win', () => {
    const booking = { ...early, bookedAt: new Date('2026-12-21T23:59:58+09:00') };
    expect(feeAt(booking.bookedAt, booking)).toBe(0);
    expect(around('2026-12-22T00:00:00+09:00', booking)).toEqual([0, percent(10)]);
  });

  test.each([
    ['2026-12-22T00:00:00+09:00', percent(10)],
    ['2026-12-24T23:59:59+09:00', percent(10)],
    ['2026-12-25T00:00:00+09:00', percent(20)],
    ['2026-12-30T16:59:59+09:00', percent(30)],
    ['2026-12-30T17:00:00+09:00', null],
    ['2026-12-31T18:00:00+09:00', null],
  ])('booked late, at %s, cancelling costs at once what that day costs', (booked, fee) => {
    const booking = { ...early, bookedAt: new Date(booked) };
    expect(feeAt(booking.bookedAt, booking)).toBe(fee);
  });

  test('of percent and fixed fee the larger is kept, never more than the price', () => {
    const tiers = [{ throughDaysBefore: 0, percent: 10, perSeatMinor: 4000 }];
    const policy = {
      ...koreanCancellationPolicy,
      freeDaysAfterBooking: 0,
      freeThroughDaysBefore: 366,
      tiers,
    };
    const fee = (totalMinor: number, seatCount: number) =>
      feeAt(early.bookedAt, { ...early, totalMinor, seatCount }, policy);
    expect(fee(100_000, 1)).toBe(10_000);
    expect(fee(30_000, 1)).toBe(4000);
    expect(fee(3000, 1)).toBe(3000);
    expect(fee(0, 4)).toBe(0);
    expect(fee(100_001, 1)).toBe(10_001);
  });
});

describe('where clocks change, days are the calendar days of the venue', () => {
  const steps = (startsAt: string, bookedAt: string, timeZone: string) =>
    cancellationSteps(koreanCancellationPolicy, {
      ...{ startsAt: new Date(startsAt), bookedAt: new Date(bookedAt), timeZone },
      ...{ totalMinor: price, seatCount: 1 },
    }).map(({ until }) => until);

  test('Berlin, clocks go forward on 29 March 2026 between the tiers', () => {
    expect(steps('2026-04-04T20:00:00+02:00', '2026-03-01T12:00:00+01:00', 'Europe/Berlin')).toEqual([
      '2026-03-08T23:00:00.000Z',
      '2026-03-25T23:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
      '2026-04-01T22:00:00.000Z',
      '2026-04-03T15:00:00.000Z',
    ]);
  });

  test('New York, clocks go back on 1 November 2026 between the tiers', () => {
    expect(steps('2026-11-03T20:00:00-05:00', '2026-10-01T12:00:00-04:00', 'America/New_York')).toEqual([
      '2026-10-09T04:00:00.000Z',
      '2026-10-25T04:00:00.000Z',
      '2026-10-28T04:00:00.000Z',
      '2026-11-01T04:00:00.000Z',
      '2026-11-02T22:00:00.000Z',
    ]);
  });

  test('New York, the free days run over the hour that is missing on 8 March 2026', () => {
    const [free] = steps('2026-06-01T20:00:00-04:00', '2026-03-05T23:30:00-05:00', 'America/New_York');
    expect(free).toBe('2026-03-13T04:00:00.000Z');
  });

  test('closing at an hour that does not exist that day still closes that night', () => {
    const policy = { ...koreanCancellationPolicy, closesAtHour: 2 };
    const last = cancellationSteps(policy, {
      ...{ startsAt: new Date('2026-03-30T20:00:00+02:00'), bookedAt: new Date('2026-03-01T12:00:00+01:00') },
      ...{ timeZone: 'Europe/Berlin', totalMinor: price, seatCount: 1 },
    }).at(-1)?.until;
    expect(['2026-03-29T00:00:00.000Z', '2026-03-29T01:00:00.000Z']).toContain(last);
  });
});

test('for any policy and booking: steps are ahead of the booking, in order, and cost between nothing and all', () => {
  const hundredths = fc.nat(10_000).map((n) => n / 100);
  const days = fc.nat(30);
  const policies = fc.record({
    ...{
      freeDaysAfterBooking: days,
      freeThroughDaysBefore: days,
      closesDaysBefore: days,
      closesAtHour: fc.nat(23),
    },
    tiers: fc.array(
      fc.record({ throughDaysBefore: days, percent: hundredths, perSeatMinor: fc.nat(20_000) }),
      { maxLength: 6 },
    ),
  });
  const zones = fc.constantFrom('Asia/Seoul', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
  const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(
      policies,
      zones,
      instants,
      fc.nat(40 * 24),
      fc.nat(1_000_000),
      fc.nat(4),
      (policy, timeZone, startsAt, hours, totalMinor, more) => {
        const bookedAt = new Date(startsAt.getTime() - hours * 3_600_000);
        const booking = { bookedAt, startsAt, timeZone, totalMinor, seatCount: 1 + more };
        const steps = cancellationSteps(policy, booking);
        let reached = bookedAt.getTime();
        for (const { until, feeMinor } of steps) {
          expect(new Date(until).getTime()).toBeGreaterThan(reached);
          reached = new Date(until).getTime();
          expect(Number.isInteger(feeMinor)).toBe(true);
          expect(feeMinor).toBeGreaterThanOrEqual(0);
          expect(feeMinor).toBeLessThanOrEqual(totalMinor);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('a percentage with decimals is rounded up to the next minor unit, and not past it', () => {
  const anyPrice = fc.oneof(
    fc.nat(2_000_000),
    fc.nat(2000).map((n) => n * 1000),
  );
  fc.assert(
    fc.property(fc.nat(10_000), anyPrice, (hundredths, totalMinor) => {
      const tiers = [{ throughDaysBefore: 0, percent: hundredths / 100, perSeatMinor: 0 }];
      const policy = { ...koreanCancellationPolicy, freeThroughDaysBefore: 366, tiers, closesDaysBefore: 0 };
      const bookedAt = new Date('2026-05-01T00:00:00Z');
      const startsAt = new Date('2026-06-01T12:00:00Z');
      const fee = feeAt(bookedAt, { bookedAt, startsAt, timeZone: 'UTC', totalMinor, seatCount: 1 }, policy);
      const exact = (BigInt(totalMinor) * BigInt(hundredths) + 9999n) / 10_000n;
      expect(fee).toBe(Number(exact));
    }),
    { numRuns: 2000 },
  );
});
