import { expect, test } from 'vitest';
import type { BookedEntry, BookedSeat } from './booking';
import { everHad, partOfTickets, pricesOf, ticketsOfPart } from './part-of-booking';

const price = { amount: 1000, currency: 'KRW' };
const seat = (place: number): BookedSeat => ({
  ...{ seatId: `1-${place}`, section: 'Floor', row: '1', number: `${place + 1}`, place, grade: 'R', price },
  ticket: `${place}`,
});
const entry = (nth: number, entryNumber: number | null): BookedEntry => ({
  ...{ area: 0, areaId: '1-a0', name: 'Pit', grade: 'P', price: { ...price, amount: 700 }, entryNumber },
  ticket: `0.${nth}`,
});
const booking = {
  ...{ seats: [seat(3), seat(4)], entries: [entry(1, 17), entry(2, 18)] },
  ...{ cancelledSeats: [seat(5)], cancelledEntries: [entry(3, 19)] },
};

test('seats are named by their ids, places by area and number; each is meant once', () => {
  const part = {
    seatIds: ['1-4', '1-4'],
    entries: [
      { areaId: '1-a0', entryNumber: 18 },
      { areaId: '1-a0', entryNumber: 18 },
    ],
  };
  expect(ticketsOfPart(booking, part)).toEqual({
    ...{ tickets: ['4', '0.2'], missing: { seatIds: [], entries: [] } },
  });
  expect(pricesOf(booking, ['4', '0.2'])).toEqual([1000, 700]);
});

test('what names nothing it has is told by the same names', () => {
  const strange = { seatIds: ['1-5', '2-3'], entries: [{ areaId: '1-a1', entryNumber: 17 }] };
  expect(ticketsOfPart(booking, strange)).toEqual({ tickets: [], missing: strange });
  expect(ticketsOfPart(everHad(booking), strange)).toEqual({
    tickets: ['5'],
    missing: { ...strange, seatIds: ['2-3'] },
  });
  expect(partOfTickets(everHad(booking), ['5', '0.1'])).toEqual({
    seatIds: ['1-5'],
    entries: [{ areaId: '1-a0', entryNumber: 17 }],
  });
});

test('a place that has no number yet cannot be named', () => {
  const claimed = { seats: [], entries: [entry(1, null)] };
  expect(partOfTickets(claimed, ['0.1'])).toEqual({ seatIds: [], entries: [] });
});
