/** Randomness that a seed brings back: the same seed draws the same numbers in the same order. */

/** @typedef {{ next(): number, between(low: number, high: number): number, pick<T>(from: readonly T[]): T }} Random */

/**
 * Mulberry32.
 * @param {number} seed
 * @returns {Random}
 */
export const randomFrom = (seed) => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** From 0 (inclusive) to 1 (exclusive). */
    next,
    /** A whole number, both ends inclusive. */
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (from) => {
      const chosen = from[Math.floor(next() * from.length)];
      if (chosen === undefined) throw new Error('nothing to pick from');
      return chosen;
    },
  };
};
