// @ts-check

/** @type {Host | undefined} */
let current;

/**
 * Makes the dashboard known to the pages. main.js does it before it shows the first one.
 *
 * @param {Host} dashboard
 */
export function setHost(dashboard) {
  current = dashboard;
}

/**
 * The dashboard around the pages.
 *
 * @returns {Host}
 */
export function host() {
  if (!current) throw new Error("the desk has no host yet");
  return current;
}
