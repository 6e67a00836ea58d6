// @ts-check

import { plural } from "/shared/format.js";
import { companyAddress, contactAddress, projectAddress } from "./address.js";

/** The same as the server's (internal/requests). */
export const DEFAULT_NAMING = "{request} – {item}";
export const MOST_ITEMS = 100;

/** @type {Record<RequestStatus, {label: string, tone: string}>} */
export const REQUEST_STATUS = {
  draft: { label: "Draft", tone: "" },
  open: { label: "Open", tone: "info" },
  submitted: { label: "Handed in", tone: "warning" },
  done: { label: "Done", tone: "success" },
  cancelled: { label: "Cancelled", tone: "" },
};

export const OVERDUE = { label: "Overdue", tone: "danger" };

/** The lists of requests. */
export const REQUEST_LISTS = [
  { value: "all", label: "All requests" },
  { value: "draft", label: "Drafts" },
  { value: "open", label: "Open" },
  { value: "overdue", label: "Overdue" },
  { value: "submitted", label: "Handed in" },
  { value: "done", label: "Done" },
  { value: "cancelled", label: "Cancelled" },
];

/** @type {Record<ItemKind, {label: string, icon: string}>} */
export const ITEM_KINDS = {
  file: { label: "File", icon: "file-upload" },
  text: { label: "Text", icon: "article" },
  yes_no: { label: "Yes or no", icon: "question-answer" },
};

/** @type {{value: string, label: string}[]} */
export const KIND_CHOICES = Object.entries(ITEM_KINDS).map(([value, { label }]) => ({ value, label }));

/** @type {Record<RequestItem["state"], {label: string, tone: string}>} */
export const ITEM_STATES = {
  open: { label: "Not answered yet", tone: "" },
  answered: { label: "Answered", tone: "info" },
  missing: { label: "Client does not have it", tone: "warning" },
  accepted: { label: "Accepted", tone: "success" },
  returned: { label: "Returned", tone: "danger" },
};

/**
 * An item in the form.
 *
 * @typedef {object} ItemForm
 * @property {string} key Its own for as long as the form is open.
 * @property {string} id "" for a new one
 * @property {string} name
 * @property {string} explanation
 * @property {ItemKind} kind
 * @property {boolean} required
 * @property {string} example The name of the file that it has.
 * @property {File | undefined} file One that is to take its place.
 */

/**
 * What the form holds; numbers as they are typed.
 *
 * @typedef {object} RequestForm
 * @property {string} title
 * @property {string} message
 * @property {string} due
 * @property {string} naming
 * @property {string} remindBefore
 * @property {string} remindEvery
 * @property {ItemForm[]} items
 */

/**
 * What is sent.
 *
 * @typedef {object} RequestBody
 * @property {string} title
 * @property {string} message
 * @property {string} due
 * @property {string} naming
 * @property {number} remindBefore
 * @property {number} remindEvery
 * @property {{id: string, name: string, explanation: string, kind: ItemKind, required: boolean}[]} items
 */

/** How many items were ever added to a form: a number that no other has. */
let added = 0;

/**
 * @param {Partial<RequestItem>} [item]
 * @returns {ItemForm}
 */
export function itemForm({ id = "", name = "", explanation = "", kind = "file", required = true, example } = {}) {
  added += 1;
  return { key: `item-${added}`, id, name, explanation, kind, required, example: example?.name ?? "", file: undefined };
}

/**
 * What the form begins with.
 *
 * @param {Partial<WholeRequest>} [request]
 * @returns {RequestForm}
 */
export function requestForm({ title = "", message = "", due = "", naming = "", remindBefore = 3, remindEvery = 7, items = [] } = {}) {
  return {
    title,
    message,
    due,
    naming: naming || DEFAULT_NAMING,
    remindBefore: String(remindBefore),
    remindEvery: String(remindEvery),
    items: items.length > 0 ? items.map(itemForm) : [itemForm()],
  };
}

/**
 * @param {RequestForm} values
 * @returns {RequestBody}
 */
