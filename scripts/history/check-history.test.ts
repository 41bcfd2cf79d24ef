import { describe, expect, test } from 'vitest';
import { checkHistory } from './check-history.mjs';
import { addLine, emptyHistory } from './history.mjs';

type Line = Record<string, unknown>;

/** Two buyers, two seats: one books and cancels, the other books the same seat afterwards. */
const sound: Line[] = [
  { is: 'run', seed: 1, seatLimit: 2 },
  op(1, 'ann', 'hold', 0, 10, { seats: ['s-0'], seconds: 8 }),
  op(2, 'bob', 'hold', 5, 12, {
    outcome: 'refused',
    status: 409,
    refusal: 'SEAT_ALREADY_HELD',
    seats: ['s-0'],
  }),
  op(3, 'ann', 'book', 20, 30, { seats: ['s-0'], code: 'A', key: 'k1' }),
  op(4, 'ann', 'cancel', 40, 50, { code: 'A', key: 'k2' }),
  op(5, 'bob', 'book', 45, 60, { seats: ['s-0'], code: 'B', key: 'k3' }),
  op(6, 'bob', 'book', 61, 70, { seats: ['s-0'], code: 'B', key: 'k3' }),
  booking('A', 'ann', 'CANCELLED', ['s-0'], false, [
    [null, 'CONFIRMED'],
    ['CONFIRMED', 'CANCELLED'],
  ]),
  booking('B', 'bob', 'CONFIRMED', ['s-0'], true, [[null, 'CONFIRMED']]),
  { is: 'seat', seat: 's-0', status: 'sold' },
  { is: 'seat', seat: 's-1', status: 'available' },
  { is: 'key', buyer: 'ann', operation: 'book', key: 'k1', code: 'A' },
  { is: 'key', buyer: 'bob', operation: 'book', key: 'k3', code: 'B' },
];

function op(id: number, buyer: string, kind: string, from: number, to: number, more: Line): Line {
  return { is: 'op', id, buyer, show: 's', kind, from, to, outcome: 'ok', status: 200, ...more };
}

function booking(
  code: string,
  buyer: string,
  status: string,
  seats: string[],
  live: boolean,
  audit: unknown,
) {
  const its = seats.map((seat) => ({ seat, live, price: 100 }));
  const row = { id: `id-${code}`, code, buyer, status, method: 'none', total: 100, kept: 0 };
  return { is: 'booking', ...row, seats: its, audit };
}

/** The rules that a history breaks. */
function broken(lines: Line[]): string[] {
  const history = emptyHistory();
  for (const line of lines) addLine(history, JSON.stringify(line));
  return [...new Set(checkHistory(history).map(({ rule }) => rule))];
}

/** A sound history with one line changed, by what it is and what it is about. */
function changed(is: string, name: unknown, to: Line, of: Line[] = sound): Line[] {
  let found = 0;
  const lines = of.map((line) => {
    const hit = line.is === is && [line.id, line.code, line.seat, line.booking].includes(name);
    if (hit) found += 1;
    return hit ? { ...line, ...to } : line;
  });
  expect(found).toBeGreaterThan(0);
  return lines;
}

test('nothing is found in a history where all went well', () => {
  expect(broken(sound)).toEqual([]);
});

