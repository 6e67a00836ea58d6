// @ts-check
// The portal's own event stream: tells that something changed, never what. Reconnects by itself.

import { waitBefore } from "./backoff.js";

/**
 * @typedef {object} LiveHandlers
 * @property {() => void} onChanged something changed, or may have while the stream was down
 * @property {(reason: string) => void} onEnded "access", "session" or "portal"
 * @property {(connected: boolean) => void} onConnected
 * @property {() => void} onRefused the server would not open the stream: the session may be over
 */

/** A dropped connection that is back within this time is nobody's concern. */
const PATIENCE = 4_000;

/**
 * Opens the stream and keeps it open until it is stopped.
 * @param {string} url
 * @param {LiveHandlers} handlers
 */
export function openLive(url, { onChanged, onEnded, onConnected, onRefused }) {
  /** @type {EventSource | null} */
  let source = null;
  let failures = 0;
  let opened = false;
  let retry = 0;
  let worry = 0;

  const disconnect = () => {
    clearTimeout(retry);
    source?.close();
    source = null;
  };

  const connect = () => {
    disconnect();
    const current = new EventSource(url);
    source = current;
    current.addEventListener("open", () => {
      clearTimeout(worry);
      worry = 0;
      failures = 0;
      onConnected(true);
      // Whatever happened while nobody listened was missed.
      if (opened) onChanged();
      opened = true;
    });
    current.addEventListener("changed", () => onChanged());
    current.addEventListener("ended", (event) => {
      stop();
      onEnded(readReason(event));
    });
    current.addEventListener("error", () => {
      const refused = current.readyState === EventSource.CLOSED;
      // The browser would try again at its own pace, and give up at the first answer that is not a stream.
      disconnect();
      failures++;
      retry = setTimeout(connect, waitBefore(failures));
      worry ||= setTimeout(() => onConnected(false), PATIENCE);
      if (refused) onRefused();
    });
  };

  const stop = () => {
    disconnect();
    clearTimeout(worry);
    worry = 0;
  };

  connect();
  return { restart: connect, pause: stop, stop };
}

/** @param {MessageEvent} event */
function readReason(event) {
  try {
    return String(JSON.parse(event.data).reason);
  } catch {
    return "session";
  }
}
