import { redisSaysYes } from './guards-before.mjs';

const holds = 'lib/redis/scripts/holds.lua';

/** Until every hold has lapsed: only then it shows which did not. */
export const untilRest = { options: ['--buyers', '150', '--seats', '200'], rest: true };

/** What a hold promises, and who may end it. @type {import('./variants.mjs').Variant[]} */
export const holdVariants = [
  {
    name: 'hold-over-others',
    what: 'a hold takes seats that others hold',
    by: ['hold'],
    sources: [redisSaysYes],
  },
  {
    name: 'hold-key-by-key',
    what: 'a hold takes what it can get of what was asked for, and says yes',
    by: ['I4'],
    sources: [['lib/redis/scripts/hold-seats.lua', 'if code then', 'if code and #fresh == 0 then']],
  },
  {
    name: 'hold-ends-early',
    what: 'a hold ends before the time that was promised',
    by: ['hold'],
    sources: [
      [holds, "'PXAT', ends)", "'PXAT', ends - 7500)"],
      [holds, "redis.call('ZADD', INDEX, ends, place)", "redis.call('ZADD', INDEX, ends - 7500, place)"],
    ],
  },
  {
    name: 'holds-not-swept',
    what: 'nobody frees the seats of a hold that has ended',
    by: ['I15'],
    sources: [[holds, 'return sweep_seats(grace) + sweep_areas(grace)', 'return 0']],
    ...untilRest,
  },
  {
    name: 'release-blind',
    what: "a release deletes a seat's key without a look at whose it is",
    by: ['hold'],
    sources: [[holds, "if redis.call('GET', LOCK_PREFIX .. place) == value_of(hold) then", 'do']],
    // Few seats that change hands: what somebody names by mistake is somebody's.
    options: ['--seats', '100', '--seconds', '12'],
  },
  {
    name: 'release-before-commit',
    what: 'a booking gives its hold up before the database has decided',
    by: ['hold'],
    sources: [
      [
        'lib/sale/make-booking.ts',
        '  try {\n    turn = await',
        `  const seats = places.map((place) => ({ place, status: 'available', epoch: 0 }));
  await tellSeatBase(whose, { seats, areas: [] }, { attempt: claim.attemptId, holdSeconds: 1, areas });
  try {\n    turn = await`,
      ],
    ],
  },
];
