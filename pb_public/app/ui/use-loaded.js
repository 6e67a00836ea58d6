// @ts-check
// One thing from the server, kept fresh.

import { useEffect, useRef, useState } from "../../shared/vendor/preact.js";
import { ApiError } from "../../shared/http.js";
import { useStore } from "../store.js";

/** Changes come in bursts: one question answers them all. */
const BURST = 100;

/**
 * @template T
 * @typedef {object} Loaded
 * @property {T | null} data the last good answer; null while there is none
 * @property {boolean} waiting the data answer another question about the same list, until the answer to this one comes
 * @property {unknown} error why the last answer failed; null where it did not
 * @property {(data: T) => void} set something newer came with the answer to a change
 */

/**
 * Asks when the key changes, and again whenever something on the server may have changed.
 * @template T
 * @param {string} key names what is asked for
 * @param {(signal: AbortSignal) => Promise<T>} load
 * @param {string} [list] names the list that is asked about: of one and the same, what is shown stays until the answer comes
 * @returns {Loaded<T>}
 */
export function useLoaded(key, load, list = key) {
  const version = useStore((state) => state.version);
  const [state, setState] = useState(
    /** @type {{key: string, list: string, data: T | null, error: unknown}} */ ({ key, list, data: null, error: null }),
  );
  const turn = useRef(0);
  const waiting = state.key !== key && state.list === list && state.data !== null;
  const current = state.key === key ? state : { data: waiting ? state.data : null, error: null };

  useEffect(() => {
    const control = new AbortController();
    const asked = ++turn.current;
    const isLatest = () => turn.current === asked && !control.signal.aborted;
    const timer = setTimeout(
      () =>
        load(control.signal).then(
          (data) => isLatest() && setState({ key, list, data, error: null }),
          (error) => isLatest() && setState((last) => ({ key, list, data: isGone(error) || last.key !== key ? null : last.data, error })),
        ),
      current.data && !waiting ? BURST : 0,
    );
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [key, version]);

  const set = (/** @type {T} */ data) => {
    // What was asked before this change is older.
    turn.current++;
    setState({ key, list, data, error: null });
  };
  return { data: current.data, waiting, error: current.error, set };
}

/**
 * It is not there, or not any more.
 * @param {unknown} err
 */
export function isGone(err) {
  return err instanceof ApiError && err.status === 404;
}
