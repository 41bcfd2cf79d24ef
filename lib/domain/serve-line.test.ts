import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type OfferOutcome, serveLine } from './serve-line';

interface Person {
  /** All of these; empty: any `quantity`. */
  places: number[];
  quantity: number;
  blocked: boolean;
}

const seatCount = 8;

const person = fc.oneof(
  fc.record({
    places: fc.uniqueArray(fc.nat(seatCount - 1), { minLength: 1, maxLength: 3 }),
    quantity: fc.constant(0),
    blocked: fc.boolean(),
  }),
  fc.record({
    places: fc.constant<number[]>([]),
    quantity: fc.integer({ min: 1, max: 3 }),
    blocked: fc.boolean(),
  }),
);

/** Every way the free seats can serve a person. */
function ways({ places, quantity }: Person, free: ReadonlySet<number>): number[][] {
  if (places.length > 0) return places.every((place) => free.has(place)) ? [places] : [];
  const choose = (from: number[], count: number): number[][] =>
    count === 0
      ? [[]]
      : from.flatMap((place, i) => choose(from.slice(i + 1), count - 1).map((rest) => [place, ...rest]));
  return choose([...free], quantity);
}

test('whoever comes first gets what suits them: nobody unserved could have been, with what was not given before', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { maxLength: 10 }),
      fc.uniqueArray(fc.nat(seatCount - 1)),
      fc.uniqueArray(fc.nat(seatCount - 1), { maxLength: 3 }),
      async (line, freeSeats, lostSeats) => {
        const isFree = (place: number) => freeSeats.includes(place);
        const lost = new Set(lostSeats);
        const given: { nth: number; places: readonly number[] }[] = [];
        const offer = async (who: Person, places: readonly number[]): Promise<OfferOutcome> => {
          if (places.some((place) => lost.has(place))) return 'lost';
          if (who.blocked) return 'passed_over';
          given.push({ nth: line.indexOf(who), places });
          return 'offered';
        };
        const left = new Set(freeSeats);
        const first = (who: Person) => ways(who, left)[0] ?? null;
        await serveLine(line, first, offer, (places) => {
          for (const place of places) left.delete(place);
        });

        const seats = given.flatMap(({ places }) => places);
        expect(new Set(seats).size).toBe(seats.length);
        for (const place of seats) expect(isFree(place) && !lost.has(place)).toBe(true);
        const order = given.map(({ nth }) => nth);
        expect(order).toEqual([...order].sort((a, b) => a - b));
        // Seats that somebody saw lost are out for the round, with the others of that choice: left out of the check.
        if (lost.size > 0) return;
        for (const [nth, who] of line.entries()) {
          if (who.blocked || order.includes(nth)) continue;
          const before = new Set(given.filter((one) => one.nth < nth).flatMap(({ places }) => places));
          expect(ways(who, new Set(freeSeats.filter((place) => !before.has(place))))).toEqual([]);
        }
      },
    ),
  );
});