export function requestBody({ title, message, due, naming, remindBefore, remindEvery, items }) {
  return {
    title,
    message,
    due,
    naming,
    remindBefore: days(remindBefore),
    remindEvery: days(remindEvery),
    items: items.map(({ id, name, explanation, kind, required }) => ({ id, name, explanation, kind, required })),
  };
}

/** @param {string} text */
const days = (text) => Math.round(Number(text)) || 0;

/**
 * What a template keeps: everything but whom it asked, until when, and the ids of its items.
 *
 * @param {RequestBody} body
 */
export function templateBody({ title, message, naming, remindBefore, remindEvery, items }) {
  return { title, message, naming, remindBefore, remindEvery, items: items.map((item) => ({ ...item, id: "" })) };
}

/**
 * The form filled from a template; whom to ask and until when stay.
 *
 * @param {RequestForm} values
 * @param {RequestTemplate["form"]} template
 * @returns {RequestForm}
 */
export function fromTemplate({ due }, template) {
  const items = (template.items ?? []).map((item) => ({ ...item, id: "" }));
  return requestForm(/** @type {Partial<WholeRequest>} */ ({ ...template, items, due }));
}

/**
 * The items with one at another place.
 *
 * @template T
 * @param {T[]} items
 * @param {number} from
 * @param {number} to
 * @returns {T[]}
 */
export function moveItem(items, from, to) {
  const [item] = items.slice(from, from + 1);
  if (item === undefined || to < 0 || to >= items.length) return items;
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

/**
 * What a document is called that is sent in for an item.
 *
 * @param {string} naming
 * @param {string} request
 * @param {string} item
 * @returns {string}
 */
export function nameBy(naming, request, item) {
  const rule = naming.trim() || DEFAULT_NAMING;
  const name = rule.replaceAll("{request}", () => request).replaceAll("{item}", () => item);
  return name.split(/\s+/u).filter(Boolean).join(" ").slice(0, 200) || item;
}

/**
 * How far a request is: `3 of 5 items complete`.
 *
 * @param {{complete: number, total: number}} progress
 * @returns {string}
 */
export function progressText({ complete, total }) {
  return `${complete} of ${plural(total, "item")} complete`;
}

/**
 * Whether the client is late.
 *
 * @param {Pick<DeskRequest, "status" | "due">} request
 * @param {string} [today] 2026-12-31
 * @returns {boolean}
 */
export function isOverdue({ status, due }, today = calendarDay(new Date())) {
  return status === "open" && due !== "" && due < today;
}

/** @param {Date} date */
export function calendarDay(date) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/**
 * Whom a request asks.
 *
 * @param {Pick<DeskRequest, "contact" | "company" | "project">} request
 * @returns {{scope: Scope, href: string} | undefined} Nothing where they were deleted since.
 */
export function askedBy({ contact, company, project }) {
  if (contact) return { scope: { type: "contact", ...contact }, href: contactAddress(contact.id) };
  if (company) return { scope: { type: "company", ...company }, href: companyAddress(company.id) };
  return project ? { scope: { type: "project", ...project }, href: projectAddress(project.id) } : undefined;
}

/**
 * How often a reminder goes out, in words.
 *
 * @param {{due: string, remindBefore: number, remindEvery: number}} request
 * @returns {string}
 */
export function reminders({ due, remindBefore, remindEvery }) {
  const parts = [
    remindBefore > 0 && `${plural(remindBefore, "day")} before it is due`,
    remindEvery > 0 && (remindEvery === 1 ? "every day once it is overdue" : `every ${remindEvery} days once it is overdue`),
  ].filter(Boolean);
  const text = due ? parts.join(", then ") : "";
  return text ? text[0].toUpperCase() + text.slice(1) : "None";
}

/** What can be done with an item. @param {RequestStatus} status @param {RequestItem["state"]} state */
export function itemActions(status, state) {
  const answered = state === "answered" || state === "missing";
  return {
    accept: answered && (status === "open" || status === "submitted"),
    giveBack: (answered || state === "accepted") && (status === "open" || status === "submitted" || status === "done"),
  };
}
