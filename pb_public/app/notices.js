// @ts-check
// Short notices: toasts for the eye, a live region for screen readers.

import { getState, setState } from "./store.js";

const SHOWN_FOR = 6_000;
let lastId = 0;

/**
 * A notice in the corner of the page. It is read out as well. A bad one stays until somebody dismisses it.
 * @param {string} text
 * @param {"good" | "bad"} [tone]
 */
export function toast(text, tone = "good") {
  const id = ++lastId;
  const others = getState().toasts.filter((shown) => shown.text !== text);
  setState({ toasts: [...others.slice(-2), { id, text, tone }] });
  if (tone === "good") setTimeout(() => dismissToast(id), SHOWN_FOR);
}

/** @param {number} id */
export function dismissToast(id) {
  setState({ toasts: getState().toasts.filter((shown) => shown.id !== id) });
}

/**
 * Read out by screen readers, not shown.
 * @param {string} text
 */
export function announce(text) {
  const region = document.getElementById("announcer");
  if (!region) return;
  region.textContent = "";
  // The same words twice in a row count as no change, unless something else stood there in between.
  setTimeout(() => (region.textContent = text), 60);
}
