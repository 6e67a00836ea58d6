// @ts-check
// What waits for whoever is here, kept fresh.

import { useEffect } from "../../shared/vendor/preact.js";
import { ApiError } from "../../shared/http.js";
import * as api from "../api.js";
import { setState, useStore } from "../store.js";

/** Changes come in bursts: one question answers them all. */
const BURST = 100;

/** Asks whenever something changed; once, in the frame of the page. */
export function useHome() {
  const version = useStore((state) => state.version);
  useEffect(() => {
    const control = new AbortController();
    const timer = setTimeout(
      () =>
        api.fetchHome(control.signal).then(
          (home) => setState({ home, homeError: null }),
          (err) => {
            if (!(err instanceof ApiError && err.aborted)) setState({ homeError: err });
          },
        ),
      version > 0 ? BURST : 0,
    );
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [version]);
}
