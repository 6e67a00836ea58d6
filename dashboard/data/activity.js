// @ts-check

import { get } from "./api.js";

/** @typedef {{items: ActivityEntry[], more: boolean}} ActivityPage `more`: there are older ones. */

/**
 * What was done about something, newest first.
 *
 * @param {{type: Scope["type"] | "document" | "firm", id: string}} about
 * @param {number | undefined} before The entry to go on from; the newest where there is none.
 * @param {AbortSignal} [signal]
 * @returns {Promise<ActivityPage>}
 */
export function loadActivity({ type, id }, before, signal) {
  return get("/api/desk/activity", before ? { [type]: id, before } : { [type]: id }, signal);
}
