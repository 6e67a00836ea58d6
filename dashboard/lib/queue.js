// @ts-check

import { titleFromName } from "/shared/filetypes.js";

/**
 * One file on its way to the server.
 *
 * @typedef {object} Upload
 * @property {string} id
 * @property {string} key The idempotency key: the same on every try.
 * @property {File} file
 * @property {string} title
 * @property {boolean} titled Whether the person wrote the title.
 * @property {"waiting" | "sending" | "done" | "failed" | "cancelled"} state
 * @property {number} progress 0 to 1
 * @property {string} message Why it failed.
 * @property {boolean} hopeless Whether the file itself is at fault, so that trying again cannot help.
 */

/**
 * @typedef {{type: "add", uploads: {id: string, key: string, file: File}[]}
 *   | {type: "title", id: string, title: string}
 *   | {type: "remove", id: string}
 *   | {type: "send", id: string}
 *   | {type: "progress", id: string, progress: number}
 *   | {type: "done", id: string}
 *   | {type: "fail", id: string, message: string, hopeless: boolean}
 *   | {type: "cancel", id: string}
 *   | {type: "retry", id: string}
 * } Change
 */

/**
 * The state of a set of uploads after a change.
 *
 * @param {Upload[]} uploads
 * @param {Change} change
 * @returns {Upload[]}
 */
export function reduce(uploads, change) {
  if (change.type === "add") {
    const added = change.uploads.map((upload) => fresh(upload));
    return [...uploads, ...added];
  }
  if (change.type === "remove") {
    return uploads.filter((upload) => upload.id !== change.id);
  }
  return uploads.map((upload) => (upload.id === change.id ? changed(upload, change) : upload));
}

/**
 * @param {{id: string, key: string, file: File}} upload
 * @returns {Upload}
 */
function fresh({ id, key, file }) {
  const title = titleFromName(file.name);
  return { id, key, file, title, titled: false, state: "waiting", progress: 0, message: "", hopeless: false };
}

/**
 * @param {Upload} upload
 * @param {Exclude<Change, {type: "add" | "remove"}>} change
 * @returns {Upload}
 */
function changed(upload, change) {
  switch (change.type) {
    case "title":
      return { ...upload, title: change.title, titled: true };
    case "send":
      return { ...upload, state: "sending", progress: 0, message: "" };
    case "progress":
      return upload.state === "sending" ? { ...upload, progress: change.progress } : upload;
    case "done":
      return { ...upload, state: "done", progress: 1 };
    case "fail":
      return { ...upload, state: "failed", message: change.message, hopeless: change.hopeless };
    case "cancel":
      return upload.state === "done" ? upload : { ...upload, state: "cancelled", progress: 0 };
    case "retry":
      return { ...upload, state: "waiting", progress: 0, message: "" };
    default:
      return upload;
  }
}

/**
 * Which uploads to start now, with at most `limit` on their way at once.
 *
 * @param {Upload[]} uploads
 * @param {number} limit
 * @returns {Upload[]}
 */
export function startable(uploads, limit) {
  const sending = uploads.filter((upload) => upload.state === "sending").length;
  return uploads.filter((upload) => upload.state === "waiting").slice(0, Math.max(0, limit - sending));
}

/**
 * @param {Upload[]} uploads
 * @returns {{busy: boolean, waiting: number, done: number, finished: boolean}}
 *   `busy`: some still have to go; `finished`: all arrived.
 */
export function summary(uploads) {
  /** @param {Upload["state"]} state */
  const count = (state) => uploads.filter((upload) => upload.state === state).length;
  const waiting = count("waiting");
  const done = count("done");
  const finished = uploads.length > 0 && done === uploads.length;
  return { busy: waiting + count("sending") > 0, waiting, done, finished };
}
