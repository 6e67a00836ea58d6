// @ts-check
// Asking the server as whoever is signed in.

import { ApiError, request } from "../shared/http.js";
import { place } from "./place.js";

// Of a preview, the server has the reading half only.
export const BASE = place.preview ? "/api/preview" : "/api/portal";

/** @type {() => void} */
let onUnauthorized = () => {};

/**
 * What to do when the server no longer knows who asks.
 * @param {() => void} handler
 */
export function whenUnauthorized(handler) {
  onUnauthorized = handler;
}

/** @type {() => void} */
let onPortalOff = () => {};

/**
 * What to do when the portal is switched off.
 * @param {() => void} handler
 */
export function whenPortalOff(handler) {
  onPortalOff = handler;
}

/**
 * Whether it was refused because the portal is switched off.
 * @param {unknown} err
 */
export function isPortalOff(err) {
  return err instanceof ApiError && err.data["portal"]?.code === "portal_off";
}

/** Tells those who want to know of a refusal. @param {unknown} err */
export function tell(err) {
  if (err instanceof ApiError && err.status === 401) onUnauthorized();
  if (isPortalOff(err)) onPortalOff();
}

/**
 * Asks as the contact who is signed in.
 * @param {string} path
 * @param {import("../shared/http.js").RequestOptions} [options]
 */
export async function ask(path, options) {
  try {
    return await request(BASE + path, options);
  } catch (err) {
    tell(err);
    throw err;
  }
}
