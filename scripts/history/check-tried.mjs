import { showOf } from './history.mjs';

/** @typedef {import('./history.mjs').History} History */
/** @typedef {import('./check-history.mjs').Tell} Tell */

/** Where fewer had an answer, next to nothing was tried. */
const leastAnswered = 0.3;

/**
 * Enough was answered for the rest of the judgement to mean something.
 * @param {History} history
 * @param {Tell} tell
 */
export function checkAnswered({ operations }, tell) {
  const answered = operations.filter(({ outcome }) => outcome !== 'unknown').length;
  if (answered > 0 && answered >= leastAnswered * operations.length) return;
  tell('tried', `${answered} of ${operations.length} had an answer: that proves too little`);
}

/**
 * Where late comers bought what was left of a show, no seat of it is left: else it was lost.
 * @param {History} history
 * @param {Tell} tell
 */
export function checkSoldOut({ lapsed, seats }, tell) {
  // Noted of the show that they came for, when they did.
  const shows = new Set(lapsed.map(({ seat }) => showOf(seat)));
  for (const [seat, status] of seats) {
    if (status !== 'sold' && shows.has(showOf(seat)))
      tell('left', `${seat} is ${status}: the last could not buy it`);
  }
}
