import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CancellationPolicy,
  cancellationFee,
  cancellationSteps,
  koreanCancellationPolicy,
  stepsForPart,
} from './cancellation';
import { borderCases, koreanFees } from './test-cancellation-borders';

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
    prices: [price, price],
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
    const fee = (...prices: number[]) => feeAt(early.bookedAt, { ...early, prices }, policy);
    expect(fee(100_000)).toBe(10_000);
    expect(fee(30_000)).toBe(4000);
    expect(fee(3000)).toBe(3000);
    expect(fee(0, 0, 0, 0)).toBe(0);
    expect(fee(100_001)).toBe(10_001);
    // Of each ticket, whatever else is cancelled with it.
    expect(fee(1000, 10_000)).toBe(1000 + 4000);
    expect(fee(10_000, 100_000)).toBe(4000 + 10_000);
  });
});

describe('the second before, at and after each border, on the clocks of the venue', () => {
  for (const { what, timeZone, bookedAt, startsAt, borders } of borderCases) {
    const booking = {
      ...{ bookedAt: new Date(bookedAt), startsAt: new Date(startsAt), timeZone },
      prices: [price, price],
    };
    const fees = koreanFees(2 * price, 2);
    test.each(borders.map((border, nth) => ({ border, before: fees[nth], from: fees[nth + 1] })))(
      `${timeZone}, ${what}: $border, $before → $from`,
      ({ border, before, from }) => {
        const at = (seconds: number) => feeAt(new Date(Date.parse(border) + seconds * 1000), booking);
        expect([at(-1), at(-0.001), at(0), at(1)]).toEqual([before, before, from, from]);
      },
    );
    test(`${timeZone}, ${what}: there are no other borders`, () => {
      const untils = cancellationSteps(koreanCancellationPolicy, booking).map(({ until }) => until);
      expect(untils).toEqual(borders.map((border) => new Date(border).toISOString()));
    });
  }

  // What such an hour means is a choice: the buyer gets the longer reading.
  test.each([
    ['does not exist', '2026-03-30T20:00:00+02:00', '2026-03-01T12:00:00+01:00', '2026-03-29T03:00:00+02:00'],
    ['comes twice', '2026-10-26T20:00:00+01:00', '2026-10-01T12:00:00+02:00', '2026-10-25T02:00:00+01:00'],
  ])('an hour of closing that %s that night', (_, startsAt, bookedAt, closes) => {
    const policy = { ...koreanCancellationPolicy, closesAtHour: 2 };
    const booking = {
      ...{ startsAt: new Date(startsAt), bookedAt: new Date(bookedAt), timeZone: 'Europe/Berlin' },
      prices: [price],
    };
    expect(around(closes, booking, policy)).toEqual([price * 0.3, null]);
  });
});

test('a part of a booking has the same borders, and its own fees at the same rates', () => {
  const booking = {
    ...{ bookedAt: new Date('2026-12-01T10:00:00+09:00'), startsAt: new Date('2026-12-31T19:00:00+09:00') },
    ...{ timeZone: 'Asia/Seoul', prices: [price, price, price] },
  };
  const whole = cancellationSteps(koreanCancellationPolicy, booking);
  const part = [price];
  expect(stepsForPart(whole, part)).toEqual(
    cancellationSteps(koreanCancellationPolicy, { ...booking, prices: part }),
  );
  expect(stepsForPart(whole, part).map(({ feeMinor }) => feeMinor)).toEqual(koreanFees(price, 1).slice(0, 5));
});

test('seat by seat costs what it costs at once, a seat never more than its price', () => {
  fc.assert(
    fc.property(
      fc.nat(10_000).map((n) => n / 100),
      fc.nat(20_000),
      fc.array(fc.nat(500_000), { minLength: 1, maxLength: 6 }),
      (percent, perSeatMinor, prices) => {
        const rate = { percent, perSeatMinor };
        const fees = prices.map((price) => cancellationFee(rate, [price]));
        expect(fees.reduce((sum, fee) => sum + fee, 0)).toBe(cancellationFee(rate, prices));
        for (const [nth, price] of prices.entries()) expect(fees[nth]).toBeLessThanOrEqual(price);
      },
    ),
    { numRuns: 300 },
  );
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
      fc.array(fc.nat(250_000), { minLength: 1, maxLength: 5 }),
      (policy, timeZone, startsAt, hours, prices) => {
        const bookedAt = new Date(startsAt.getTime() - hours * 3_600_000);
        const booking = { bookedAt, startsAt, timeZone, prices };
        const totalMinor = prices.reduce((sum, price) => sum + price, 0);
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
    fc.property(fc.nat(10_000), anyPrice, (hundredths, price) => {
      const tiers = [{ throughDaysBefore: 0, percent: hundredths / 100, perSeatMinor: 0 }];
      const policy = { ...koreanCancellationPolicy, freeThroughDaysBefore: 366, tiers, closesDaysBefore: 0 };
      const bookedAt = new Date('2026-05-01T00:00:00Z');
      const startsAt = new Date('2026-06-01T12:00:00Z');
      const fee = feeAt(bookedAt, { bookedAt, startsAt, timeZone: 'UTC', prices: [price] }, policy);
      const exact = (BigInt(price) * BigInt(hundredths) + 9999n) / 10_000n;
      expect(fee).toBe(Number(exact));
    }),
    { numRuns: 2000 },
  );
});