describe('found is', () => {
  const tampered: [string, string[], Line[]][] = [
    ['a seat that two certainly had at one moment', ['I2', 'hold'], changed('op', 4, { from: 65, to: 66 })],
    [
      'a seat held by two at once',
      ['hold'],
      changed('op', 2, { outcome: 'ok', status: 200, refusal: undefined, seconds: 8 }),
    ],
    [
      'a seat in two live bookings',
      ['I1', 'I4'],
      changed('booking', 'A', { seats: [{ seat: 's-0', live: true, price: 1 }] }),
    ],
    ['a seat that is free though it is booked', ['I1'], changed('seat', 's-0', { status: 'available' })],
    ['a seat that is sold to nobody', ['I1'], changed('seat', 's-1', { status: 'sold' })],
    [
      'an acknowledged booking that is gone',
      ['I1', 'I3'],
      sound.filter(({ is, code }) => is !== 'booking' || code !== 'B'),
    ],
    ['an acknowledged booking with other seats', ['I4'], changed('op', 5, { seats: ['s-0', 's-1'] })],
    ['a hold without a seat that was asked for', ['I4'], changed('op', 1, { asked: ['s-0', 's-1'] })],
    ['a hold of fewer seats than were asked for', ['I4'], changed('op', 1, { kind: 'best', quantity: 2 })],
    ['a key that was answered twice', ['I3', 'I5'], changed('op', 6, { code: 'C' })],
    ['a booking under no key', ['I5'], sound.filter(({ is, key }) => is !== 'key' || key !== 'k3')],
    [
      'a transition that is not in the books',
      ['I16'],
      changed('booking', 'A', { audit: [[null, 'CONFIRMED']] }),
    ],
    ['a transition that may not be', ['I16'], changed('booking', 'B', { audit: [[null, 'CANCELLED']] })],
    [
      'more seats than the limit',
      ['I7'],
      changed('run', undefined, {}).map((line) => (line.is === 'run' ? { ...line, seatLimit: 0 } : line)),
    ],
    [
      'an answer that nobody promised',
      ['answer'],
      changed('op', 2, { status: 500, refusal: 'INTERNAL_ERROR', outcome: 'unknown' }),
    ],
    [
      'money without a seat',
      ['I6'],
      [...sound, { is: 'payment', booking: 'id-A', state: 'captured', captured: 100, refunded: 0 }],
    ],
    [
      'a seat that is left though late comers took what they could get',
      ['left'],
      [...sound, { is: 'lapsed', instance: 0, seat: 's-0', status: 'sold', at: 80 }],
    ],
    [
      'next to nothing that was answered',
      ['tried'],
      [1, 2, 3, 4, 5].reduce(
        (lines, id) => changed('op', id, { outcome: 'unknown', status: 0 }, lines),
        sound,
      ),
    ],
    ['a deadlock that had to be broken', ['order'], [...sound, { is: 'deadlocks', count: 1 }]],
  ];
  test.each(tampered)('%s', (_, rules, lines) => {
    expect(broken(lines).sort()).toEqual(expect.arrayContaining(rules));
  });
});

/** Ann pays for two seats and cancels one, at a fee; Bob claims a third and walks away; Cat gets it and has not paid when asked. */
const paid: Line[] = [
  { is: 'run', seed: 1, seatLimit: 2 },
  op(1, 'ann', 'claim', 0, 10, { asked: ['p-0', 'p-1'], code: 'A', key: 'k1', seconds: 5 }),
  op(2, 'ann', 'approve', 20, 30, { code: 'A', status: 303 }),
  op(3, 'ann', 'look', 31, 40, { code: 'A', stage: 'paid' }),
  op(4, 'ann', 'cancel', 50, 60, { code: 'A', key: 'k2', asked: ['p-1'], fee: 10 }),
  op(5, 'bob', 'claim', 0, 10, { seats: ['p-2'], code: 'B', key: 'k3', seconds: 5 }),
  op(6, 'cat', 'claim', 5100, 5110, { seats: ['p-2'], code: 'C', key: 'k4', seconds: 5 }),
  op(7, 'cat', 'abandon', 5200, 5210, { code: 'C', stage: 'cancelled' }),
  {
    ...booking('A', 'ann', 'CONFIRMED', [], true, [
      [null, 'PENDING'],
      ['PENDING', 'CAPTURING'],
      ['CAPTURING', 'CONFIRMED'],
      ['CONFIRMED', 'CONFIRMED'],
    ]),
    ...{ method: 'sandbox', total: 200, kept: 10 },
    seats: [
      { seat: 'p-0', live: true, price: 100 },
      { seat: 'p-1', live: false, price: 100 },
    ],
  },
  {
    ...booking('B', 'bob', 'EXPIRED', ['p-2'], false, [
      [null, 'PENDING'],
      ['PENDING', 'EXPIRED'],
    ]),
    method: 'sandbox',
  },
  {
    ...booking('C', 'cat', 'CANCELLED', ['p-2'], false, [
      [null, 'PENDING'],
      ['PENDING', 'CANCELLED'],
    ]),
    method: 'sandbox',
  },
  { is: 'seat', seat: 'p-0', status: 'sold' },
  { is: 'seat', seat: 'p-1', status: 'available' },
  { is: 'seat', seat: 'p-2', status: 'available' },
  { is: 'key', buyer: 'ann', operation: 'book', key: 'k1', code: 'A' },
  { is: 'key', buyer: 'bob', operation: 'book', key: 'k3', code: 'B' },
  { is: 'key', buyer: 'cat', operation: 'book', key: 'k4', code: 'C' },
  { is: 'payment', booking: 'id-A', state: 'captured', captured: 200, refunded: 90 },
  { is: 'payment', booking: 'id-B', state: 'voided', captured: 0, refunded: 0 },
];

