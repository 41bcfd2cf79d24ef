import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countAvailable,
  packedStatusAt,
  packedStatuses,
  placeOfSeatId,
  seatId,
  setPackedStatus,
} from './seat';

const codes = fc.array(fc.nat(3), { minLength: 1, maxLength: 200 });

function pack(all: readonly number[], bytes = new Uint8Array(Math.ceil(all.length / 4))): Uint8Array {
  for (const [place, code] of all.entries()) setPackedStatus(bytes, place, code);
  return bytes;
}

test('what is packed is read again, seat by seat, whatever was there before', () => {
  fc.assert(
    fc.property(codes, fc.uint8Array({ minLength: 50, maxLength: 50 }), (all, before) => {
      const bytes = pack(all, Uint8Array.from(before));
      expect(all.map((_, place) => packedStatusAt(bytes, place))).toEqual(
        all.map((code) => packedStatuses[code]),
      );
    }),
  );
});

test('writing one seat leaves every other as it was', () => {
  fc.assert(
    fc.property(codes, fc.nat(), fc.nat(3), (all, at, code) => {
      const place = at % all.length;
      const bytes = pack(all);
      setPackedStatus(bytes, place, code);
      expect([...bytes]).toEqual([...pack(all.with(place, code))]);
    }),
  );
});

test("the first seat is in the highest bits, as Redis's BITFIELD u2 #0 writes it", () => {
  expect([...pack([1, 0, 2, 3])]).toEqual([0b01_00_10_11]);
});

test('beyond the end of the bytes everything is available', () => {
  expect(packedStatusAt(Buffer.alloc(0), 7)).toBe('available');
});

test('available seats are counted one by one, also where bytes are missing or stand over', () => {
  fc.assert(
    fc.property(codes, fc.nat(60), fc.nat(60), (all, missing, extra) => {
      const whole = pack(all);
      const bytes = whole.subarray(0, Math.max(0, whole.length - missing));
      for (const seatCount of [all.length, all.length + extra, Math.max(0, all.length - extra)]) {
        const seats = Array.from({ length: seatCount }, (_, place) => packedStatusAt(bytes, place));
        expect(countAvailable(bytes, seatCount)).toBe(
          seats.filter((status) => status === 'available').length,
        );
      }
    }),
  );
});

test('a seat id names its schedule and place, and nothing else does', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9-]{1,12}$/), fc.nat(999_999), (schedule, place) => {
      expect(placeOfSeatId(schedule, seatId(schedule, place))).toBe(place);
      expect(placeOfSeatId(`${schedule}x`, seatId(schedule, place))).toBeNull();
    }),
  );
});

test.each([
  '',
  '-',
  '1-',
  '-1',
  '1',
  '1-01',
  '1-+1',
  '1--1',
  '1-1.5',
  '1-1e3',
  '1- 1',
  '1-1 ',
  '2-1',
  '1-99999999',
  '1-１',
  '1-1\n',
])('%j is no seat id of schedule 1', (id) => {
  expect(placeOfSeatId('1', id)).toBeNull();
});
