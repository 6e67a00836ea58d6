// @ts-check
// Which door somebody came in by: the portal's own, a project's (/p/{slug}), or a preview's (/preview/), where a staff
// member looks at the portal through a client's eyes. Pure.

/**
 * @typedef {object} Place
 * @property {boolean} preview
 * @property {string} project the slug in the address; empty where there is none
 */

/**
 * @param {string} path of the page's address
 * @returns {Place}
 */
export function parsePlace(path) {
  const slug = /^\/p\/([^/]+)\/?$/.exec(path)?.[1] ?? "";
  return { preview: path.startsWith("/preview/"), project: decode(slug) };
}

/** @param {string} part */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The door of this page. */
export const place = parsePlace(globalThis.location?.pathname ?? "/");
