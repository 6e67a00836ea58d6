// @ts-check
// A list of documents from the server, kept fresh.

import { useEffect, useReducer } from "../../shared/vendor/preact.js";
import { ApiError } from "../../shared/http.js";
import * as api from "../api.js";
import { setState, useStore } from "../store.js";
import { emptyList, listReducer } from "./list-state.js";

/** Changes come in bursts (a staff member shares ten files): one question answers them all. */
const BURST = 150;

/**
 * @param {import("../types.js").ListName} list
 * @param {import("../route.js").ListQuery} query
 * @param {string} project id of the project that it is narrowed to; empty for all documents
 */
export function useDocumentList(list, { q, sort, page }, project) {
  const version = useStore((state) => state.version);
  const [state, dispatch] = useReducer(listReducer, undefined, emptyList);
  const key = JSON.stringify([list, project, q, sort, page]);

  useEffect(() => {
    const control = new AbortController();
    const quiet = key === state.key && state.data !== null;
    dispatch({ type: "ask", list, key });
    const timer = setTimeout(
      async () => {
        try {
          const data = await api.fetchDocuments({ list, project, q, sort, page }, control.signal);
          dispatch({ type: "answer", key, data });
          // Of a search or a project, it counts only what was found.
          if (data.newCount !== undefined && !q && !project) setState({ newCount: data.newCount });
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

  useNewCount(list === "uploads" || q !== "" || project !== "", version);
  return { state, dispatch };
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
