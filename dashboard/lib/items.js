// @ts-check

import { readLine, writeLine } from "./bill.js";

/** @typedef {"estimate" | "invoice" | "daily_log"} ItemKind */

/**
 * An estimate, invoice or daily log as its form holds it.
 *
 * @typedef {object} ItemForm
 * @property {string} title
 * @property {string} description
 * @property {boolean} share
 * @property {string} number
 * @property {string} currency
 * @property {string} issued
 * @property {string} due
 * @property {string} status
 * @property {string} notes
 * @property {import("./bill.js").LineForm[]} lines
 * @property {string} date
 * @property {string} weather
 * @property {string} crew
 */

/** @type {Record<string, string>} */
export const BILL_STATUS = { draft: "Draft", sent: "Sent", paid: "Paid", void: "Void" };

/** @type {{value: string, label: string}[]} */
export const BILL_STATUS_CHOICES = Object.entries(BILL_STATUS).map(([value, label]) => ({ value, label }));

/** How what has become of a bill looks here. @type {Record<import("/shared/bills.js").StateWords["tone"], string>} */
export const BILL_TONES = { quiet: "", good: "success", warn: "warning", bad: "danger" };

/** Today, where the person is: 2026-05-31. @param {Date} now */
export function today(now = new Date()) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * @param {{doc?: DeskDocument | undefined, shared?: boolean, currency?: string, kind: string}} what
 * @returns {ItemForm}
 */
export function itemForm({ doc, shared = false, currency = "EUR", kind }) {
  const { bill, log } = doc ?? {};
  return {
    title: doc?.title ?? "",
    description: doc?.description ?? "",
    share: shared,
    number: bill?.number ?? "",
    currency: bill?.currency ?? currency,
    issued: bill?.issued ?? today(),
    due: bill?.due ?? "",
    status: bill?.status ?? (shared ? "sent" : "draft"),
    notes: (kind === "daily_log" ? log?.notes : bill?.notes) ?? "",
    lines: bill ? bill.lines.map((line, at) => writeLine(line, bill.decimals, at)) : [emptyLine([])],
    date: log?.date ?? today(),
    weather: log?.weather ?? "",
    crew: log?.crew ?? "",
  };
}

/**
 * A new line; its tax is most likely that of the one before.
 *
 * @param {import("./bill.js").LineForm[]} lines
 * @returns {import("./bill.js").LineForm}
 */
export function emptyLine(lines) {
  const key = Math.max(-1, ...lines.map((line) => line.key)) + 1;
  return { key, description: "", quantity: "1", price: "", tax: lines.at(-1)?.tax ?? "", discount: "" };
}

/**
 * What is sent to the server.
 *
 * @param {ItemForm} form
 * @param {ItemKind} kind
 * @param {number} decimals of the currency
 */
export function itemBody(form, kind, decimals) {
  const { title, description, share } = form;
  const said = kind === "daily_log" ? { log: logOf(form) } : { bill: billOf(form, decimals) };
  return { kind, title: title.trim() || defaultTitle(form, kind), description, share, ...said };
}

/** @param {ItemForm} form */
function logOf({ date, weather, crew, notes }) {
  return { date, weather, crew, notes };
}

/**
 * @param {ItemForm} form
 * @param {number} decimals
 */
function billOf({ number, currency, issued, due, status, notes, lines }, decimals) {
  return { number, currency, issued, due, status, notes, lines: lines.map((line) => readLine(line, decimals)) };
}

/**
 * How an item is called that nobody gave a title.
 *
 * @param {ItemForm} form
 * @param {ItemKind} kind
 */
export function defaultTitle({ number, date }, kind) {
  if (kind === "daily_log") return `Daily log ${date}`;
  return `${kind === "estimate" ? "Estimate" : "Invoice"} ${number}`.trim();
}

/**
 * A draft is not shared: what is put to one changes the other.
 *
 * @param {ItemForm} form
 * @param {Partial<ItemForm>} part
 * @returns {ItemForm}
 */
export function changeItem(form, part) {
  const next = { ...form, ...part };
  if (part.share && next.status === "draft") next.status = "sent";
  if (part.status === "draft") next.share = false;
  return next;
}
