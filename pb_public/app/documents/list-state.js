// @ts-check
// What a list shows while answers come, fail, arrive late or bring something new. Pure.

/** A page of any list. @typedef {import("../types.js").Paged<{id: string}>} Page */

/** @typedef {"loading" | "ready" | "failed"} ListStatus */

/**
 * @template {Page} P
 * @typedef {object} ListState
 * @property {string} key what was asked for last
 * @property {string} list which list the items belong to
 * @property {ListStatus} status
 * @property {P | null} data the last good answer
 * @property {boolean} waiting for an answer to something else than is shown
 * @property {unknown} error why the last answer failed; null where it did not
 * @property {ReadonlySet<string>} arrived ids that were not there in the answer before
 */

/**
 * @typedef {{type: "ask", list: string, key: string}} Ask
 * @typedef {{type: "fail", key: string, error: unknown}} Fail
 * @typedef {{type: "remove", id: string}} Remove
 */

/**
 * @template {Page} P
 * @typedef {Ask | {type: "answer", key: string, data: P} | Fail | Remove} ListAction
 */

/**
 * @template {Page} P
 * @returns {ListState<P>}
 */
export function emptyList() {
  return { key: "", list: "", status: "loading", data: null, waiting: false, error: null, arrived: new Set() };
}

/**
 * @template {Page} P
 * @param {ListState<P>} state
 * @param {ListAction<P>} action
 * @returns {ListState<P>}
 */
export function listReducer(state, action) {
  switch (action.type) {
    case "ask":
      return ask(state, action);
    case "answer":
      // Late answers to an older question are of no interest.
      return action.key === state.key ? answer(state, action.data) : state;
    case "fail":
      return action.key === state.key ? fail(state, action.error) : state;
    case "remove":
      return remove(state, action.id);
    default:
      return state;
  }
}

/**
 * @template {Page} P
 * @param {ListState<P>} state
 * @param {Ask} action
 * @returns {ListState<P>}
 */
function ask(state, { list, key }) {
  // The same question again: what is shown stays until the answer is there.
  if (key === state.key) return { ...state, status: state.data ? "ready" : "loading" };
  // Another question about the same list: what is shown stays too, but faded.
  if (list === state.list && state.data) return { ...state, key, waiting: true, error: null, arrived: new Set() };
  return { ...emptyList(), key, list };
}

/**
 * @template {Page} P
 * @param {ListState<P>} state
 * @param {P} data
 * @returns {ListState<P>}
 */
function answer(state, data) {
  const known = state.data && !state.waiting ? new Set(state.data.items.map(({ id }) => id)) : null;
  const arrived = known ? data.items.map(({ id }) => id).filter((id) => !known.has(id)) : [];
  return { ...state, status: "ready", data, waiting: false, error: null, arrived: new Set(arrived) };
}

/**
 * @template {Page} P
 * @param {ListState<P>} state
 * @param {unknown} error
 * @returns {ListState<P>}
 */
function fail(state, error) {
  // What is shown answers an older question: under the new one it would be wrong.
  if (state.waiting || !state.data) return { ...state, status: "failed", data: null, waiting: false, error };
  return { ...state, error };
}

/**
 * @template {Page} P
 * @param {ListState<P>} state
 * @param {string} id
 * @returns {ListState<P>}
 */
function remove(state, id) {
  if (!state.data) return state;
  const items = state.data.items.filter((item) => item.id !== id);
  if (items.length === state.data.items.length) return state;
  return { ...state, data: { ...state.data, items, totalItems: state.data.totalItems - 1 } };
}

/**
 * The page to go to where the one asked for is past the end; 0 where it is not.
 * @param {Page} data
 */
export function pageInstead({ page, totalPages, items }) {
  if (items.length > 0 || page <= 1) return 0;
  return Math.max(1, Math.min(page - 1, totalPages));
}

/**
 * "1–30 of 84 documents"
 * @param {import("../types.js").Paged<unknown>} data
 * @param {string} [what] one of them is called
 */
export function describeRange({ page, perPage, totalItems, items }, what = "document") {
  if (totalItems === 1) return `1 ${what}`;
  if (totalItems <= items.length) return `${totalItems} ${what}s`;
  const from = (page - 1) * perPage + 1;
  return `${from}–${from + items.length - 1} of ${totalItems} ${what}s`;
}
