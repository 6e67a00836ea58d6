// @ts-check
// How much room there is.

import { useEffect, useState } from "../../shared/vendor/preact.js";

/** For two things side by side. */
export function useWide() {
  return useRoom("(width > 56rem)");
}

/**
 * Whether the window is as a media query says.
 * @param {string} media
 */
export function useRoom(media) {
  const [wide, setWide] = useState(() => matchMedia(media).matches);
  useEffect(() => {
    const query = matchMedia(media);
    const look = () => setWide(query.matches);
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);
  return wide;
}
