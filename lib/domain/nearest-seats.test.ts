import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HallSeat } from './hall';
import { nearestSeats } from './nearest-seats';

const seat = (place: number, x: number, y: number, category = 'R', accessible = false): HallSeat => ({
  ...{ place, guid: `g${place}`, section: 'F', row: '1', number: String(place), x, y, radius: 10 },
  ...{ category, accessible, companion: false, restrictedView: false, floor: 0 },
});
const all = () => true;
const placesOf = (seats: HallSeat[]) => seats.map(({ place }) => place);

test('the nearest come first, never the lost seat itself', () => {
  const seats = [seat(0, 0, 0), seat(1, 30, 0), seat(2, 10, 0), seat(3, 0, 20), seat(4, 500, 0)];
  expect(placesOf(nearestSeats(seats, seat(0, 0, 0), all, 3))).toEqual([2, 3, 1]);
});

test('a seat of the same price, however far, comes before a nearer one of another', () => {
  const seats = [seat(1, 1, 0, 'VIP'), seat(2, 90_000, 0, 'R')];
  expect(placesOf(nearestSeats(seats, seat(0, 0, 0), all, 2))).toEqual([2, 1]);
});

test('accessible seats are offered in place of accessible ones only', () => {
  const seats = [seat(1, 1, 0, 'R', true), seat(2, 2, 0)];
  expect(placesOf(nearestSeats(seats, seat(0, 0, 0), all, 2))).toEqual([2]);
  expect(placesOf(nearestSeats(seats, seat(0, 0, 0, 'R', true), all, 2))).toEqual([1]);
});

test('only free seats are offered, and as many as there are', () => {
  const seats = [seat(1, 1, 0), seat(2, 2, 0), seat(3, 3, 0)];
  expect(placesOf(nearestSeats(seats, seat(0, 0, 0), (place) => place !== 1, 5))).toEqual([2, 3]);
  expect(nearestSeats([], seat(0, 0, 0), all, 5)).toEqual([]);
});

test('it is what sorting them all by distance would give', () => {
  const anySeats = fc.array(fc.tuple(fc.nat(100), fc.nat(100), fc.constantFrom('R', 'S')), { maxLength: 40 });
  fc.assert(
    fc.property(anySeats, fc.nat(6), (spots, count) => {
      const seats = spots.map(([x, y, category], n) => seat(n + 1, x, y, category));
      const cost = ({ x, y, category }: HallSeat) =>
        (category === 'R' ? 0 : 1e9) + (x - 50) ** 2 + (y - 50) ** 2;
      const sorted = seats.map(cost).sort((a, b) => a - b);
      expect(nearestSeats(seats, seat(0, 50, 50), all, count).map(cost)).toEqual(sorted.slice(0, count));
    }),
  );
});