test('nothing is found where people paid and all went well', () => {
  expect(broken(paid)).toEqual([]);
});

describe('where people pay, found is', () => {
  const tampered: [string, string[], Line[]][] = [
    ['money that did not go back', ['I6'], changed('payment', 'id-A', { refunded: 0 }, paid)],
    ['money that went back twice', ['I6'], changed('payment', 'id-A', { refunded: 180 }, paid)],
    [
      'money taken twice',
      ['I6'],
      [...paid, { is: 'payment', booking: 'id-A', state: 'captured', captured: 200, refunded: 0 }],
    ],
    ['a seat that nobody paid for', ['I6'], paid.filter(({ is }) => is !== 'payment')],
    ['money taken of who walked away', ['I6'], changed('payment', 'id-B', { captured: 100 }, paid)],
    ['money that stays reserved', ['I6'], changed('payment', 'id-B', { state: 'authorized' }, paid)],
    ['a fee that nobody was told', ['I6'], changed('op', 4, { fee: 0 }, paid)],
    ['a claim that does not end', ['I15'], changed('booking', 'B', { status: 'PENDING' }, paid)],
    ['a capture that does not end', ['I15'], changed('booking', 'B', { status: 'CAPTURING' }, paid)],
    ['a seat claimed by two at once', ['I2'], changed('op', 6, { from: 100, to: 110 }, paid)],
    ['a seat claimed that is paid for', ['I2'], changed('op', 6, { seats: ['p-0'] }, paid)],
    ['a booking that was told to be paid and is not', ['I3'], changed('op', 5, { stage: 'paid' }, paid)],
    ['a seat that was cancelled and stays', ['I3'], changed('op', 4, { asked: ['p-0'] }, paid)],
    ['a seat that goes though nobody gave it back', ['I3'], paid.filter(({ id }) => id !== 4)],
    ['a claim that was given up and is not', ['I3'], changed('booking', 'C', { status: 'EXPIRED' }, paid)],
    ['a claim with other seats than asked for', ['I4'], changed('op', 1, { asked: ['p-0'] }, paid)],
    [
      'a buyer with more than the limit of one show',
      ['I7'],
      changed('op', 1, { asked: ['p-0', 'p-1', 'p-3'] }, paid),
    ],
  ];
  test.each(tampered)('%s', (_, rules, lines) => {
    expect(broken(lines).sort()).toEqual(expect.arrayContaining(rules));
  });
});

