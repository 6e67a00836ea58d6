// @ts-check
// The address bar, for components.

import { useEffect, useState } from "../shared/vendor/preact.js";
import { parseRoute } from "./route.js";

/** @type {Set<() => void>} */
const listeners = new Set();
const tell = () => listeners.forEach((listener) => listener());
globalThis.addEventListener?.("hashchange", tell);

/** Where we are, live. */
export function useRoute() {
  const [hash, setHash] = useState(() => location.hash);
  useEffect(() => {
    const look = () => setHash(location.hash);
    listeners.add(look);
    look();
    return () => {
      listeners.delete(look);
    };
  }, []);
  return parseRoute(hash);
}

/**
 * Goes to another address.
 * @param {string} href
 */
export function go(href) {
  location.hash = href.replace(/^#/, "");
}

/**
 * Changes the address without a step in the history: for what changes while somebody types.
 * @param {string} href
 */
export function replaceRoute(href) {
  history.replaceState(history.state, "", href);
  tell();
}
