// @ts-check
// What is said of requests and their items. Pure.

import { calendarDay, formatCalendarDay, formatDate } from "../../shared/format.js";

/** @typedef {import("../types.js").RequestItem} RequestItem */

/**
 * "3 of 5 items complete"
 * @param {import("../types.js").RequestProgress} progress
 */
export function progressWords({ complete, total }) {
  return `${complete} of ${total} ${total === 1 ? "item" : "items"} complete`;
}

/**
 * Where a request stands in time: when it is due or overdue, or when it was handed in.
 * @param {Pick<import("../types.js").Request, "status" | "due" | "submitted">} request
 * @param {Date} [now]
 * @returns {{text: string, overdue: boolean}}
 */
export function dueWords({ status, due, submitted }, now = new Date()) {
  if (status === "submitted") return { text: `Handed in on ${formatDate(submitted)}`, overdue: false };
  if (status === "done") return { text: "Done", overdue: false };
  if (!due) return { text: "", overdue: false };
  const today = calendarDay(now);
  const tomorrow = calendarDay(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1));
  if (due < today) return { text: `Overdue: it was due on ${formatCalendarDay(due)}`, overdue: true };
  if (due === today) return { text: "Due today", overdue: false };
  return { text: due === tomorrow ? "Due tomorrow" : `Due ${formatCalendarDay(due)}`, overdue: false };
}

/**
 * Whether an item has to be dealt with before the request can be handed in.
 * @param {RequestItem} item
 */
export function isWaiting({ state, required }) {
  return state === "returned" || (state === "open" && required);
}

/** @type {Record<RequestItem["state"], {text: string, tone: "quiet" | "good" | "warn"}>} */
const STATES = {
  open: { text: "To do", tone: "quiet" },
  answered: { text: "Answered", tone: "good" },
  missing: { text: "Not available", tone: "good" },
  accepted: { text: "Accepted", tone: "good" },
  returned: { text: "Please do again", tone: "warn" },
};

/**
 * @param {RequestItem} item
 * @returns {{text: string, tone: "quiet" | "good" | "warn"}}
 */
export function stateWords({ state, required }) {
  return state === "open" && !required ? { text: "Optional", tone: "quiet" } : STATES[state];
}

/**
 * What pictures of an item are called, put together.
 * @param {string} item its name
 */
export function scanName(item) {
  const clean = item.replace(/[\\/:*?"<>|]+/g, " ").replace(/\s+/g, " ").trim().slice(0, 80);
  return `${clean || "Scan"}.pdf`;
}
