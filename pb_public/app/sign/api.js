// @ts-check
// What the signing pages ask the server.

import { BASE, ask } from "../ask.js";

/** @param {string} id */
const signingPath = (id) => `/signings/${encodeURIComponent(id)}`;

/**
 * @param {{done: boolean, page: number}} query
 * @param {AbortSignal} signal
 * @returns {Promise<import("../types.js").Paged<import("../types.js").Signing>>}
 */
export function fetchSignings({ done, page }, signal) {
  return ask(`/signings?${new URLSearchParams({ status: done ? "done" : "open", page: String(page) })}`, { signal });
}

/**
 * @param {string} id
 * @param {AbortSignal} [signal]
 * @returns {Promise<import("../types.js").WholeSigning>}
 */
export function fetchSigning(id, signal) {
  return ask(signingPath(id), signal ? { signal } : {});
}

/** The document as it was sent to be signed. @param {string} id */
export function signingUrls(id) {
  const url = `${BASE}${signingPath(id)}/file`;
  return { url, downloadUrl: `${url}?download=1` };
}

/** Has a one-time code mailed. @param {string} id */
export async function sendSigningCode(id) {
  await ask(`${signingPath(id)}/code`, { method: "POST" });
}

/**
 * @param {string} id
 * @param {import("../types.js").SigningAct} act
 * @returns {Promise<import("../types.js").WholeSigning>}
 */
export function sign(id, act) {
  return ask(`${signingPath(id)}/sign`, { method: "POST", body: act });
}

/**
 * @param {string} id
 * @param {string} reason
 * @returns {Promise<import("../types.js").WholeSigning>}
 */
export function declineToSign(id, reason) {
  return ask(`${signingPath(id)}/decline`, { method: "POST", body: { reason } });
}
