// @ts-check
// The files of one upload dialog, from being chosen to having arrived. Pure.

import { titleFromName } from "../../shared/filetypes.js";
import { checkFile } from "../../shared/upload.js";

/**
 * - `draft`: being filled in
 * - `waiting`: its turn comes
 * - `sending`, `done`
 * - `failed`: with its error, may be tried again
 * @typedef {"draft" | "waiting" | "sending" | "done" | "failed"} ItemStatus
 */

/**
 * @typedef {object} Item
 * @property {string} key also the key that keeps a retry from storing the file twice
 * @property {File | null} file
 * @property {string} title
 * @property {string} description
 * @property {ItemStatus} status
 * @property {number} loaded bytes that are out
 * @property {import("../../shared/http.js").ApiError | null} error
 */

/** @typedef {{maxSize: number, allowedTypes: readonly string[]}} Limits */

/**
 * @typedef {{type: "files", files: readonly File[], limits: Limits, newKey: () => string}} AddFiles
 * @typedef {{type: "edit", key: string, patch: {title?: string, description?: string}}} Edit
 * @typedef {{type: "remove", key: string, newKey: () => string}} Remove
 * @typedef {{type: "replace", key: string, file: File, limits: Limits, newKey: () => string}} Replace
 * @typedef {{type: "start"}} Start
 * @typedef {{type: "sending", key: string}} Sending
 * @typedef {{type: "progress", key: string, loaded: number}} Progress
 * @typedef {{type: "done", key: string}} Done
 * @typedef {{type: "fail", key: string, error: import("../../shared/http.js").ApiError}} Fail
 * @typedef {{type: "retry", key: string}} Retry
 * @typedef {{type: "reset", newKey: () => string}} Reset
 * @typedef {AddFiles | Edit | Remove | Replace | Start | Sending | Progress | Done | Fail | Retry | Reset} Action
 */

/**
 * @param {string} key
 * @param {File | null} [file]
 * @returns {Item}
 */
function draft(key, file = null) {
  const title = file ? titleFromName(file.name) : "";
  return { key, file, title, description: "", status: "draft", loaded: 0, error: null };
}

/**
 * One empty form: title and description are asked for before the file.
 * @param {() => string} newKey
 * @returns {Item[]}
 */
export function emptyQueue(newKey) {
  return [draft(newKey())];
}

/**
 * @param {Item[]} items
 * @param {Action} action
 * @returns {Item[]}
 */
export function queueReducer(items, action) {
  switch (action.type) {
    case "files":
      return addFiles(items, action);
    case "edit":
      return change(items, action.key, (item) => ({ ...item, ...action.patch }));
    case "remove": {
      const left = items.filter(({ key }) => key !== action.key);
      return left.length > 0 ? left : emptyQueue(action.newKey);
    }
    case "replace":
      return replaceFile(items, action);
    case "start":
      return items.map((item) => (item.status === "draft" && item.file ? { ...item, status: "waiting" } : item));
    case "sending":
      return change(items, action.key, (item) => ({ ...item, status: "sending", loaded: 0, error: null }));
    case "progress":
      return change(items, action.key, (item) => ({ ...item, loaded: action.loaded }));
    case "done":
      return change(items, action.key, (item) => ({ ...item, status: "done", loaded: item.file?.size ?? 0 }));
    case "fail":
      return change(items, action.key, (item) => ({ ...item, status: "failed", error: action.error }));
    case "retry":
      return change(items, action.key, (item) => ({ ...item, status: "waiting", loaded: 0, error: null }));
    case "reset":
      return emptyQueue(action.newKey);
    default:
      return items;
  }
}

/**
 * @param {Item[]} items
 * @param {string} key
 * @param {(item: Item) => Item} by
 */
function change(items, key, by) {
  return items.map((item) => (item.key === key ? by(item) : item));
}

/**
 * The first file goes to the form that has none yet; every further one gets a form of its own.
 * @param {Item[]} items
 * @param {AddFiles} action
 */
function addFiles(items, { files, limits, newKey }) {
  const next = [...items];
  for (const file of files) {
    const open = next.findIndex((item) => item.status === "draft" && item.file === null);
    const error = checkFile(file, limits);
    const blank = next[open];
    if (blank) next[open] = { ...blank, file, error, title: blank.title.trim() || titleFromName(file.name) };
    else next.push({ ...draft(newKey(), file), error });
  }
  return next;
}

/**
 * Another file in the place of one: what was written about it stays. It is a new upload, so it gets a new key. A file
 * chosen after sending began is sent at once.
 * @param {Item[]} items
 * @param {Replace} action
 */
function replaceFile(items, { key, file, limits, newKey }) {
  const error = checkFile(file, limits);
  return change(items, key, (item) => {
    const begun = item.status !== "draft";
    const status = begun ? (error ? "failed" : "waiting") : "draft";
    return { ...item, key: newKey(), file, error, status, loaded: 0, title: item.title.trim() || titleFromName(file.name) };
  });
}

export const LONGEST_TITLE = 200;
export const LONGEST_DESCRIPTION = 2000;

/**
 * What must be put right before an item can be sent: by field. Empty where nothing must.
 * @param {Item} item
 * @returns {{title?: string, description?: string, file?: string}}
 */
export function problems({ title, description, file, error }) {
  return {
    ...(title.trim() ? {} : { title: "Enter a title." }),
    ...(title.trim().length > LONGEST_TITLE && { title: `Too long: use at most ${LONGEST_TITLE} characters.` }),
    ...(description.length > LONGEST_DESCRIPTION && {
      description: `Too long: use at most ${LONGEST_DESCRIPTION} characters.`,
    }),
    ...(file ? {} : { file: "Choose a file." }),
    ...(error && { file: error.message }),
  };
}

/**
 * What the dialog is about: filling in, sending, or the result.
 * @param {Item[]} items
 * @returns {"compose" | "sending" | "finished"}
 */
export function phaseOf(items) {
  if (items.some(({ status }) => status === "waiting" || status === "sending")) return "sending";
  return items.every(({ status }) => status === "draft") ? "compose" : "finished";
}

/**
 * Whether something would be lost: what was filled in and has not arrived. What was cancelled, nobody wants.
 * @param {Item[]} items
 */
export function wouldLose(items) {
  return items.some(
    ({ status, error, file, title, description }) =>
      status !== "done" && !error?.aborted && Boolean(file || title.trim() || description.trim()),
  );
}

/**
 * The items whose turn it is.
 * @param {Item[]} items
 * @param {number} atOnce
 */
export function nextToSend(items, atOnce) {
  const sending = items.filter(({ status }) => status === "sending").length;
  return items.filter(({ status }) => status === "waiting").slice(0, Math.max(0, atOnce - sending));
}

/** @param {Item} item 0 to 100 */
export function percentOf({ status, loaded, file }) {
  if (status === "done") return 100;
  if (!file || file.size === 0) return 0;
  // The last percent is the server's answer.
  return Math.min(99, Math.floor((loaded / file.size) * 100));
}
