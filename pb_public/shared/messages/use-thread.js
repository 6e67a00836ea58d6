// @ts-check
// A conversation from the server, kept fresh.

import { ApiError } from "../http.js";
import { useEffect, useReducer, useRef, useState } from "../vendor/preact.js";
import { emptyThread, threadReducer } from "./thread-state.js";

/** Changes come in bursts: one question answers them all. */
const BURST = 100;

/**
 * @param {Pick<import("./types.js").ConversationProps, "load" | "version">} props
 */
export function useThread({ load, version }) {
  const [state, dispatch] = useReducer(threadReducer, undefined, emptyThread);
  const [turn, setTurn] = useState(0);
  const [fetching, setFetching] = useState(false);
  const [failed, setFailed] = useState(false);
  const begun = useRef(false);

  useEffect(() => {
    const control = new AbortController();
    const timer = setTimeout(
      () =>
        load(0, control.signal).then(
          (page) => dispatch({ type: "page", page, hidden: document.visibilityState !== "visible" }),
          (error) => wasAborted(error) || dispatch({ type: "fail", error }),
        ),
      begun.current ? BURST : 0,
    );
    begun.current = true;
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [version, turn]);

  const loadEarlier = async () => {
    const first = state.items[0]?.seq ?? 0;
    if (fetching || first === 0) return;
    setFetching(true);
    setFailed(false);
    try {
      dispatch({ type: "earlier", page: await load(first, new AbortController().signal) });
    } catch {
      setFailed(true);
    }
    setFetching(false);
  };

  const retry = () => {
    dispatch({ type: "again" });
    setTurn((last) => last + 1);
  };

  return { state, dispatch, loadEarlier, fetching, failed, retry };
}

/** @param {unknown} err */
const wasAborted = (err) => err instanceof ApiError && err.aborted;
