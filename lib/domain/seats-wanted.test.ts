import { expect, test } from 'vitest';
import type { HallSeat } from './hall';
import { placesWanted, seatDirectory } from './seats-wanted';

const seat = (place: number, section: string, row: string, number: string): HallSeat => ({
  ...{ place, guid: `g${place}`, section, row, number, x: place, y: 0, radius: 10, category: 'R' },
  ...{ accessible: false, companion: false, restrictedView: false, floor: 0 },
});
const directory = seatDirectory([
  seat(0, 'Floor', '1열', '1'),
  seat(1, 'Floor', '1열', '2'),
  seat(2, 'Balcony', '1열', '1'),
  seat(3, 'Balcony', 'A', '1'),
  // Two pieces of one row, as real plans have them.
  seat(4, 'Balcony', 'B', '1'),
  seat(5, 'Balcony', 'B', '1'),
]);
const places = (wanted: Parameters<typeof placesWanted>[2]) => placesWanted('7', directory, wanted);

test('seats by id come once each and in plan order', () => {
  expect(places({ seatIds: ['7-3', '7-0', '7-3'] })).toEqual({ ok: true, value: [0, 3] });
  expect(places({ seatIds: [] })).toEqual({ ok: true, value: [] });
});

test('an id of another schedule, past the end or malformed is not found, and named', () => {
  expect(places({ seatIds: ['7-0', '8-0', '7-6', 'x'] })).toEqual({
    ok: false,
    refusal: { code: 'SEAT_NOT_FOUND', seats: ['8-0', '7-6', 'x'] },
  });
});

test('a seat by its label is found where the label is the only one', () => {
  expect(
    places({
      seats: [
        { row: 'A', number: '1' },
        { row: '1열', number: '2' },
      ],
    }),
  ).toEqual({ ok: true, value: [1, 3] });
  expect(places({ seats: [{ section: 'Balcony', row: '1열', number: '1' }] })).toEqual({
    ok: true,
    value: [2],
  });
});

test('a label that fits several seats is refused with all of them', () => {
  expect(places({ seats: [{ row: '1열', number: '1' }] })).toMatchObject({
    refusal: {
      code: 'SEAT_AMBIGUOUS',
      seats: [
        { seatId: '7-0', section: 'Floor' },
        { seatId: '7-2', section: 'Balcony' },
      ],
    },
  });
  expect(places({ seats: [{ section: 'Balcony', row: 'B', number: '1' }] })).toMatchObject({
    refusal: { code: 'SEAT_AMBIGUOUS', seats: [{ seatId: '7-4' }, { seatId: '7-5' }] },
  });
});

test('an unknown label is not found; labels do not run together', () => {
  expect(places({ seats: [{ row: '1', number: '열1' }] })).toMatchObject({
    refusal: { code: 'SEAT_NOT_FOUND', seats: ['1 열1'] },
  });
  expect(places({ seats: [{ section: 'Stage', row: 'A', number: '1' }] })).toMatchObject({
    refusal: { code: 'SEAT_NOT_FOUND', seats: ['Stage A 1'] },
  });
});

test('of very many unknown seats only some are named', () => {
  const refusal = places({ seatIds: Array.from({ length: 10_000 }, (_, n) => `x${n}`) });
  expect(!refusal.ok && refusal.refusal.seats).toHaveLength(20);
});
