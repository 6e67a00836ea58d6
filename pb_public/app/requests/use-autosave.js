// @ts-check
// A text that is saved as it is written.

import { useLeaving } from "../../shared/use-leaving.js";
import { useEffect, useRef, useState } from "../../shared/vendor/preact.js";

/** Milliseconds without a key until it is saved. */
const TYPED = 700;

/** @typedef {"" | "waiting" | "saving" | "saved" | "failed"} SaveStatus */

/**
 * @param {string} saved what the server has
 * @param {(text: string) => Promise<unknown>} save
 */
export function useAutosave(saved, save) {
  const [text, setText] = useState(saved);
  const [status, setStatus] = useState(/** @type {SaveStatus} */ (""));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const now = useRef({ text: saved, kept: saved, timer: 0, save, alive: true, running: /** @type {Promise<boolean> | null} */ (null) }).current;
  now.save = save;

  const isKept = (/** @type {string} */ what) => {
    now.kept = what;
  };

  /** Saves what is not saved yet, one at a time, the latest last; false where it could not. */
  const flush = () => {
    clearTimeout(now.timer);
    now.running ??= run().finally(() => {
      now.running = null;
    });
    return now.running;
  };

  const run = async () => {
    while (now.text.trim() !== now.kept) {
      const wanted = now.text.trim();
      if (now.alive) setStatus("saving");
      try {
        await now.save(wanted);
        isKept(wanted);
        if (now.alive) setError(null);
      } catch (err) {
        if (now.alive) {
          setStatus("failed");
          setError(err);
        }
        return false;
      }
      if (now.alive) setStatus("saved");
    }
    return true;
  };

  // Somebody else answered, or the firm asked again: what is being written here counts, and is not touched.
  useEffect(() => {
    if (saved === now.kept) return;
    const clean = now.text.trim() === now.kept;
    isKept(saved);
    if (!clean) return;
    now.text = saved;
    setText(saved);
    setStatus("");
  }, [saved]);

  useEffect(() => {
    now.alive = true;
    return () => {
      now.alive = false;
      flush();
    };
  }, []);

  // What only waits is saved on the way to another page.
  useLeaving(status === "waiting" || status === "saving" || status === "failed", status === "failed");

  const write = (/** @type {string} */ value) => {
    now.text = value;
    setText(value);
    clearTimeout(now.timer);
    if (value.trim() === now.kept) {
      setStatus((last) => (last === "waiting" ? "" : last));
      return;
    }
    setStatus("waiting");
    now.timer = setTimeout(flush, TYPED);
  };

  return { text, write, status, error, flush };
}
