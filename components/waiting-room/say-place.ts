/** What was said of a place last. */
export interface SaidPlace {
  place: number;
  /** Milliseconds, on any clock that only goes forward. */
  at: number;
}

/** Near the door every one of these is worth a word. */
const nearby = [10, 5, 3, 2, 1];
/** Farther away there is a word after so long, if the place has changed at all. */
const everyMilliseconds = 120_000;

/**
 * Whether a place is to be said to screen readers, who must not hear every step of a thousand: at first, when it has
 * halved, near the door, and otherwise every other minute.
 */
export function isWorthSaying(said: SaidPlace | null, place: number, at: number): boolean {
  if (said === null || place > said.place) return true;
  if (place === said.place) return false;
  const passed = nearby.some((mark) => place <= mark && said.place > mark);
  return passed || place * 2 <= said.place || at - said.at >= everyMilliseconds;
}