/** Ann sends one booking of seat 0 twice at once, with one key: one call books, the other is refused. */
const twins: Line[] = [
  { is: 'run', seed: 1, seatLimit: 2 },
  op(1, 'ann', 'book', 40_000, 40_090, { asked: ['s-0'], seats: ['s-0'], code: 'A', key: 'k1' }),
  op(2, 'ann', 'book', 40_000, 40_080, { ...no('SEAT_ALREADY_SOLD'), asked: ['s-0'], key: 'k1' }),
  booking('A', 'ann', 'CONFIRMED', ['s-0'], true, [[null, 'CONFIRMED']]),
  { is: 'seat', seat: 's-0', status: 'sold' },
  { is: 'key', buyer: 'ann', operation: 'book', key: 'k1', code: 'A' },
];

function no(refusal: string): Line {
  return { outcome: 'refused', status: 409, refusal };
}

/** Somebody's booking that was cancelled. */
function cancelled(buyer: string, seat: string, from: number, cancelledBy: number): Line[] {
  return [
    op(8, buyer, 'book', from, from + 10, { seats: [seat], code: 'B', key: 'k8' }),
    op(9, buyer, 'cancel', cancelledBy - 10, cancelledBy, { code: 'B', key: 'k9' }),
    booking('B', buyer, 'CANCELLED', [seat], false, [
      [null, 'CONFIRMED'],
      ['CONFIRMED', 'CANCELLED'],
    ]),
    { is: 'key', buyer, operation: 'book', key: 'k8', code: 'B' },
  ];
}

describe('a "no" under a key that was granted', () => {
  const held = changed('op', 2, no('SEAT_ALREADY_HELD'), twins);
  const tooMany = changed('op', 2, no('SEAT_LIMIT_EXCEEDED'), twins);
  const bob = (kind: string, from: number, to: number, more: Line) => op(8, 'bob', kind, from, to, more);
  const unknown = { outcome: 'unknown', status: 0 };

  const mayBe: [string, Line[]][] = [
    ['while another had the seat, who cancelled', [...twins, ...cancelled('bob', 's-0', 38_000, 40_040)]],
    ['while another held it', [...held, bob('hold', 31_000, 31_010, { seats: ['s-0'], seconds: 8 })]],
    [
      'while another may have held it',
      [...held, bob('hold', 31_000, 31_010, { ...unknown, asked: ['s-0'] })],
    ],
    ['while another may have held any', [...held, bob('best', 31_000, 31_010, unknown)]],
    [
      'while another tried to book it',
      [...held, bob('book', 31_000, 31_010, { ...no('SEAT_LIMIT_EXCEEDED'), asked: ['s-0'], key: 'k8' })],
    ],
    ['for a booking of their own under another key', [...twins, ...cancelled('ann', 's-0', 38_000, 40_040)]],
    ['for other seats of their own', [...tooMany, ...cancelled('ann', 's-1', 38_000, 40_040)]],
    ['that says to ask again', changed('op', 2, no('BUYER_BUSY'), twins)],
  ];
  test.each(mayBe)('may be: %s', (_, lines) => {
    expect(broken(lines)).toEqual([]);
  });

  const mayNotBe: [string, Line[]][] = [
    ['of their own booking', twins],
    ['of their own hold', [...held, op(8, 'ann', 'hold', 31_000, 31_010, { seats: ['s-0'], seconds: 8 })]],
    ['of seats that were counted twice', tooMany],
    ["of the same seat in others' hands long before", [...twins, ...cancelled('bob', 's-0', 0, 30_000)]],
    ['of another seat', [...twins, ...cancelled('bob', 's-1', 38_000, 40_040)]],
    [
      'of a hold, where it says "sold"',
      [...twins, bob('hold', 31_000, 31_010, { seats: ['s-0'], seconds: 8 })],
    ],
    [
      'that was asked for after the "yes" was told',
      changed('op', 2, { from: 40_091, to: 40_099 }, [...twins, ...cancelled('bob', 's-0', 38_000, 40_040)]),
    ],
    [
      'that only another key could have had',
      changed('op', 2, no('IDEMPOTENCY_KEY_REUSED'), [...twins, ...cancelled('bob', 's-0', 38_000, 40_040)]),
    ],
  ];
  test.each(mayNotBe)('may not be: %s', (_, lines) => {
    expect(broken(lines)).toContain('I5');
  });
});

