// @ts-check
// Another code by mail, when the last one did not come: after a pause, for mails take a moment.

import { html, useEffect, useState } from "../../shared/vendor/preact.js";

/** How long the pause is, in seconds. */
export const PAUSE = 30;

/**
 * The seconds that are left of a pause, and what begins one.
 * @param {number} first how many are left at the beginning
 * @returns {[left: number, begin: () => void]}
 */
export function usePause(first) {
  const [left, setLeft] = useState(first);
  useEffect(() => {
    if (left === 0) return undefined;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, () => setLeft(PAUSE)];
}

/** @param {{left: number, onSend: () => void}} props `onSend` is for the caller to keep quiet while a pause lasts */
export function AnotherCode({ left, onSend }) {
  return html`<button type="button" class="link" aria-disabled=${left > 0 || undefined} onClick=${onSend}>
    ${left > 0 ? `Send another code in ${left} s` : "Send another code"}
  </button>`;
}
