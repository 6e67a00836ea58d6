// @ts-check

import { quote } from "../lib/query.js";
import { all, get, post, remove, send } from "./api.js";

/** @param {string} id */
const path = (id) => `/api/desk/signings/${id}`;

/**
 * The rounds of signing of a document, the newest first.
 *
 * @param {string} document
 * @param {AbortSignal} signal
 * @returns {Promise<Signing[]>}
 */
export async function loadDocumentSignings(document, signal) {
  /** @type {{items: Signing[]}} */
  const { items } = await get(`/api/desk/documents/${document}/signings`, {}, signal);
  return items;
}

/**
 * @param {{status: string, page: number, perPage: number}} wanted
 * @param {AbortSignal} signal
 * @returns {Promise<ListOf<SigningLine>>}
 */
export function loadSignings(wanted, signal) {
  return get("/api/desk/signings", wanted, signal);
}

/**
 * @param {string} id
 * @param {AbortSignal} [signal]
 * @returns {Promise<Signing>}
 */
export function loadSigning(id, signal) {
  return get(path(id), {}, signal);
}

/**
 * Whether a document can be signed, and what it is like.
 *
 * @param {string} document
 * @param {AbortSignal} signal
 * @returns {Promise<Fitness>}
 */
export function loadFitness(document, signal) {
  return get(`/api/desk/documents/${document}/signings/fitness`, {}, signal);
}

/**
 * Writes a round as a draft, or changes one.
 *
 * @param {string} document
 * @param {string} id "" for a new one
 * @param {object} body
 * @returns {Promise<Signing>}
 */
export function saveSigning(document, id, body) {
  return id ? send("PUT", path(id), body) : post(`/api/desk/documents/${document}/signings`, body);
}

/**
 * @param {string} id
 * @param {"send" | "remind" | "withdraw" | "sign" | "decline"} what
 * @param {object} [body]
 * @returns {Promise<Signing>}
 */
export function changeSigning(id, what, body = {}) {
  return post(`${path(id)}/${what}`, body);
}

/** Deletes a draft. @param {string} id */
export function deleteSigning(id) {
  return remove(path(id));
}

/**
 * Contacts as they are now.
 *
 * @param {string[]} ids
 * @param {AbortSignal} [signal]
 * @returns {Promise<Contact[]>}
 */
export async function loadSigners(ids, signal) {
  if (ids.length === 0) return [];
  return all("contacts", { filter: ids.map((id) => `id = ${quote(id)}`).join(" || "), ...(signal && { signal }) });
}

/** Where what is signed is to be had while the way to files is open (openFiles). @param {string} id */
export const sentFile = (id) => `${path(id)}/file`;

/** The certificate of what was signed; it outlives its document. @param {string} id */
export const certificateFile = (id) => `${path(id)}/certificate/file`;

/**
 * @param {AbortSignal} signal
 * @returns {Promise<Consent>}
 */
export function loadConsent(signal) {
  return get("/api/desk/consents", {}, signal);
}

/** @param {string} text @returns {Promise<Consent>} */
export function writeConsent(text) {
  return post("/api/desk/consents", { text });
}
