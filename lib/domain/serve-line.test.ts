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

test('where too many choices were lost nobody behind is asked: the next round looks anew', async () => {
  const left = [1, 2, 3, 4, 5];
  const asked: [string, number][] = [];
  const choose = () => (left.length > 0 ? left.slice(0, 1) : null);
  const offer = async (who: string, [place = 0]: readonly number[]): Promise<OfferOutcome> => {
    asked.push([who, place]);
    return place < 5 ? 'lost' : 'offered';
  };
  const takeOut = ([place = 0]: readonly number[]) => void left.splice(left.indexOf(place), 1);
  expect(await serveLine(['first', 'second'], choose, offer, takeOut)).toBe(false);
  expect(asked).toEqual([1, 2, 3, 4].map((place) => ['first', place]));
  expect(await serveLine(['first', 'second'], choose, offer, takeOut)).toBe(true);
  expect(asked.at(-1)).toEqual(['first', 5]);
});

/** Several instances serve one line for any seats at once, each by what it saw when it began; steps come in any order. */
async function serveTogether(scheduler: fc.Scheduler, seats: number, people: number): Promise<boolean[]> {
  const holder = new Array<number | null>(seats).fill(null);
  const hasOffer = new Array<boolean>(people).fill(false);
  const step = () => scheduler.schedule(Promise.resolve());
  const offer = async (who: number, [seat = 0]: readonly number[]): Promise<OfferOutcome> => {
    await step();
    if (holder[seat] !== null) return 'lost';
    holder[seat] = who;
    await step();
    const isGone = hasOffer[who];
    hasOffer[who] = true;
    await step();
    if (!isGone) return 'offered';
    holder[seat] = null;
    return 'gone';
  };
  const round = async () => {
    await step();
    const left = new Set(holder.flatMap((who, seat) => (who === null ? seat : [])));
    await step();
    const line = hasOffer.flatMap((has, who) => (has ? [] : who));
    const choose = () => (left.size > 0 ? [...left].slice(0, 1) : null);
    await serveLine(line, choose, offer, ([seat = 0]) => left.delete(seat));
  };
  while (holder.includes(null)) await scheduler.waitFor(Promise.all([round(), round(), round(), round()]));
  return hasOffer;
}

test('several who serve one line at once keep its order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const hasOffer = await serveTogether(scheduler, 8, 12);
      expect(hasOffer).toEqual(hasOffer.map((_, nth) => nth < 8));
    }),
    { numRuns: 500 },
  );
});
