// @ts-check

import { useEffect, useReducer, useRef, useState } from "/shared/vendor/preact.js";
import { checkFile, explainUpload, newKey, upload } from "/shared/upload.js";
import { host } from "../host.js";
import { reduce, startable, summary } from "../lib/queue.js";
import { endIfOver } from "../data/hooks.js";

/** More at once would only share the same line. */
const AT_ONCE = 2;

/**
 * Files on their way to the server.
 *
 * @param {{maxSize: number, send: (item: import("../lib/queue.js").Upload) => {url: string, method?: string,
 *   fields?: Record<string, string>}}} options `send`: where a file goes, and with what.
 */
export function useUploads({ maxSize, send }) {
  const [items, change] = useReducer(reduce, /** @type {import("../lib/queue.js").Upload[]} */ ([]));
  const [running, setRunning] = useState(false);
  const controls = useRef(/** @type {Map<string, AbortController>} */ (new Map()));

  /** @param {string} id @param {unknown} error */
  const fail = (id, error) => {
    endIfOver(error);
    const cancelled = /** @type {{aborted?: boolean}} */ (error).aborted;
    const message = explainUpload(error, { maxSize, firm: "whoever runs your Portico" });
    change(cancelled ? { type: "cancel", id } : { type: "fail", id, message });
  };

  /** @param {import("../lib/queue.js").Upload} item */
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
      fail(id, error);
    } finally {
      controls.current.delete(id);
    }
  };

  useEffect(() => {
    if (running) for (const item of startable(items, AT_ONCE)) start(item);
  }, [running, items]);

  // Nobody would see how an upload ends whose dialog is gone.
  useEffect(() => () => controls.current.forEach((control) => control.abort()), []);

  return {
    items,
    ...summary(items),
    /** @param {Iterable<File>} files */
    add: (files) =>
      change({ type: "add", uploads: Array.from(files, (file) => ({ id: newKey(), key: newKey(), file })) }),
    begin: () => setRunning(true),
    /** @param {string} id */
    cancel: (id) => {
      controls.current.get(id)?.abort();
      change({ type: "cancel", id });
    },
    change,
    running,
  };
}
