// @ts-check

import { get, send, remove } from "./api.js";

/**
 * Adds an estimate, an invoice or a daily log, or changes what one says.
 *
 * @param {string} id of its document; "" for a new one
 * @param {object} item
 * @param {string} key the same on every try, so that a new one is added once
 * @returns {Promise<DeskDocument>}
 */
export function saveItem(id, item, key) {
  return id
    ? send("PUT", `/api/desk/items/${id}`, item)
    : send("POST", "/api/desk/items", item, { "Idempotency-Key": key });
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<import("../lib/bill.js").Currency[]>}
 */
export async function loadCurrencies(signal) {
  return /** @type {{items: import("../lib/bill.js").Currency[]}} */ (await get("/api/desk/currencies", {}, signal)).items;
}

/**
 * Where photos of a daily log are sent.
 *
 * @param {string} id of its document
 */
export function photosUrl(id) {
  return `/api/desk/documents/${id}/photos`;
}

/**
 * @param {string} id of the log's document
 * @param {{id: string}} photo
 */
export function photoUrl(id, photo) {
  return `${photosUrl(id)}/${photo.id}`;
}

/**
 * @param {string} id of the log's document
 * @param {{id: string}} photo
 */
export function removePhoto(id, photo) {
  return remove(photoUrl(id, photo));
}
