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
 * Where late comers bought what was left, no seat of a show that nobody has to pay for is left: else it was lost.
 * @param {History} history
 * @param {Tell} tell
 */
export function checkSoldOut({ run, operations, seats }, tell) {
  if (!run.options?.rest) return;
  const paid = new Set(operations.filter(({ kind }) => kind === 'claim').map(({ show }) => show));
  for (const [seat, status] of seats) {
    if (status !== 'sold' && !paid.has(showOf(seat)))
      tell('left', `${seat} is ${status}: the last could not buy it`);
  }
}
