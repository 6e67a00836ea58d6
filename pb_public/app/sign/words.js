// @ts-check
// What is said of documents to sign, and how far somebody has come with one. Pure.

import { calendarDay, formatCalendarDay, formatDate } from "../../shared/format.js";
import { isMade } from "../../shared/signing/strokes.js";

/** @typedef {import("../types.js").Signing} Signing */
/** @typedef {import("../types.js").WholeSigning} WholeSigning */
/** @typedef {import("../types.js").SigningField} Field */
/** @typedef {import("../types.js").Mark} Mark */

/** What somebody has filled in: two marks, texts by their fields, and when a code was sent to them. @typedef {{signature: Mark | null, initials: Mark | null, texts: Record<string, string>, codeAt: number}} Filled */

/**
 * By when it is to be signed.
 * @param {Pick<Signing, "turn" | "due">} signing
 * @param {Date} [now]
 */
export function dueWords({ turn, due }, now = new Date()) {
  if (!turn || !due) return "";
  const today = calendarDay(now);
  if (due < today) return `To be signed by ${formatCalendarDay(due)}`;
  if (due === today) return "To be signed today";
  const tomorrow = calendarDay(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1));
  return `To be signed by ${due === tomorrow ? "tomorrow" : formatCalendarDay(due)}`;
}

/**
 * @param {Pick<Signing, "status" | "state" | "turn">} signing
 * @returns {{text: string, tone: "quiet" | "good" | "warn" | "bad" | "new"}}
 */
export function stateWords({ status, state, turn }) {
  switch (status) {
    case "completed":
      return { text: "Signed by everyone", tone: "good" };
    case "declined":
      return { text: state === "declined" ? "You declined" : "Declined", tone: "bad" };
    case "withdrawn":
      return { text: "Withdrawn", tone: "quiet" };
    case "expired":
      return { text: "Expired", tone: "warn" };
    case "voided":
      return { text: "Changed", tone: "quiet" };
    case "sealing":
      return { text: "Being finished", tone: "good" };
    default:
      if (state === "signed") return { text: "Signed by you", tone: "good" };
      return turn ? { text: "To sign", tone: "new" } : { text: "Not your turn yet", tone: "quiet" };
  }
}

/**
 * What a list says of it: by when it is to be signed, or when it was sent or ended; and who sent it.
 * @param {Pick<Signing, "turn" | "due" | "by" | "sent" | "ended">} signing
 * @param {Date} [now]
 */
export function rowWords({ turn, due, by, sent, ended }, now = new Date()) {
  const when = dueWords({ turn, due }, now) || (ended ? `Ended on ${formatDate(ended)}` : `Sent on ${formatDate(sent)}`);
  return [when, by && `from ${by}`].filter(Boolean).join(" · ");
}

/** @type {Record<Field["kind"], string>} */
const KINDS = { signature: "Signature", initials: "Initials", date: "Date", name: "Name", text: "Text" };

/**
 * What a place is called.
 * @param {Pick<Field, "kind" | "label">} field
 */
export function fieldName({ kind, label }) {
  return label || KINDS[kind];
}

/**
 * Whether somebody has to do something about a place: dates and names are filled in for them.
 * @param {Pick<Field, "kind">} field
 */
export function isToFill({ kind }) {
  return kind !== "date" && kind !== "name";
}

/**
 * @param {Pick<Field, "id" | "kind">} field
 * @param {Filled} filled
 */
export function isFilled({ id, kind }, filled) {
  if (kind === "text") return Boolean(filled.texts[id]?.trim());
  return kind === "signature" || kind === "initials" ? isMade(filled[kind]) : true;
}

/**
 * The places that are still empty and may not stay so, in the order of the document.
 * @param {Field[]} fields
 * @param {Filled} filled
 */
export function missingFields(fields, filled) {
  return fields.filter((field) => field.required && isToFill(field) && !isFilled(field, filled));
}

/**
 * The next of them after one, from the beginning again after the last.
 * @param {Field[]} fields
 * @param {Filled} filled
 * @param {string} after id of a field, or empty
 */
export function nextField(fields, filled, after) {
  const missing = new Set(missingFields(fields, filled));
  const from = fields.findIndex(({ id }) => id === after) + 1;
  return [...fields.slice(from), ...fields.slice(0, from)].find((field) => missing.has(field)) ?? null;
}

/**
 * @param {Field[]} fields
 * @param {Filled} filled
 */
export function progressOf(fields, filled) {
  const total = fields.filter((field) => field.required && isToFill(field)).length;
  return { done: total - missingFields(fields, filled).length, total };
}

/**
 * What was kept of it, as far as it can be trusted.
 * @param {any} kept
 * @returns {Filled}
 */
export function recallFilled(kept) {
  const texts = Object.entries(kept?.texts ?? {}).filter(([, text]) => typeof text === "string");
  return {
    signature: recallMark(kept?.signature),
    initials: recallMark(kept?.initials),
    texts: Object.fromEntries(texts),
    codeAt: Number(kept?.codeAt) || 0,
  };
}

/** @param {any} kept @returns {Mark | null} */
function recallMark(kept) {
  if (typeof kept?.text === "string") return { text: kept.text };
  const isPoint = (/** @type {unknown} */ point) => Array.isArray(point) && point.length === 2 && point.every(Number.isInteger);
  const isDrawing = Array.isArray(kept?.strokes) && kept.strokes.every((/** @type {unknown} */ line) => Array.isArray(line) && line.every(isPoint));
  return isDrawing ? { strokes: kept.strokes } : null;
}

/**
 * "2 of 5 filled in"
 * @param {{done: number, total: number}} progress
 */
export function progressWords({ done, total }) {
  return `${done} of ${total} filled in`;
}

/**
 * "page 1", "pages 1 and 3", "pages 1, 3 and 5"; of many, how many.
 * @param {Pick<Field, "page">[]} fields
 */
export function pagesWords(fields) {
  const pages = [...new Set(fields.map(({ page }) => page))].sort((a, b) => a - b);
  if (pages.length > 6) return `${pages.length} pages`;
  return `${pages.length === 1 ? "page" : "pages"} ${listWords(pages.map(String))}`;
}

/**
 * "Ann, Bob and Cleo"
 * @param {string[]} names
 */
export function listWords(names) {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
