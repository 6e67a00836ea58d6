// @ts-check
// What the page of a public link asks the server.

import { ApiError, request } from "../../shared/http.js";

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
 * @param {string} secret
 * @param {string} [password]
 * @returns {Promise<OpenDocument>}
 */
export function openLink(secret, password = "") {
  return request("/api/links/open", { method: "POST", body: password ? { secret, password } : { secret } });
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
