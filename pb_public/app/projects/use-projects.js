// @ts-check
// The projects of whoever is here, kept fresh.

import { useEffect } from "../../shared/vendor/preact.js";
import { ApiError } from "../../shared/http.js";
import * as api from "../api.js";
import { setState, useStore } from "../store.js";

/** Asks for the projects whenever something changed; once, in the frame of the page. */
export function useProjects() {
  const version = useStore((state) => state.version);
  useEffect(() => {
    const control = new AbortController();
    api.fetchProjects(control.signal).then(
      (projects) => setState({ projects, projectsError: null }),
      (err) => {
        if (!(err instanceof ApiError && err.aborted)) setState({ projectsError: err });
      },
    );
    return () => control.abort();
  }, [version]);
}
