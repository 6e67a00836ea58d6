// @ts-check
// Sends the files of a message that is being written, two at a time, and takes them back.

import { ApiError } from "../http.js";
import { newKey } from "../upload.js";
import { useLeaving } from "../use-leaving.js";
import { useEffect, useReducer, useRef, useState } from "../vendor/preact.js";
import { areComing, attachmentsReducer, fromDraft, leftOut, nextToSend } from "./attachments.js";
import { readDraft } from "./drafts.js";

const AT_ONCE = 2;

/** @typedef {import("./attachments.js").Attachment} Attachment */

/**
 * @param {Pick<import("./types.js").ConversationProps, "id" | "attach" | "detach" | "limits">} props
 */
export function useAttachments({ id, attach, detach, limits }) {
  const [items, dispatch] = useReducer(attachmentsReducer, id, (of) => fromDraft(readDraft(of).files));
  const [tooMany, setTooMany] = useState("");
  const running = useRef(/** @type {Map<string, AbortController>} */ (new Map()));

  useEffect(() => {
    for (const item of nextToSend(items, AT_ONCE)) {
      if (!running.current.has(item.key)) start(item);
    }
  }, [items]);

  const awaiting = useRef(/** @type {((items: Attachment[]) => void)[]} */ ([]));
  useEffect(() => {
    if (!areComing(items)) awaiting.current.splice(0).forEach((resolve) => resolve(items));
  }, [items]);

  useEffect(
    () => () => {
      running.current.forEach((control) => control.abort());
      awaiting.current.splice(0).forEach((resolve) => resolve([]));
    },
    [],
  );

  useLeaving(areComing(items), areComing(items));

  /** @param {Attachment} item */
  const start = async ({ key, file }) => {
    if (!file) return;
    const control = new AbortController();
    running.current.set(key, control);
    dispatch({ type: "sending", key });
    try {
      const onProgress = (/** @type {{loaded: number}} */ { loaded }) => dispatch({ type: "progress", key, loaded });
      dispatch({ type: "done", key, sent: await attach(file, key, onProgress, control.signal) });
    } catch (err) {
      const error = err instanceof ApiError ? err : new ApiError({ status: 500 });
      if (!error.aborted) dispatch({ type: "fail", key, error });
    }
    running.current.delete(key);
  };

  return {
    items,
    /** What to say of files that were left out; empty where none were. */
    tooMany,
    /** What there is once nothing is on its way any more. @returns {Promise<Attachment[]>} */
    settled: async () => {
      if (!areComing(items)) return items;
      return new Promise((resolve) => {
        awaiting.current.push(resolve);
      });
    },
    /** @param {readonly File[]} files */
    add: (files) => {
      setTooMany(leftOut(items, files, limits));
      dispatch({ type: "add", files, limits, newKey });
    },
    /** @param {string} key */
    retry: (key) => dispatch({ type: "retry", key }),
    /** @param {Attachment} item */
    remove: ({ key, sent }) => {
      setTooMany("");
      running.current.get(key)?.abort();
      dispatch({ type: "remove", key });
      // What is not sent is cleared away by the server after a while, should this not reach it.
      if (sent) detach(sent.id).catch(() => {});
    },
    /** @param {readonly string[]} sent what went along with a message */
    clear: (sent) => {
      setTooMany("");
      dispatch({ type: "clear", sent });
    },
  };
}
