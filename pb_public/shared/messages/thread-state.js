// @ts-check
// What a conversation shows while its parts come, fail, or bring something new. Pure.

import { dayOf } from "../format.js";

/**
 * @typedef {import("./types.js").Message} Message
 * @typedef {import("./types.js").ThreadPage} ThreadPage
 * @typedef {import("./types.js").Reader} Reader
 */

/**
 * @typedef {object} ThreadState
 * @property {"loading" | "ready" | "failed"} status
 * @property {Message[]} items the oldest first, none missing in between
 * @property {boolean} earlier there are messages before the first
 * @property {number} read the last one that my side has read
 * @property {number} newFrom the first one that was unread when it came into view; 0 where none was
 * @property {Reader[]} readers
 * @property {boolean} canWrite
 * @property {unknown} error why the last question failed; null where it did not
 */

/**
 * @typedef {{type: "page", page: ThreadPage, hidden: boolean}} Page the last messages; `hidden` where nobody looks
 * @typedef {{type: "earlier", page: ThreadPage}} Earlier
 * @typedef {{type: "fail", error: unknown}} Fail
 * @typedef {{type: "sent", message: Message}} Sent
 * @typedef {{type: "again"}} Again
 */

/** @returns {ThreadState} */
export function emptyThread() {
  return { status: "loading", items: [], earlier: false, read: 0, newFrom: 0, readers: [], canWrite: true, error: null };
}

/**
 * @param {ThreadState} state
 * @param {Page | Earlier | Fail | Sent | Again} action
 * @returns {ThreadState}
 */
export function threadReducer(state, action) {
  switch (action.type) {
    case "page":
      return takePage(state, action);
    case "earlier":
      return takeEarlier(state, action.page);
    case "fail":
      return { ...state, status: state.status === "ready" ? "ready" : "failed", error: action.error };
    case "sent":
      return takeSent(state, action.message);
    case "again":
      return state.status === "failed" ? { ...state, status: "loading" } : state;
    default:
      return state;
  }
}

/** The number of the last message. @param {readonly Message[]} items */
export const lastSeq = (items) => items.at(-1)?.seq ?? 0;

/**
 * @param {ThreadState} state
 * @param {Page} action
 * @returns {ThreadState}
 */
function takePage(state, { page, hidden }) {
  const first = page.items[0]?.seq ?? 0;
  const known = lastSeq(state.items);
  // More has come than one answer holds, or the conversation began anew: what is shown would not fit to it.
  const joins = state.items.length > 0 && page.last >= known && first <= known + 1;
  const before = joins ? state.items.filter(({ seq }) => seq < first) : [];
  return {
    status: "ready",
    items: [...before, ...page.items],
    earlier: before.length > 0 ? state.earlier : page.earlier,
    read: Math.max(page.read, joins ? state.read : 0),
    newFrom: newFrom(state, page, hidden),
    readers: page.readers ?? [],
    canWrite: page.canWrite ?? true,
    error: null,
  };
}

/**
 * Where "New" stands. It stays where it was while somebody reads; what comes while nobody looks is new, too.
 * @param {ThreadState} state
 * @param {ThreadPage} page
 * @param {boolean} hidden
 */
function newFrom(state, page, hidden) {
  const seen = state.status === "ready" ? lastSeq(state.items) : 0;
  if (state.status === "ready" && (!hidden || page.read < seen)) return state.newFrom;
  const first = page.items.find(({ seq, mine }) => !mine && seq > Math.max(page.read, seen));
  return first?.seq ?? state.newFrom;
}

/**
 * @param {ThreadState} state
 * @param {ThreadPage} page
 * @returns {ThreadState}
 */
function takeEarlier(state, page) {
  const first = state.items[0]?.seq ?? 0;
  const items = page.items.filter(({ seq }) => seq < first);
  return { ...state, items: [...items, ...state.items], earlier: page.earlier, error: null };
}

/**
 * @param {ThreadState} state
 * @param {Message} message
 * @returns {ThreadState}
 */
function takeSent(state, message) {
  // Whoever answers has read. A message that came in between is asked for by the next question.
  const others = state.items.filter(({ seq }) => seq !== message.seq);
  const items = [...others, message].sort((a, b) => a.seq - b.seq);
  return { ...state, status: "ready", items, newFrom: 0, error: null };
}

/**
 * A line of a conversation.
 * @typedef {{kind: "day", key: string, at: string}} DayRow
 * @typedef {{kind: "new", key: string}} NewRow
 * @typedef {{kind: "message", key: string, message: Message, ours: boolean, first: boolean, readBy: string[]}} MessageRow
 * @typedef {DayRow | NewRow | MessageRow} Row
 */

/** Messages of one person within this time stand under one name. */
const TOGETHER = 5 * 60_000;

/**
 * @param {ThreadState} state
 * @param {"client" | "firm"} side whose eyes look
 * @returns {Row[]}
 */
export function rowsOf({ items, newFrom: firstNew, readers }, side) {
  /** @type {Row[]} */
  const rows = [];
  const readBy = readersAt(items, readers);
  /** @type {Message | null} */
  let before = null;
  for (const message of items) {
    if (!before || dayOf(before.at) !== dayOf(message.at)) {
      rows.push({ kind: "day", key: `day ${message.seq}`, at: message.at });
      before = null;
    }
    if (message.seq === firstNew) {
      rows.push({ kind: "new", key: "new" });
      before = null;
    }
    rows.push({
      kind: "message",
      key: message.id,
      message,
      ours: isOurs(message, side),
      first: !before || !goTogether(before, message),
      readBy: readBy.get(message.seq) ?? [],
    });
    before = message;
  }
  return rows;
}

/**
 * Whether a message stands on the reader's side: the firm speaks with one voice, each client for themselves.
 * @param {Message} message
 * @param {"client" | "firm"} side
 */
export const isOurs = (message, side) => (side === "firm" ? message.side === "firm" : message.mine);

/**
 * @param {Message} one
 * @param {Message} next
 */
function goTogether(one, next) {
  const samePerson = one.side === next.side && one.author === next.author && one.mine === next.mine;
  return samePerson && Date.parse(iso(next.at)) - Date.parse(iso(one.at)) < TOGETHER;
}

const iso = (/** @type {string} */ at) => at.replace(" ", "T");

/**
 * Who has read up to which of the firm's messages.
 * @param {readonly Message[]} items
 * @param {readonly Reader[]} readers
 */
function readersAt(items, readers) {
  /** @type {Map<number, string[]>} */
  const at = new Map();
  for (const { name, seq } of readers) {
    const last = items.findLast((message) => message.side === "firm" && message.seq <= seq);
    if (last) at.set(last.seq, [...(at.get(last.seq) ?? []), name]);
  }
  return at;
}
