// @ts-check
// The files of a message that is being written, from being chosen to having arrived. Pure.

import { checkFile } from "../upload.js";

/** What one message can carry. */
export const MOST_FILES = 10;

/**
 * @typedef {object} Attachment
 * @property {string} key of this upload: the same on every try
 * @property {string} name
 * @property {number} size
 * @property {File | null} file null where it arrived before the page was loaded
 * @property {"waiting" | "sending" | "done" | "failed"} status
 * @property {number} loaded
 * @property {import("../http.js").ApiError | null} error
 * @property {import("./types.js").MessageFile | null} sent what the server calls it
 */

/** @typedef {{maxSize: number, allowedTypes?: readonly string[], most?: number}} Limits */

/**
 * @typedef {{type: "add", files: readonly File[], limits: Limits, newKey: () => string}} Add
 * @typedef {{type: "sending" | "retry" | "remove", key: string}} Step
 * @typedef {{type: "progress", key: string, loaded: number}} Progress
 * @typedef {{type: "done", key: string, sent: import("./types.js").MessageFile}} Done
 * @typedef {{type: "fail", key: string, error: import("../http.js").ApiError}} Fail
 * @typedef {{type: "clear", sent: readonly string[]}} Clear `sent` are the ids of what went along with a message
 */

/**
 * @param {readonly import("./types.js").MessageFile[]} files that arrived earlier
 * @returns {Attachment[]}
 */
export function fromDraft(files) {
  return files.map((sent) => ({
    key: sent.id,
    name: sent.name,
    size: sent.size,
    file: null,
    status: "done",
    loaded: sent.size,
    error: null,
    sent,
  }));
}

/**
 * @param {Attachment[]} items
 * @param {Add | Step | Progress | Done | Fail | Clear} action
 * @returns {Attachment[]}
 */
export function attachmentsReducer(items, action) {
  switch (action.type) {
    case "add":
      return add(items, action);
    case "remove":
      return items.filter(({ key }) => key !== action.key);
    case "sending":
      return change(items, action.key, { status: "sending", loaded: 0, error: null });
    case "retry":
      return change(items, action.key, { status: "waiting", loaded: 0, error: null });
    case "progress":
      return change(items, action.key, { loaded: action.loaded });
    case "done":
      return change(items, action.key, { status: "done", sent: action.sent, error: null });
    case "fail":
      return change(items, action.key, { status: "failed", error: action.error });
    case "clear":
      return items.filter(({ sent }) => !sent || !action.sent.includes(sent.id));
    default:
      return items;
  }
}

/**
 * @param {Attachment[]} items
 * @param {string} key
 * @param {Partial<Attachment>} patch
 */
function change(items, key, patch) {
  return items.map((item) => (item.key === key ? { ...item, ...patch } : item));
}

/**
 * @param {Attachment[]} items
 * @param {Add} action
 * @returns {Attachment[]}
 */
function add(items, { files, limits, newKey }) {
  const added = files.slice(0, room(items, limits)).map((file) => {
    const error = checkFile(file, limits);
    /** @type {Attachment["status"]} */
    const status = error ? "failed" : "waiting";
    return { key: newKey(), name: file.name, size: file.size, file, status, loaded: 0, error, sent: null };
  });
  return [...items, ...added];
}

/**
 * How many more can be added.
 * @param {readonly Attachment[]} items
 * @param {Limits} limits
 */
const room = (items, { most = MOST_FILES }) => Math.max(0, most - items.length);

/**
 * What to say where not all of the files can be added; empty where they can.
 * @param {readonly Attachment[]} items that are there
 * @param {readonly File[]} files
 * @param {Limits} limits
 */
export function leftOut(items, files, limits) {
  const left = files.length - room(items, limits);
  if (left <= 0) return "";
  return `${limits.most ?? MOST_FILES} files at most; ${left} ${left === 1 ? "was" : "were"} not added.`;
}

/**
 * The files whose turn it is.
 * @param {readonly Attachment[]} items
 * @param {number} atOnce
 */
export function nextToSend(items, atOnce) {
  const sending = items.filter(({ status }) => status === "sending").length;
  return items.filter(({ status, file }) => status === "waiting" && file).slice(0, Math.max(0, atOnce - sending));
}

/** Whether some are still on their way. @param {readonly Attachment[]} items */
export const areComing = (items) => items.some(({ status }) => status === "waiting" || status === "sending");

/**
 * Why the files cannot go along as they are; empty where they can.
 * @param {readonly Attachment[]} items
 */
export function whatHolds(items) {
  if (areComing(items)) return "The files are still on their way. Wait until they have arrived.";
  const failed = items.find(({ status }) => status === "failed");
  return failed ? `“${failed.name}” has not arrived. Remove it, or try again.` : "";
}

/** What has arrived. @param {readonly Attachment[]} items */
export const arrived = (items) => items.flatMap(({ sent }) => (sent ? [sent] : []));
