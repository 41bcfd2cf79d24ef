/**
 * What came of offering seats to somebody. offered: they have them. passed_over: they may not have any now. lost: the seats are
 * not to be had by anybody in line now. gone: they do not wait any more.
 */
export type OfferOutcome = 'offered' | 'passed_over' | 'lost' | 'gone';

/** When so many choices for one person turn out to be lost, what is left is not known any more. */
const mostTries = 4;

/**
 * Serves a line with the seats that are left, strictly in its order: nobody is asked before everybody ahead who could have
 * had the seats. Who cannot be served with what there is, or may not have it now, keeps the place. Answers false where it
 * ended early: too much was lost on the way, and who comes next might get what was there for the one before.
 * @param line in order
 * @param choose the seats that suit somebody, of those that are left; null when none do
 * @param offer makes the offer, and says what came of it
 * @param takeOut these are not left any more: they were given, or lost
 */
export async function serveLine<Person>(
  line: readonly Person[],
  choose: (person: Person) => readonly number[] | null,
  offer: (person: Person, places: readonly number[]) => Promise<OfferOutcome>,
  takeOut: (places: readonly number[]) => void,
): Promise<boolean> {
  for (const person of line) {
    for (let tries = 0; ; tries += 1) {
      const places = choose(person);
      if (!places) break;
      if (tries === mostTries) return false;
      const outcome = await offer(person, places);
      if (outcome === 'offered' || outcome === 'lost') takeOut(places);
      if (outcome !== 'lost') break;
    }
  }
  return true;
}
