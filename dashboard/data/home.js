// @ts-check

import { get } from "./api.js";

/**
 * How much waits for the firm.
 *
 * @param {AbortSignal} signal
 * @returns {Promise<Waiting>}
 */
export function loadWaiting(signal) {
  return get("/api/desk/home", {}, signal);
}
