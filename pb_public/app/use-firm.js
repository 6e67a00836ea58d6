// @ts-check
// Whose page it is, where nobody signs in. It can be used without knowing.

import { useEffect } from "../shared/vendor/preact.js";
import { fetchFirm } from "./api.js";
import { setState } from "./store.js";
import { applyTheme } from "./theme.js";

export function useFirm() {
  useEffect(() => {
    fetchFirm().then(
      (firm) => {
        setState({ firm });
        applyTheme(firm);
      },
      () => {
        // The page stays without a name above it.
      },
    );
  }, []);
}