test('a limit is one of a show', () => {
  const other = op(8, 'ann', 'claim', 11, 12, { seats: ['q-0', 'q-1'], code: 'Q', key: 'k5', seconds: 5 });
  const lines = [other, ...paid];
  expect(broken(lines)).not.toContain('I7');
});

test('a claim without an answer, and a cancellation without one, prove nothing', () => {
  const unknown = { outcome: 'unknown', status: 0, seats: undefined, code: undefined, fee: undefined };
  expect(broken(changed('op', 5, unknown, paid))).toEqual([]);
  expect(broken(changed('op', 4, { ...unknown, code: 'A' }, paid))).toEqual([]);
});

describe('what the map shows at rest', () => {
  const shows = (seat: string, status: string, at: number) => [
    ...sound,
    { is: 'shown', instance: 0, seat, status, at },
  ];

  test('may be held by somebody who has just been there', () => {
    expect(broken(shows('s-1', 'held', 13_000))).toEqual([]);
  });
  test('is free again soon after the last call', () => {
    expect(broken(shows('s-1', 'held', 22_000))).toEqual(['I15']);
    expect(broken(shows('s-1', 'available', 22_000))).toEqual([]);
  });
  test('is free again before the last comers buy it', () => {
    const all = sound.filter(({ seat }) => seat !== 's-1');
    const late = op(9, 'cat', 'book', 30_000, 30_010, { ...no('SEAT_ALREADY_SOLD'), seats: ['s-0'] });
    const held = { is: 'lapsed', instance: 0, seat: 's-0', status: 'held' };
    expect(broken([...all, late, { ...held, at: 21_000 }])).toEqual([]);
    expect(broken([...all, late, { ...held, at: 22_000 }])).toEqual(['I15']);
    expect(broken([...all, late, { ...held, status: 'available', at: 22_000 }])).toEqual([]);
  });
  test('is what the rows say', () => {
    expect(broken(shows('s-0', 'sold', 0))).toEqual([]);
    expect(broken(shows('s-0', 'available', 0))).toEqual(['I19']);
    expect(broken(shows('s-1', 'sold', 0))).toEqual(['I19']);
  });
});

describe('while Redis is lost', () => {
  const held = changed('op', 2, { outcome: 'ok', status: 200, refusal: undefined, seconds: 8 });
  const fault = (from: number, to: number, holdsLost: boolean) => ({
    ...{ is: 'fault', kind: 'some', from, to, holdsLost },
  });

  test('two may have been told that they hold a seat', () => {
    expect(broken([...held, fault(8, 11, true)])).not.toContain('hold');
  });
  test('they may not when it was lost later', () => {
    expect(broken([...held, fault(4000, 4001, true)])).toContain('hold');
  });
  test('they may not when something else broke', () => {
    expect(broken([...held, fault(8, 11, false)])).toContain('hold');
  });
});

test('what has no answer proves nothing', () => {
  const unknown = { outcome: 'unknown', status: 0 };
  expect(broken(changed('op', 4, unknown))).toEqual([]);
  // Nobody knows whether the second booking was made: it was, and that is no fault.
  expect(broken(changed('op', 5, unknown))).toEqual([]);
});

test('a hundred thousand operations are judged in seconds', () => {
  const history = emptyHistory();
  for (let n = 0; n < 100_000; n += 1) {
    const more = { seats: [`s-${n % 5000}`], code: `C${n}`, key: `k${n}`, seconds: 1 };
    addLine(history, JSON.stringify(op(n, `b${n % 10_000}`, n % 2 ? 'book' : 'hold', n, n + 1, more)));
  }
  // Of the processor's time: the machine may be busy with other tests.
  const before = process.cpuUsage();
  checkHistory(history);
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
});
