// @ts-check
// Sends one file with progress, and says in words why it did not arrive.

import { looksAllowed } from "./filetypes.js";
import { formatSize } from "./format.js";
import { ApiError, abortedError, errorFrom, parseJSON } from "./http.js";

/** No byte moved for so long: the connection is gone, even if the browser has not noticed yet. */
const STALLED = 60_000;
/** All bytes are out: the server may still be writing them to its disk. */
const ANSWER_DUE = 180_000;

/** A new key for one upload. Sent again with a retry, it keeps the server from storing the file twice. */
export function newKey() {
  // randomUUID exists on HTTPS and localhost only; a firm may try Portico on its own network first.
  if (globalThis.crypto.randomUUID) return globalThis.crypto.randomUUID();
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keys for what a form sends: the same for the same, however often it is sent, and another once something in it changed. */
export function keyring() {
  let what = "";
  let key = "";
  return {
    keyFor: (/** @type {unknown} */ body) => {
      const now = JSON.stringify(body);
      if (now !== what) [what, key] = [now, newKey()];
      return key;
    },
    /** What is sent from now on is new, even if it is the same once more. */
    used: () => {
      what = "";
    },
  };
}

/**
 * What speaks against sending a file, before a byte of it is sent; null where nothing does.
 * @param {{name: string, size: number, type?: string}} file
 * @param {{maxSize?: number, allowedTypes?: readonly string[]}} limits
 * @returns {ApiError | null}
 */
export function checkFile(file, { maxSize = 0, allowedTypes }) {
  const refusal = (/** @type {number} */ status, /** @type {string} */ code) =>
    new ApiError({ status, code, message: "The file cannot be sent.", data: { file: { code, message: "" } } });
  if (file.size === 0) return refusal(400, "empty");
  if (maxSize > 0 && file.size > maxSize) return refusal(413, "too_large");
  if (allowedTypes && !looksAllowed(file, allowedTypes)) return refusal(400, "type_not_allowed");
  return null;
}

/**
 * @typedef {object} UploadOptions
 * @property {string} url
 * @property {string} [method]
 * @property {Record<string, string>} [fields] sent before the file
 * @property {File} file
 * @property {Record<string, string>} [headers]
 * @property {(progress: {loaded: number, total: number}) => void} [onProgress] bytes of the file that are out
 * @property {AbortSignal} [signal]
 * @property {string} [key] from newKey()
 */

/**
 * Sends one file. Rejects with an ApiError: status 0 where the connection was lost, `aborted` where it was cancelled.
 * @param {UploadOptions} options
 * @returns {Promise<any>} the JSON of the answer
 */
export async function upload(options) {
  await assertReadable(options.file);
  if (options.signal?.aborted) throw abortedError();
  return send(options);
}

/**
 * A file can be moved away between choosing and sending, and a folder can be dropped like a file: both would look
 * like a lost connection later.
 * @param {File} file
 */
async function assertReadable(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new ApiError({ status: 400, code: "unreadable", message: "The file cannot be read." });
  }
}

/**
 * @param {UploadOptions} options
 * @returns {Promise<any>}
 */
function send({ url, method = "POST", fields = {}, file, headers = {}, onProgress, signal, key }) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file, file.name);

  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    let stalled = false;
    let timer = 0;
    const watch = (/** @type {number} */ patience) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        stalled = true;
        xhr.abort();
      }, patience);
    };
    const cancel = () => xhr.abort();

    xhr.upload.addEventListener("progress", (event) => {
      watch(event.loaded < event.total ? STALLED : ANSWER_DUE);
      // The event counts the fields and boundaries too; people compare with the size of their file.
      const share = event.total > 0 ? event.loaded / event.total : 0;
      onProgress?.({ loaded: Math.round(share * file.size), total: file.size });
    });
    xhr.upload.addEventListener("load", () => watch(ANSWER_DUE));
    xhr.addEventListener("load", () => {
      if (xhr.status < 200 || xhr.status > 299) {
        reject(errorFrom(xhr.status, xhr.responseText, xhr.getResponseHeader("Retry-After")));
        return;
      }
      const answer = parseJSON(xhr.responseText);
      if (answer === null && xhr.status !== 204) reject(new ApiError({ status: 0, code: "unexpected_answer" }));
      else resolve(answer);
    });
    xhr.addEventListener("error", () => reject(new ApiError({ status: 0 })));
    xhr.addEventListener("abort", () => reject(stalled ? new ApiError({ status: 0 }) : abortedError()));
    xhr.addEventListener("loadend", () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
    });
    signal?.addEventListener("abort", cancel);

    xhr.open(method, url);
    xhr.setRequestHeader("Accept", "application/json");
    if (key) xhr.setRequestHeader("Idempotency-Key", key);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    watch(STALLED);
    xhr.send(form);
  });
}

/** What is wrong with the file itself: sending the same one again cannot help. */
const FILE_AT_FAULT = new Set(["empty", "too_large", "type_not_allowed", "unreadable"]);

/**
 * Whether sending the same file once more may go well.
 * @param {ApiError} err
 */
export function canRetry(err) {
  return !FILE_AT_FAULT.has(err.code);
}

/**
 * Why a file did not arrive and what to do about it, in a sentence or two.
 * @param {unknown} err
 * @param {{maxSize?: number, firm?: string}} [context]
 */
export function explainUpload(err, { maxSize = 0, firm = "" } = {}) {
  const contact = `contact ${firm || "the firm"}`;
  const again = `Please try again, and ${contact} if the problem persists.`;
  if (!(err instanceof ApiError)) return `The upload did not work. ${again}`;
  if (err.aborted) return "The upload was cancelled.";

  switch (err.data["file"]?.code || err.code) {
    case "empty":
      return `This file is empty: it holds 0 bytes. Check it, choose it again and try again, and ${contact} if the problem persists.`;
    case "too_large":
      return maxSize > 0
        ? `This file is too large: the most that can be sent is ${formatSize(maxSize)}. Choose a smaller file, or ${contact}.`
        : `This file is too large. Choose a smaller file, or ${contact}.`;
    case "type_not_allowed":
      return `Files of this type are not accepted here. Choose another file, or ${contact}.`;
    case "unreadable":
      return "This file cannot be read. It may have been moved, renamed or changed since you chose it, or it is a folder. Choose it again.";
    case "no_space":
      return `There is no room for this file on the server at the moment. Nothing was stored. ${again}`;
    case "truncated":
    case "missing":
      return `The file did not arrive whole, so nothing was stored. ${again}`;
    default:
      return explainStatus(err, again);
  }
}

/**
 * @param {ApiError} err
 * @param {string} again
 */
function explainStatus(err, again) {
  if (err.status === 0) return `The connection was lost before the file had fully arrived. ${again}`;
  if (err.status === 401) return "You are no longer signed in. Sign in and upload the file again.";
  if (err.status === 413) return "This file is too large for the server. Choose a smaller file.";
  if (err.status >= 500) return `Something went wrong on the server and nothing was stored. ${again}`;
  const complaint = Object.values(err.data).find((field) => field?.message)?.message;
  return complaint || err.message;
}
