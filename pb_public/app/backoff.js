// @ts-check
// How long to wait before trying again. Pure.

const FIRST = 1_000;
const LONGEST = 30_000;

/**
 * Doubles with every failure up to half a minute, and spreads by a quarter so that after an outage not every page
 * comes back in the same second.
 * @param {number} failures in a row, from 1
 * @param {number} [luck] 0 up to 1
 */
export function waitBefore(failures, luck = Math.random()) {
  const wait = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 10));
  return Math.round(wait * (0.75 + luck / 2));
}
