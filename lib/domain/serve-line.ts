/**
 * What came of offering seats to somebody. offered: they have them. passed_over: they may not have any now. lost: the seats are
 * not to be had by anybody in line now. gone: they do not wait any more.
 */
export type OfferOutcome = 'offered' | 'passed_over' | 'lost' | 'gone';

/** How many times other seats are looked for when the chosen ones turn out to be lost. */
const mostTries = 4;

/**
 * Serves a line with the seats that are free, strictly in its order: nobody is asked before everybody ahead who could have
 * had the seats. Who cannot be served with what there is, or may not have it now, keeps the place.
 * @param line in order
 * @param isFree the places there are to give
 * @param choose the free seats that suit somebody; null when none do
 * @param offer makes the offer, and says what came of it
 * @returns how many offers were made
 */
export async function serveLine<Person>(
  line: readonly Person[],
  isFree: (place: number) => boolean,
  choose: (person: Person, isFree: (place: number) => boolean) => readonly number[] | null,
  offer: (person: Person, places: readonly number[]) => Promise<OfferOutcome>,
): Promise<number> {
  const away = new Set<number>();
  const isLeft = (place: number) => !away.has(place) && isFree(place);
  let offers = 0;
  for (const person of line) {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const places = choose(person, isLeft);
      if (!places) break;
      const outcome = await offer(person, places);
      if (outcome === 'offered') offers += 1;
      if (outcome === 'offered' || outcome === 'lost') for (const place of places) away.add(place);
      if (outcome !== 'lost') break;
    }
  }
  return offers;
}
