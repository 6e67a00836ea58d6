// @ts-check

import { useEffect, useReducer, useRef, useState } from "/shared/vendor/preact.js";
import { ApiError } from "/shared/http.js";
import { canRetry, checkFile, explainUpload, newKey, upload } from "/shared/upload.js";
import { useLeaving } from "/shared/use-leaving.js";
import { endIfOver } from "../data/hooks.js";
import { host } from "../host.js";
import { reduce, startable, summary } from "../lib/queue.js";

/** @typedef {import("../lib/queue.js").Upload} Upload */

/** More at once would only share the same line. */
const AT_ONCE = 2;

/**
 * Files on their way to the server.
 *
 * @param {{maxSize: number, send: (item: Upload) => {url: string, method?: string, fields?: Record<string, string>}}} options
 *   `send`: where a file goes, and with what.
 */
export function useUploads({ maxSize, send }) {
  const [items, change] = useReducer(reduce, /** @type {Upload[]} */ ([]));
  const [begun, setBegun] = useState(false);
  const controls = useRef(/** @type {Map<string, AbortController>} */ (new Map()));
  const counts = summary(items);
  const running = begun && counts.busy;

  /** @param {Upload} item */
  const start = async (item) => {
    const { id, file, key } = item;
    const control = new AbortController();
    controls.current.set(id, control);
    change({ type: "send", id });
    try {
      const refused = checkFile(file, { maxSize });
      if (refused) throw refused;
      await upload({
        ...send(item),
        file,
        key,
        headers: { Authorization: host().pb.authStore.token },
        signal: control.signal,
        onProgress: ({ loaded, total }) => change({ type: "progress", id, progress: loaded / total }),
      });
      change({ type: "done", id });
    } catch (error) {
      endIfOver(error);
      change(outcome(id, error, maxSize));
    } finally {
      controls.current.delete(id);
    }
  };

  useEffect(() => {
    if (running) for (const item of startable(items, AT_ONCE)) start(item);
    else setBegun(false);
  }, [running, items]);

  useLeaving(running);

  // Nobody would see how an upload ends whose dialog is gone.
  useEffect(() => () => controls.current.forEach((control) => control.abort()), []);

  return {
    ...counts,
    items,
    running,
    change,
    /** @param {File[]} files */
    add: (files) => change({ type: "add", uploads: files.map((file) => ({ id: newKey(), key: newKey(), file })) }),
    begin: () => setBegun(true),
    /** @param {string} id */
    retry: (id) => {
      change({ type: "retry", id });
      setBegun(true);
    },
    /** @param {string} id */
    cancel: (id) => {
      controls.current.get(id)?.abort();
      change({ type: "cancel", id });
    },
  };
}

/**
 * What became of an upload that did not arrive.
 *
 * @param {string} id
 * @param {unknown} error
 * @param {number} maxSize
 * @returns {import("../lib/queue.js").Change}
 */
function outcome(id, error, maxSize) {
  if (error instanceof ApiError && error.aborted) return { type: "cancel", id };
  const message = explainUpload(error, { maxSize, firm: "whoever runs your Portico" });
  return { type: "fail", id, message, hopeless: error instanceof ApiError && !canRetry(error) };
}
