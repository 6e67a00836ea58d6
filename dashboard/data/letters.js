// @ts-check

import { ApiError, errorFrom } from "/shared/http.js";
import { host } from "../host.js";
import { get, send } from "./api.js";

/**
 * @param {string} document
 * @param {AbortSignal} [signal]
 * @returns {Promise<DeskLetter>}
 */
export function loadLetter(document, signal) {
  return get(`/api/desk/documents/${document}/letter`, {}, signal);
}

/**
 * @param {object} letter
 * @param {string} key the same on every try, so that it is added once
 * @returns {Promise<DeskDocument>}
 */
export function addLetter(letter, key) {
  return send("POST", "/api/desk/letters", letter, { "Idempotency-Key": key });
}

/**
 * Changes what a letter says.
 *
 * @param {string} id of its document
 * @param {object} letter with the version and the round of signing that its author has seen
 * @returns {Promise<DeskDocument>}
 */
export function changeLetter(id, letter) {
  return send("PUT", `/api/desk/documents/${id}/letter`, letter);
}

/**
 * The PDF that a letter would become. PocketBase's client reads answers in JSON alone.
 *
 * @param {object} letter
 * @returns {Promise<Uint8Array>}
 */
export async function previewLetter(letter) {
  const answer = await fetch("/api/desk/letters/preview", {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: host().pb.authStore.token },
    body: JSON.stringify(letter),
  }).catch(() => {
    throw new ApiError({ status: 0 });
  });
  if (!answer.ok) throw errorFrom(answer.status, await answer.text());
  return new Uint8Array(await answer.arrayBuffer());
}
