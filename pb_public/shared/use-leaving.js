// @ts-check
// Closing the tab by mistake asks first.

import { useEffect } from "./vendor/preact.js";

/** @param {boolean} busy whether something would be lost */
export function useLeaving(busy) {
  useEffect(() => {
    if (!busy) return undefined;
    const ask = (/** @type {BeforeUnloadEvent} */ event) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [busy]);
}
