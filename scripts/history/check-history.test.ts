import { describe, expect, test } from 'vitest';
import { checkHistory } from './check-history.mjs';
import { addLine, emptyHistory } from './history.mjs';

type Line = Record<string, unknown>;

/** Two buyers, two seats: one books and cancels, the other books the same seat afterwards. */
const sound: Line[] = [
  { is: 'run', seed: 1, seatLimit: 2, redisLost: false },
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
  return { is: 'op', id, buyer, kind, from, to, outcome: 'ok', status: 200, ...more };
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
  return { is: 'booking', id: `id-${code}`, code, buyer, status, total: 100, kept: 0, seats: its, audit };
}

/** The rules that a history breaks. */
function broken(lines: Line[]): string[] {
  const history = emptyHistory();
  for (const line of lines) addLine(history, JSON.stringify(line));
  return [...new Set(checkHistory(history).map(({ rule }) => rule))];
}

/** The sound history with one line changed, by what it is and what it is about. */
function changed(is: string, name: unknown, to: Line): Line[] {
  let found = 0;
  const lines = sound.map((line) => {
    const hit = line.is === is && [line.id, line.code, line.seat].includes(name);
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
      [...sound, { is: 'payment', booking: 'id-A', captured: 100, refunded: 0 }],
    ],
  ];
  test.each(tampered)('%s', (_, rules, lines) => {
    expect(broken(lines).sort()).toEqual(expect.arrayContaining(rules));
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
