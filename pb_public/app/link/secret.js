// @ts-check
// The secret of a public link. It is taken out of the address at once, so that nobody reads it there or copies it by
// mistake, and kept with the tab's place in the history: there, loading the page again finds it. Once the document is
// open, what was opened stands in its place, so that loading the page again is not another opening.

/** @typedef {import("./open.js").OpenDocument} OpenDocument */

/** @typedef {{secret: string, opened: OpenDocument | null}} Kept */

/** @returns {Kept} */
export function takeSecret() {
  const secret = decode(location.hash.slice(1));
  if (secret) keep({ secret, opened: null });
  return { secret: "", opened: null, ...history.state };
}

/** @param {OpenDocument} opened */
export function keepOpened(opened) {
  keep({ secret: "", opened });
}

/** @param {Kept} kept */
function keep(kept) {
  history.replaceState(kept, "", location.pathname);
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
