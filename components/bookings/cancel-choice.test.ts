import { expect, test } from 'vitest';
import { cancelInput } from '@/lib/domain/inputs/seat-inputs';
import { cancelChoices, cancelWish } from './cancel-choice';

const price = { amount: 1000, currency: 'KRW' };
const say = {
  seat: ({ section, row, number }: { section: string; row: string; number: string }) =>
    `${section} ${row} ${number}`,
  entry: ({ area, number }: { area: string; number: number }) => `${area} no. ${number}`,
};
const choices = cancelChoices(
  {
    seats: [
      {
        ...{ seatId: '1-3', section: 'Floor', row: '2열', number: '4', place: 3, grade: 'R', price },
        ticket: '3',
      },
    ],
    entries: [{ area: 0, areaId: '1-a0', name: 'Pit', grade: 'P', price, entryNumber: 17, ticket: '0.1' }],
  },
  'en',
  say,
);

test('tickets are chosen by what is printed on them', () => {
  expect(choices.map(({ ticket, name }) => [ticket, name])).toEqual([
    ['3', 'Floor 2 4'],
    ['0.1', 'Pit no. 17'],
  ]);
});

test('what is chosen is asked for as the server takes it, with the fee that was shown', () => {
  const all = cancelWish(choices, 400);
  expect(all).toEqual({
    ...{ seat_ids: ['1-3'], entries: [{ area_id: '1-a0', entry_number: 17 }], most_fee: 400 },
  });
  const [seat] = choices;
  const one = cancelWish(seat ? [seat] : [], 0);
  expect(one).toEqual({ seat_ids: ['1-3'], most_fee: 0 });
  for (const wish of [all, one]) expect(cancelInput.safeParse(wish).success).toBe(true);
});
