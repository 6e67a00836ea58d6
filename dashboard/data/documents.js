// @ts-check

import { fieldCode } from "../lib/errors.js";
import { create, destroy, get, post } from "./api.js";

/**
 * @param {Scope} scope
 * @param {{tab: string, q: string, sort: string, page: number, perPage: number}} wanted
 * @param {AbortSignal} signal
 * @returns {Promise<ListOf<DeskDocument>>}
 */
export function listDocuments(scope, wanted, signal) {
  return get("/api/desk/documents", { [scope.type]: scope.id, ...wanted }, signal);
}

/**
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<DeskDocument>}
 */
export function loadDocument(id, signal) {
  return get(`/api/desk/documents/${id}`, {}, signal);
}

/**
 * @param {{assigned: string, page: number, perPage: number}} wanted
 * @param {AbortSignal} signal
 * @returns {Promise<ListOf<DeskDocument> & {unseenCount: number}>}
 */
export function loadInbox(wanted, signal) {
  return get("/api/desk/inbox", wanted, signal);
}

/**
 * The share that gives the document to this contact or company itself, if there is one.
 *
 * @param {DeskDocument} doc
 * @param {{type: Scope["type"], id: string}} target
 * @returns {DeskShare | undefined}
 */
export function shareWith(doc, target) {
  return doc.shares.find((given) => given[target.type]?.id === target.id);
}

/**
 * Shares a document. One that a colleague shared a moment ago is shared, too.
 *
 * @param {string} document
 * @param {{type: Scope["type"], id: string}} target
 */
export async function share(document, target) {
  try {
    await create("shares", { document, [target.type]: target.id });
  } catch (error) {
    if (fieldCode(error, "document") !== "validation_not_unique") throw error;
  }
}

/** @param {string} id */
export function unshare(id) {
  return destroy("shares", id);
}

/** @param {string} id */
export function markSeen(id) {
  return post(`/api/desk/documents/${id}/seen`);
}

/**
 * Where a document's file is to be had, for the next minutes, without a header: for frames, pictures and downloads.
 *
 * @param {DeskDocument} doc
 */
export function fileUrls({ id }) {
  const url = `/api/desk/documents/${id}/file`;
  return { url, downloadUrl: `${url}?download=1` };
}

/** Opens the way to those addresses; it closes by itself after three minutes. */
export function openFiles() {
  return post("/api/desk/file-access");
}

/** @param {DeskDocument} doc */
export async function download(doc) {
  await openFiles();
  const link = document.createElement("a");
  link.href = fileUrls(doc).downloadUrl;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}
