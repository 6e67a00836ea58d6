// @ts-check
// Sends what waits in the queue, two files at a time.

import { ApiError } from "../../shared/http.js";
import { useLeaving } from "../../shared/use-leaving.js";
import { useEffect, useRef } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { bumpVersion } from "../store.js";
import { nextToSend } from "./queue.js";

const AT_ONCE = 2;

/** @typedef {import("./queue.js").Item} Item */

/**
 * @param {Item[]} items
 * @param {(action: import("./queue.js").Action) => void} dispatch
 * @param {import("../api.js").Destination} to
 * @returns {{cancel: (key: string) => void}}
 */
export function useSending(items, dispatch, to) {
  const running = useRef(/** @type {Map<string, AbortController>} */ (new Map()));

  useEffect(() => {
    for (const item of nextToSend(items, AT_ONCE)) {
      if (!running.current.has(item.key)) send(item);
    }
  }, [items]);

  // Whoever signs out, or is signed out, stops sending.
  useEffect(
    () => () => {
      for (const control of running.current.values()) control.abort();
    },
    [],
  );

  useLeaving(items.some(({ status }) => status === "sending" || status === "waiting"));

  /** @param {Item} item */
  const send = async ({ key, title, description, file }) => {
    if (!file) return;
    const control = new AbortController();
    running.current.set(key, control);
    dispatch({ type: "sending", key });
    try {
      const onProgress = (/** @type {{loaded: number}} */ { loaded }) => dispatch({ type: "progress", key, loaded });
      const what = { title: title.trim(), description: description.trim(), to, file, key };
      await api.sendDocument(what, onProgress, control.signal);
      dispatch({ type: "done", key });
      bumpVersion();
    } catch (err) {
      const error = err instanceof ApiError ? err : new ApiError({ status: 500 });
      dispatch({ type: "fail", key, error });
    }
    running.current.delete(key);
  };

  const cancel = (/** @type {string} */ key) => {
    const control = running.current.get(key);
    if (control) control.abort();
    else dispatch({ type: "fail", key, error: new ApiError({ status: 0, aborted: true, message: "Cancelled." }) });
  };
  return { cancel };
}
