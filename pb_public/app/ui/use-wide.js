// @ts-check
// Whether there is room for two things side by side.

import { useEffect, useState } from "../../shared/vendor/preact.js";

const WIDE = "(width > 56rem)";

export function useWide() {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const look = () => setWide(query.matches);
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);
  return wide;
}
