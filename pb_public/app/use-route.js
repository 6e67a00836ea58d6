// @ts-check
// The address bar, for components.

import { isHeld } from "../shared/use-leaving.js";
import { useEffect, useRef, useState } from "../shared/vendor/preact.js";
import { isOnTop, parseRoute } from "./route.js";
import { setState } from "./store.js";

/** @type {Set<() => void>} */
const listeners = new Set();
const tell = () => listeners.forEach((listener) => listener());
/** What stands after the # of the page that is shown. */
let shown = globalThis.location?.hash ?? "";
globalThis.addEventListener?.("hashchange", () => {
  const wanted = location.hash;
  if (wanted !== shown && isHeld() && !isOnTop(wanted, shown)) {
    replaceRoute(location.pathname + location.search + shown);
    setState({ leavingFor: wanted });
    return;
  }
  shown = wanted;
  tell();
});

/**
 * Goes on, whatever is lost by it.
 * @param {string} href
 */
export function leaveFor(href) {
  setState({ leavingFor: "" });
  shown = href;
  go(href);
}

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
 * Closes what is opened on top of a page: by a step back, where it was opened from there.
 * @param {string} open its id; empty where nothing is open
 * @param {string} href of the page without it
 */
export function useClosing(open, href) {
  const last = useRef({ open, fromHere: false });
  if (last.current.open !== open) last.current = { open, fromHere: last.current.open === "" };
  return () => (last.current.fromHere ? history.back() : replaceRoute(href));
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
  shown = location.hash;
  tell();
}
