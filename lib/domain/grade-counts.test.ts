import { expect, test } from 'vitest';
import { countByGrade } from './grade-counts';
import type { HallSeat } from './hall';
import { setPackedStatus } from './seat';

const seat = (place: number, category: string): HallSeat => ({
  ...{ place, guid: `g${place}`, section: 'F', row: '1', number: String(place), x: 0, y: 0, radius: 10 },
  ...{ category, accessible: false, companion: false, restrictedView: false, floor: 0 },
});
const grade = (category: string) => ({
  ...{ category, name: category, colour: '#112233', price: { amount: 1000, currency: 'KRW' } },
});

test('seats and places are counted by grade; held, sold and withheld ones are not available', () => {
  const seats = ['VIP', 'R', 'R', 'R', 'R', 'unpriced'].map((category, place) => seat(place, category));
  const standing = [{ name: 'Pit', category: 'S', capacity: 120, shapes: [] }];
  const state = new Uint8Array(2);
  setPackedStatus(state, 1, 1);
  setPackedStatus(state, 2, 2);
  setPackedStatus(state, 3, 3);
  expect(
    countByGrade([grade('R'), grade('VIP'), grade('S')], { seats, standing }, { bytes: state, areas: [30] }),
  ).toEqual([
    { ...grade('R'), seatsTotal: 4, seatsAvailable: 1 },
    { ...grade('VIP'), seatsTotal: 1, seatsAvailable: 1 },
    { ...grade('S'), seatsTotal: 120, seatsAvailable: 30 },
  ]);
});
