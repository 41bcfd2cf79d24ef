/**
 * A guard taken away.
 * @typedef {object} Variant
 * @property {string} name
 * @property {string} what is wrong with it
 * @property {[string, string, string][]} [sources] file, text in it, what stands there instead
 * @property {[string, string, string][]} [functions] of the database: name, text in it, what stands there instead
 * @property {string[]} [statements] for the database
 * @property {string[]} [options] of the stampede, where the usual ones do not bring it out
 */

// The product has several guards one behind the other: what a variant is about shows only where those before it are gone too.
/** @type {[string, string, string]} */
const redisSaysYes = [
  'lib/redis/scripts/holds.lua',
  "  if owner then\n    if string.sub(owner, 1, #USER + 1) == USER .. ':' then return 'mine' end\n    return 'SEAT_ALREADY_HELD'\n  end\n  if redis.call('ZSCORE', INDEX, place) then return 'SEAT_ALREADY_HELD' end",
  "  if owner and string.sub(owner, 1, #USER + 1) == USER .. ':' then return 'mine' end",
];
/** @type {[string, string, string]} */
const redisForgetsSold = [
  'lib/redis/scripts/holds.lua',
  '  local base = base_of(place)\n',
  '  local base = 0\n',
];
const noIndex = 'DROP INDEX booking_seats_live_seat';
/** @type {[string, string, string]} */
const noBuyerTurn = [
  'lib/sale/with-buyer-lock.ts',
  '  let begun = false;\n',
  '  if (scheduleId) return work();\n  let begun = false;\n',
];
/** @type {[string, string, string]} */
const noBuyerRow = [
  'lib/postgres/booking-store.ts',
  'buyerId} FOR UPDATE`;\n}\n\n/** A booking as',
  'buyerId}`;\n}\n\n/** A booking as',
];
/** @type {[string, string, string]} */
const noSeatStatus = ['rules_refusal', "WHERE s.status IS DISTINCT FROM 'available'", 'WHERE false'];

/** @type {Variant[]} */
export const variants = [
  { name: 'hold-over-others', what: 'a hold takes seats that others hold', sources: [redisSaysYes] },
  {
    name: 'hold-key-by-key',
    what: 'a hold takes what it can get of what was asked for, and says yes',
    sources: [['lib/redis/scripts/hold-seats.lua', 'if code then', 'if code and #fresh == 0 then']],
  },
  {
    name: 'hold-ends-early',
    what: 'a hold ends before the time that was promised',
    sources: [
      ['lib/redis/scripts/holds.lua', "'PXAT', ends)", "'PXAT', ends - 7500)"],
      [
        'lib/redis/scripts/holds.lua',
        "redis.call('ZADD', INDEX, ends, place)",
        "redis.call('ZADD', INDEX, ends - 7500, place)",
      ],
    ],
  },
  {
    name: 'release-before-commit',
    what: 'a booking gives its hold up before the database has decided',
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
  {
    name: 'no-row-locks',
    what: 'seats are not locked before they are judged, and no index is behind it',
    sources: [
      redisSaysYes,
      redisForgetsSold,
      [
        'lib/postgres/booking-store.ts',
        '      ORDER BY place FOR UPDATE`;\n  return [...(areas',
        '      ORDER BY place`;\n  return [...(areas',
      ],
    ],
    statements: [noIndex],
  },
  {
    name: 'status-not-judged',
    what: 'the database does not ask whether a seat is free',
    sources: [redisSaysYes, redisForgetsSold],
    functions: [noSeatStatus],
    statements: [noIndex],
  },
  {
    name: 'limit-not-judged',
    what: 'the limit of seats is not judged where it counts',
    functions: [['rules_refusal', 'IF already + wanted > sale.seat_limit THEN', 'IF false THEN']],
  },
  {
    name: 'limit-without-lock',
    what: "the limit is judged without the buyer's row locked",
    sources: [noBuyerTurn, noBuyerRow],
  },
  {
    name: 'old-snapshot',
    what: 'REPEATABLE READ: what is judged after the lock is what stood there before it',
    sources: [
      noBuyerTurn,
      [
        'lib/postgres/booking-store.ts',
        'wish.paymentMethod}) AS said`,\n    ]),',
        "wish.paymentMethod}) AS said`,\n    ], { isolationLevel: 'RepeatableRead' }),",
      ],
    ],
  },
  {
    name: 'key-not-kept',
    what: 'a booking does not keep its idempotency key',
    functions: [
      [
        'confirm_booking',
        "INSERT INTO idempotency_keys (buyer_id, operation, key, body_hash, answer)\n    VALUES (p_buyer, 'book', p_key, p_body_hash, answer);",
        '',
      ],
    ],
  },
  {
    name: 'key-not-asked',
    what: 'nobody looks whether a key was answered before',
    functions: [['earlier_answer', 'WHERE k.buyer_id = p_buyer', 'WHERE false AND k.buyer_id = p_buyer']],
  },
  {
    name: 'books-not-kept',
    what: 'a cancellation leaves no audit row',
    functions: [['cancel_tickets', 'INSERT INTO booking_audit', 'INSERT INTO no_audit']],
    statements: ['CREATE TABLE no_audit (LIKE booking_audit INCLUDING ALL)'],
  },
  {
    name: 'cancelled-seats-stay',
    what: 'a cancelled booking keeps its seats',
    functions: [['give_tickets_back', 'SET live = false', 'SET live = true']],
  },
  {
    name: 'cancelled-seats-not-sold-again',
    what: 'seats of a cancelled booking stay sold',
    functions: [
      [
        'give_tickets_back',
        "set_seat_status(p_schedule, places, 'available')",
        "set_seat_status(p_schedule, places, 'sold')",
      ],
    ],
  },
  {
    name: 'half-a-booking',
    what: 'a booking of several seats has only its first',
    functions: [['confirm_booking', 's.place = ANY (p_places);', 's.place = p_places[1];']],
  },
  {
    name: 'map-not-told',
    what: 'the map never hears what was sold',
    sources: [
      ['lib/use-cases/drain-outbox.ts', 'await applySeatBase({ scheduleId }, base);', 'void base;'],
      [
        'lib/sale/tell-seat-base.ts',
        'await applySeatBase(subject, base, booked);',
        'await applySeatBase(subject, { seats: [], areas: [] }, booked);',
      ],
    ],
  },
  {
    name: 'cancel-of-others',
    what: 'a cancellation frees another booking than it says',
    functions: [
      [
        'cancel_tickets',
        'RETURN give_tickets_back(p_booking,',
        'RETURN give_tickets_back((SELECT id FROM bookings ORDER BY random() LIMIT 1),',
      ],
    ],
  },
  {
    name: 'commit-not-flushed',
    what: 'a commit is acknowledged before it is on the disk',
    statements: ['ALTER DATABASE rowlock SET synchronous_commit = off'],
    options: ['--faults', 'postgres-killed', '--seconds', '20'],
  },
];
