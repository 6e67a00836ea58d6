// @ts-check
// Closing the tab by mistake asks first, and so may going to another page.

import { useEffect } from "./vendor/preact.js";

/** How many parts of the page another page would make lose something. */
let holding = 0;

/** Whether going to another page would lose something. */
export const isHeld = () => holding > 0;

/**
 * @param {boolean} busy whether something would be lost with the tab
 * @param {boolean} [held] whether it would be lost with the page that is shown, too
 */
export function useLeaving(busy, held = false) {
  useEffect(() => {
    if (!held) return undefined;
    holding++;
    return () => {
      holding--;
    };
  }, [held]);
  useEffect(() => {
    if (!busy) return undefined;
    const ask = (/** @type {BeforeUnloadEvent} */ event) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [busy]);
}
