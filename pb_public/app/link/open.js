// @ts-check
// What the page of a public link asks the server.

import { ApiError, request } from "../../shared/http.js";
import { upload } from "../../shared/upload.js";

/**
 * @typedef {object} OpenDocument
 * @property {string} title
 * @property {string} description
 * @property {string} fileName
 * @property {string} fileType
 * @property {number} fileSize
 * @property {import("../../shared/preview.js").PreviewType} preview
 * @property {string} fileUrl
 * @property {string} photosUrl
 * @property {string} kind
 * @property {import("../../shared/particulars.js").Bill | null} bill
 * @property {import("../../shared/particulars.js").Log | null} log
 */

/**
 * @typedef {object} OpenRequest
 * @property {"request"} kind
 * @property {string} title
 * @property {string} message
 * @property {string} due
 * @property {string} expires
 * @property {AskedItem[]} items
 * @property {ReceivedFile[]} received by this link
 * @property {string} url what belongs to it is below
 */

/**
 * @typedef {object} AskedItem
 * @property {string} id
 * @property {string} name
 * @property {string} explanation
 * @property {boolean} required
 * @property {boolean} open it takes files
 * @property {{name: string} | null} example
 */

/** @typedef {{id: string, item: string, name: string, type: string, size: number, created: string}} ReceivedFile */

/**
 * @param {string} secret
 * @param {string} [password]
 * @returns {Promise<OpenDocument | OpenRequest>}
 */
export function openLink(secret, password = "") {
  return request("/api/links/open", { method: "POST", body: password ? { secret, password } : { secret } });
}

/**
 * @param {OpenDocument | OpenRequest} opened
 * @returns {opened is OpenRequest}
 */
export function isRequest(opened) {
  return opened.kind === "request";
}

/**
 * Sends a file in for an item of a request.
 * @param {string} url of the request
 * @param {object} what
 * @param {string} what.item
 * @param {File} what.file
 * @param {string} what.key from newKey()
 * @param {(progress: {loaded: number, total: number}) => void} what.onProgress
 * @param {AbortSignal} what.signal
 * @returns {Promise<OpenRequest>}
 */
export function sendFile(url, { item, file, key, onProgress, signal }) {
  return upload({ url: `${url}/documents`, fields: { item }, file, key, onProgress, signal });
}

/**
 * Whether the link is over, was never one, or is none of this browser's.
 * @param {unknown} err
 */
export function isGone(err) {
  return err instanceof ApiError && err.status === 404;
}

/** @param {unknown} err */
export function asksForPassword(err) {
  return err instanceof ApiError && err.data["password"]?.code === "validation_required";
}

/**
 * Whether the server would give the file; an ApiError where not.
 * @param {string} url
 */
export async function checkFile(url) {
  const answer = await fetch(url, { method: "HEAD", credentials: "same-origin", cache: "no-store" }).catch(() => null);
  if (!answer?.ok) throw new ApiError({ status: answer?.status ?? 0 });
}
