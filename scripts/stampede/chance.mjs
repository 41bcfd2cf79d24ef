/**
 * Numbers by chance, the same for the same seed (mulberry32, public domain).
 * @param {number} seed
 */
export function chance(seed) {
  let state = seed >>> 0;
  /** From 0, below 1. */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  /** A whole number from 0, below `count`. @param {number} count */
  const below = (count) => Math.floor(next() * count);
  return {
    next,
    below,
    /** @template T @param {readonly T[]} list @returns {T} */
    oneOf: (list) => /** @type {T} */ (list[below(list.length)]),
  };
}

/** @typedef {ReturnType<typeof chance>} Chance */
