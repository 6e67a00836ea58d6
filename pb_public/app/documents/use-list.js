// @ts-check
// Lists from the server, kept fresh.

import { useEffect, useReducer } from "../../shared/vendor/preact.js";
import { ApiError } from "../../shared/http.js";
import * as api from "../api.js";
import { setState, useStore } from "../store.js";
import { emptyList, listReducer } from "./list-state.js";

/** Changes come in bursts (a staff member shares ten files): one question answers them all. */
const BURST = 150;

/**
 * Asks when the key changes, and again whenever something on the server may have changed.
 * @template {import("./list-state.js").Page} P
 * @param {string} list of one list, what is shown stays until the answer to another question about it is there
 * @param {string} key names what is asked for
 * @param {(signal: AbortSignal) => Promise<P>} load
 */
export function useList(list, key, load) {
  const version = useStore((state) => state.version);
  /** @type {(state: import("./list-state.js").ListState<P>, action: import("./list-state.js").ListAction<P>) => import("./list-state.js").ListState<P>} */
  const reducer = listReducer;
  const [state, dispatch] = useReducer(reducer, undefined, emptyList);

  useEffect(() => {
    const control = new AbortController();
    const quiet = key === state.key && state.data !== null;
    dispatch({ type: "ask", list, key });
    const timer = setTimeout(
      async () => {
        try {
          dispatch({ type: "answer", key, data: await load(control.signal) });
        } catch (error) {
          if (error instanceof ApiError && error.aborted) return;
          dispatch({ type: "fail", key, error });
        }
      },
      quiet ? BURST : 0,
    );
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [key, version]);

  return { state, dispatch };
}

/**
 * @param {import("../types.js").ListName} list
 * @param {import("../route.js").ListQuery} query
 * @param {string} project id of the project that it is narrowed to; empty for all documents
 */
export function useDocumentList(list, { q, sort, page }, project) {
  const version = useStore((state) => state.version);
  const found = useList(list, JSON.stringify([list, project, q, sort, page]), async (signal) => {
    const data = await api.fetchDocuments({ list, project, q, sort, page }, signal);
    // Of a search or a project, it counts only what was found.
    if (data.newCount !== undefined && !q && !project) setState({ newCount: data.newCount });
    return data;
  });
  useNewCount(list === "uploads" || q !== "" || project !== "", version);
  return found;
}

/**
 * How many shared documents are new, for the badge, where the list that is shown does not tell.
 * @param {boolean} wanted
 * @param {number} version
 */
function useNewCount(wanted, version) {
  useEffect(() => {
    if (!wanted) return undefined;
    const control = new AbortController();
    api.fetchDocuments({ list: "shared", perPage: 1 }, control.signal).then(
      ({ newCount = 0 }) => setState({ newCount }),
      () => {
        // The badge can wait for the next change.
      },
    );
    return () => control.abort();
  }, [wanted, version]);
}
