// @ts-check
// What was begun and not sent yet, for as long as the tab is open.

import { parseJSON } from "../http.js";

/** @typedef {{text: string, files: import("./types.js").MessageFile[]}} Draft */

const PREFIX = "portico.draft/";

/**
 * @param {string} id of the conversation
 * @returns {Draft}
 */
export function readDraft(id) {
  const found = parseJSON(storage()?.getItem(PREFIX + id) ?? "");
  return {
    text: typeof found?.text === "string" ? found.text : "",
    files: Array.isArray(found?.files) ? found.files : [],
  };
}

/**
 * @param {string} id
 * @param {Draft} draft
 */
export function keepDraft(id, draft) {
  try {
    if (draft.text || draft.files.length > 0) storage()?.setItem(PREFIX + id, JSON.stringify(draft));
    else storage()?.removeItem(PREFIX + id);
  } catch {
    // A full or forbidden storage: then the draft lives as long as the page.
  }
}

/**
 * Whoever is signed out leaves nothing of what they wrote.
 * @param {string} [but] whose drafts stay: what their ids begin with
 */
export function forgetDrafts(but) {
  const kept = storage();
  if (!kept) return;
  for (const name of Object.keys(kept)) {
    if (name.startsWith(PREFIX) && !(but && name.startsWith(PREFIX + but))) kept.removeItem(name);
  }
}

/** Some settings of browsers forbid even to ask for it. */
function storage() {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    return null;
  }
}
