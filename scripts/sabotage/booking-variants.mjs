import {
  noBuyerTurn,
  noIndex,
  noLimitInDatabase,
  noSeatStatus,
  redisForgetsSold,
  redisSaysYes,
} from './guards-before.mjs';

const store = 'lib/postgres/booking-store.ts';

/** @param {string} instead of the clause that orders and locks a booking's seats @returns {[string, string, string]} */
const seatLock = (instead) => [
  store,
  '      ORDER BY place FOR UPDATE`;\n  return [...(areas',
  `      ${instead}\`;\n  return [...(areas`,
];

/**
 * Few enough seats that bookings wait for one another, and people enough that two want the same two seats within a millisecond: with
 * 150 one run in four saw none do.
 */
export const fewSeats = ['--buyers', '400', '--seats', '16'];

/**
 * So many seats that hardly any is gone: who books from three tabs, or clicks twice, meets the limit or the own twin and nobody
 * else. With fewer seats than people most were refused for a seat, and now and then a run had nobody left to do the damage.
 */
export const manySeats = ['--seats', '3000'];

/** While PostgreSQL dies and comes back. */
export const postgresKilled = ['--faults', 'postgres-killed', '--seconds', '20'];

/** What the database locks, judges and writes in a booking's transaction. @type {import('./variants.mjs').Variant[]} */
export const bookingVariants = [
  {
    name: 'no-row-locks',
    what: 'no FOR UPDATE: seats are not locked before they are judged, and no index is behind it',
    by: ['I1'],
    sources: [redisSaysYes, redisForgetsSold, seatLock('ORDER BY place')],
    statements: [noIndex],
    options: fewSeats,
  },
  {
    name: 'unordered-locks',
    what: 'seats are locked in any order',
    by: ['order'],
    sources: [redisSaysYes, redisForgetsSold, seatLock('ORDER BY random() FOR UPDATE')],
    options: fewSeats,
  },
  {
    name: 'status-not-judged',
    what: 'the database does not ask whether a seat is free: only its index is left',
    by: ['answer'],
    sources: [redisSaysYes, redisForgetsSold],
    functions: [noSeatStatus],
    // Who hears 500 asks again for seconds.
    options: ['--buyers', '150', '--seats', '100'],
  },
  {
    name: 'no-unique-index',
    what: 'the index of live seats is gone, and whether a seat is free is not asked either',
    // Two are told that a seat is theirs.
    by: ['I2'],
    sources: [redisSaysYes, redisForgetsSold],
    functions: [noSeatStatus],
    statements: [noIndex],
    options: ['--buyers', '300'],
  },
  {
    name: 'limit-not-judged',
    what: 'the limit of seats is not judged where it counts',
    by: ['I7'],
    functions: [noLimitInDatabase],
    options: manySeats,
  },
  {
    name: 'limit-outside-transaction',
    what: 'the limit is judged before the transaction instead of in it',
    by: ['I7'],
    sources: [
      noBuyerTurn,
      [
        'lib/sale/make-booking.ts',
        'confirmBookingInDatabase } from',
        'confirmBookingInDatabase, countLiveTickets } from',
      ],
      [
        'lib/sale/make-booking.ts',
        '  let turn: Result<ConfirmSaid, AreaBusyRefusal>;\n',
        `  let turn: Result<ConfirmSaid, AreaBusyRefusal>;
  const alreadyYours = await countLiveTickets(whose.userId, scheduleId);
  const limit = sale.schedule.rules.seatLimit;
  if (alreadyYours + places.length > limit) {
    await endClaimOf(whose, claim);
    return refused({ code: 'SEAT_LIMIT_EXCEEDED', limit, alreadyYours });
  }
`,
      ],
    ],
    functions: [noLimitInDatabase],
    options: manySeats,
  },
  {
    name: 'limit-without-lock',
    what: "the limit is judged without the buyer's row locked",
    by: ['I7'],
    sources: [
      noBuyerTurn,
      [store, 'buyerId} FOR UPDATE`;\n}\n\n/** A booking as', 'buyerId}`;\n}\n\n/** A booking as'],
    ],
    options: manySeats,
  },
  {
    name: 'old-snapshot',
    what: 'REPEATABLE READ: what is judged after the lock is what stood there before it',
    by: ['I7'],
    sources: [
      noBuyerTurn,
      [
        store,
        'wish.paymentMethod}) AS said`,\n    ]),',
        "wish.paymentMethod}) AS said`,\n    ], { isolationLevel: 'RepeatableRead' }),",
      ],
    ],
    options: manySeats,
  },
  {
    name: 'half-a-booking',
    what: 'a booking of several seats has only its first',
    // What was not written down is sold and nobody's; its answer never comes.
    by: ['I1', 'I4'],
    functions: [['confirm_booking', 's.place = ANY (p_places);', 's.place = p_places[1];']],
  },
  {
    name: 'commit-not-flushed',
    what: 'a commit is acknowledged before it is on the disk',
    by: ['I3'],
    statements: ['ALTER DATABASE rowlock SET synchronous_commit = off'],
    options: postgresKilled,
  },
];
