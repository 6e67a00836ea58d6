// @ts-check

import { useCallback, useEffect, useMemo, useRef, useState } from "/shared/vendor/preact.js";
import { host } from "../host.js";
import { isAbort, problem } from "../lib/errors.js";
import { isDeleting } from "./api.js";

/**
 * @template T
 * @typedef {object} Loaded
 * @property {T | undefined} data The last that arrived; it stays while more is on its way.
 * @property {boolean} current Whether it is what is asked for, and not what was asked for before.
 * @property {unknown} error
 * @property {boolean} loading
 * @property {() => void} reload
 */

/**
 * Loads something when the component appears and whenever one of `deps` changes.
 *
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} load
 * @param {unknown[]} deps
 * @returns {Loaded<T>}
 */
export function useLoad(load, deps) {
  /** @type {Pick<Loaded<T>, "data" | "error" | "loading"> & {of: unknown[]}} */
  const nothing = { data: undefined, error: undefined, loading: true, of: deps };
  const [state, setState] = useState(nothing);
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    const control = new AbortController();
    setState((last) => ({ ...last, loading: true }));
    load(control.signal).then(
      (data) => {
        if (!control.signal.aborted) setState({ data, error: undefined, loading: false, of: deps });
      },
      (error) => {
        if (control.signal.aborted || isAbort(error)) return;
        endIfOver(error);
        setState((last) => ({ data: areSame(last.of, deps) ? last.data : undefined, error, loading: false, of: deps }));
      },
    );
    return () => control.abort();
  }, [...deps, turn]);

  const reload = useCallback(() => setTurn((last) => last + 1), []);
  const { of, data, error, loading } = state;
  const current = areSame(of, deps);
  return { data, error: current ? error : undefined, loading: loading || !current, current, reload };
}

/** @param {unknown[]} some @param {unknown[]} others */
const areSame = (some, others) => some.every((one, at) => Object.is(one, others[at]));

/**
 * Runs an action of the person's, one at a time: `busy` while it runs, `error` when it failed.
 *
 * @template {unknown[]} A
 * @param {(...args: A) => Promise<void>} action
 * @returns {{run: (...args: A) => Promise<boolean>, busy: boolean, error: unknown, forget: () => void}}
 */
export function useAction(action) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(/** @type {unknown} */ (undefined));
  const once = useOnce();

  /** @param {A} args */
  const run = async (...args) => {
    if (!once.begin()) return false;
    setBusy(true);
    setError(undefined);
    try {
      await action(...args);
      return true;
    } catch (thrown) {
      endIfOver(thrown);
      setError(thrown);
      return false;
    } finally {
      once.end();
      setBusy(false);
    }
  };

  return { run, busy, error, forget: useCallback(() => setError(undefined), []) };
}

/** Two clicks at once are one: what is running is not begun again. */
export function useOnce() {
  const running = useRef(false);
  return useMemo(
    () => ({
      begin() {
        if (running.current) return false;
        running.current = true;
        return true;
      },
      end() {
        running.current = false;
      },
    }),
    [],
  );
}

/**
 * Calls `changed` soon after something changed in one of the collections, and after the connection was away.
 *
 * @param {string[]} collections
 * @param {() => void} changed
 * @param {string[]} [topics] What else the server tells of (internal/live/desk.go).
 */
export function useLive(collections, changed, topics = []) {
  useEffect(() => {
    const { pb } = host();
    let timer = 0;
    let gone = false;
    const soon = () => {
      clearTimeout(timer);
      // What the page shows may be what it is deleting: it leaves when that is answered, or goes on if it fails.
      timer = setTimeout(() => (isDeleting() ? soon() : changed()), 250);
    };
    // What happened while there was no connection is not told again. The first connection is none that came back.
    let connected = pb.realtime.isConnected;
    const subscriptions = [
      pb.realtime.subscribe("PB_CONNECT", () => {
        if (connected) soon();
        connected = true;
      }),
      ...collections.map((name) => pb.collection(name).subscribe("*", soon)),
      ...topics.map((topic) => pb.realtime.subscribe(topic, soon)),
    ];
    // What happened between the page's first look and the first connection was told to nobody.
    const late = !connected;
    Promise.all(subscriptions).then(
      () => late && !gone && soon(),
      // Without live updates the page still works, it only has to be asked.
      () => {},
    );
    return () => {
      gone = true;
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.then((stop) => stop()).catch(() => {});
    };
  }, [collections.join(), topics.join(), changed]);
}

/**
 * A value that follows another after it has been still for a while: what is typed, without every letter.
 *
 * @template T
 * @param {T} value
 * @param {number} milliseconds
 * @returns {T}
 */
export function useSettled(value, milliseconds) {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

/**
 * Leads to the sign-in page when the server no longer knows the session.
 *
 * @param {unknown} error
 */
export function endIfOver(error) {
  if (problem(error).status === 401) host().signOut();
}
