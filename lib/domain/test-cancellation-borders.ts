/** When the usual Korean tiers end, over zones and changes of clocks, written down by hand. Not used by the product. */

/** A show, a booking of it, and the five instants at which cancelling that booking becomes dearer, and at last closes. */
export interface BorderCase {
  what: string;
  timeZone: string;
  bookedAt: string;
  startsAt: string;
  /** On the venue's clocks: free → fixed fee → 10 % → 20 % → 30 % → closed. */
  borders: readonly [string, string, string, string, string];
}

/** What keeping costs from step to step of the usual Korean tiers, for seats of one price; null: closed. */
export function koreanFees(totalMinor: number, seatCount: number): readonly (number | null)[] {
  const percent = (of: number) => (totalMinor * of) / 100;
  return [0, 4000 * seatCount, percent(10), percent(20), percent(30), null];
}

export const borderCases: readonly BorderCase[] = [
  {
    ...{ what: 'clocks that never change', timeZone: 'Asia/Seoul' },
    ...{ bookedAt: '2026-12-01T10:00:00+09:00', startsAt: '2026-12-31T19:00:00+09:00' },
    borders: [
      ...(['2026-12-09T00:00:00+09:00', '2026-12-22T00:00:00+09:00', '2026-12-25T00:00:00+09:00'] as const),
      ...(['2026-12-29T00:00:00+09:00', '2026-12-30T17:00:00+09:00'] as const),
    ],
  },
  {
    ...{
      what: 'a show that begins after midnight, booked in the last second of a day',
      timeZone: 'Asia/Seoul',
    },
    ...{ bookedAt: '2026-12-01T23:59:59+09:00', startsAt: '2026-12-31T00:30:00+09:00' },
    borders: [
      ...(['2026-12-09T00:00:00+09:00', '2026-12-22T00:00:00+09:00', '2026-12-25T00:00:00+09:00'] as const),
      ...(['2026-12-29T00:00:00+09:00', '2026-12-30T17:00:00+09:00'] as const),
    ],
  },
  {
    ...{ what: 'a leap day among the days counted back', timeZone: 'Asia/Seoul' },
    ...{ bookedAt: '2028-02-01T10:00:00+09:00', startsAt: '2028-03-02T19:00:00+09:00' },
    borders: [
      ...(['2028-02-09T00:00:00+09:00', '2028-02-22T00:00:00+09:00', '2028-02-25T00:00:00+09:00'] as const),
      ...(['2028-02-29T00:00:00+09:00', '2028-03-01T17:00:00+09:00'] as const),
    ],
  },
  {
    ...{ what: 'a quarter of an hour off the others', timeZone: 'Asia/Kathmandu' },
    ...{ bookedAt: '2026-12-01T00:00:00+05:45', startsAt: '2026-12-31T19:00:00+05:45' },
    borders: [
      ...(['2026-12-09T00:00:00+05:45', '2026-12-22T00:00:00+05:45', '2026-12-25T00:00:00+05:45'] as const),
      ...(['2026-12-29T00:00:00+05:45', '2026-12-30T17:00:00+05:45'] as const),
    ],
  },
  {
    ...{ what: 'the first place of the world to have a new year', timeZone: 'Pacific/Kiritimati' },
    ...{ bookedAt: '2026-12-01T10:00:00+14:00', startsAt: '2027-01-01T19:00:00+14:00' },
    borders: [
      ...(['2026-12-09T00:00:00+14:00', '2026-12-23T00:00:00+14:00', '2026-12-26T00:00:00+14:00'] as const),
      ...(['2026-12-30T00:00:00+14:00', '2026-12-31T17:00:00+14:00'] as const),
    ],
  },
  {
    ...{ what: 'an evening that is tomorrow in UTC', timeZone: 'America/Los_Angeles' },
    ...{ bookedAt: '2026-12-01T20:00:00-08:00', startsAt: '2026-12-31T21:00:00-08:00' },
    borders: [
      ...(['2026-12-09T00:00:00-08:00', '2026-12-22T00:00:00-08:00', '2026-12-25T00:00:00-08:00'] as const),
      ...(['2026-12-29T00:00:00-08:00', '2026-12-30T17:00:00-08:00'] as const),
    ],
  },
  {
    ...{ what: 'clocks go forward between two tiers', timeZone: 'Europe/Berlin' },
    ...{ bookedAt: '2026-03-01T12:00:00+01:00', startsAt: '2026-04-04T20:00:00+02:00' },
    borders: [
      ...(['2026-03-09T00:00:00+01:00', '2026-03-26T00:00:00+01:00', '2026-03-29T00:00:00+01:00'] as const),
      ...(['2026-04-02T00:00:00+02:00', '2026-04-03T17:00:00+02:00'] as const),
    ],
  },
  {
    ...{ what: 'clocks go forward on the day cancelling closes', timeZone: 'Europe/Berlin' },
    ...{ bookedAt: '2026-03-01T12:00:00+01:00', startsAt: '2026-03-30T20:00:00+02:00' },
    borders: [
      ...(['2026-03-09T00:00:00+01:00', '2026-03-21T00:00:00+01:00', '2026-03-24T00:00:00+01:00'] as const),
      ...(['2026-03-28T00:00:00+01:00', '2026-03-29T17:00:00+02:00'] as const),
    ],
  },
  {
    ...{ what: 'clocks go back on the day cancelling closes', timeZone: 'Europe/Berlin' },
    ...{ bookedAt: '2026-10-01T12:00:00+02:00', startsAt: '2026-10-26T20:00:00+01:00' },
    borders: [
      ...(['2026-10-09T00:00:00+02:00', '2026-10-17T00:00:00+02:00', '2026-10-20T00:00:00+02:00'] as const),
      ...(['2026-10-24T00:00:00+02:00', '2026-10-25T17:00:00+01:00'] as const),
    ],
  },
  {
    ...{ what: 'clocks go forward within the free days', timeZone: 'America/New_York' },
    ...{ bookedAt: '2026-03-05T23:30:00-05:00', startsAt: '2026-06-01T20:00:00-04:00' },
    borders: [
      ...(['2026-03-13T00:00:00-04:00', '2026-05-23T00:00:00-04:00', '2026-05-26T00:00:00-04:00'] as const),
      ...(['2026-05-30T00:00:00-04:00', '2026-05-31T17:00:00-04:00'] as const),
    ],
  },
  {
    ...{ what: 'clocks go back on the first day of a tier', timeZone: 'America/New_York' },
    ...{ bookedAt: '2026-10-01T12:00:00-04:00', startsAt: '2026-11-03T20:00:00-05:00' },
    borders: [
      ...(['2026-10-09T00:00:00-04:00', '2026-10-25T00:00:00-04:00', '2026-10-28T00:00:00-04:00'] as const),
      ...(['2026-11-01T00:00:00-04:00', '2026-11-02T17:00:00-05:00'] as const),
    ],
  },
  {
    ...{ what: 'a day without a midnight: it begins at one', timeZone: 'America/Santiago' },
    ...{ bookedAt: '2026-08-01T12:00:00-04:00', startsAt: '2026-09-08T20:00:00-03:00' },
    borders: [
      ...(['2026-08-09T00:00:00-04:00', '2026-08-30T00:00:00-04:00', '2026-09-02T00:00:00-04:00'] as const),
      ...(['2026-09-06T01:00:00-03:00', '2026-09-07T17:00:00-03:00'] as const),
    ],
  },
  {
    ...{ what: 'the last hour of a day comes twice', timeZone: 'America/Santiago' },
    ...{ bookedAt: '2026-03-01T12:00:00-03:00', startsAt: '2026-04-07T20:00:00-04:00' },
    borders: [
      ...(['2026-03-09T00:00:00-03:00', '2026-03-29T00:00:00-03:00', '2026-04-01T00:00:00-03:00'] as const),
      ...(['2026-04-05T00:00:00-04:00', '2026-04-06T17:00:00-04:00'] as const),
    ],
  },
  {
    ...{ what: 'midnight comes twice: the first one counts', timeZone: 'America/Havana' },
    ...{ bookedAt: '2026-10-01T12:00:00-04:00', startsAt: '2026-11-03T20:00:00-05:00' },
    borders: [
      ...(['2026-10-09T00:00:00-04:00', '2026-10-25T00:00:00-04:00', '2026-10-28T00:00:00-04:00'] as const),
      ...(['2026-11-01T00:00:00-04:00', '2026-11-02T17:00:00-05:00'] as const),
    ],
  },
  {
    ...{ what: 'a day without a midnight, in the East', timeZone: 'Africa/Cairo' },
    ...{ bookedAt: '2026-04-01T12:00:00+02:00', startsAt: '2026-04-26T20:00:00+03:00' },
    borders: [
      ...(['2026-04-09T00:00:00+02:00', '2026-04-17T00:00:00+02:00', '2026-04-20T00:00:00+02:00'] as const),
      ...(['2026-04-24T01:00:00+03:00', '2026-04-25T17:00:00+03:00'] as const),
    ],
  },
  {
    ...{ what: 'clocks that change by half an hour', timeZone: 'Australia/Lord_Howe' },
    ...{ bookedAt: '2026-09-01T12:00:00+10:30', startsAt: '2026-10-07T20:00:00+11:00' },
    borders: [
      ...(['2026-09-09T00:00:00+10:30', '2026-09-28T00:00:00+10:30', '2026-10-01T00:00:00+10:30'] as const),
      ...(['2026-10-05T00:00:00+11:00', '2026-10-06T17:00:00+11:00'] as const),
    ],
  },
  {
    ...{ what: 'three quarters of an hour off, and changing', timeZone: 'Pacific/Chatham' },
    ...{ bookedAt: '2026-09-01T12:00:00+12:45', startsAt: '2026-09-29T20:00:00+13:45' },
    borders: [
      ...(['2026-09-09T00:00:00+12:45', '2026-09-20T00:00:00+12:45', '2026-09-23T00:00:00+12:45'] as const),
      ...(['2026-09-27T00:00:00+12:45', '2026-09-28T17:00:00+13:45'] as const),
    ],
  },
];
