// @ts-check

/**
 * A dashboard address with a query: empty values and those equal to the
 * default are left out, so that a plain list has a plain address.
 *
 * @param {string} path
 * @param {Record<string, string | number>} [query]
 * @param {Record<string, string | number>} [defaults]
 * @returns {string}
 */
export function address(path, query = {}, defaults = {}) {
  const wanted = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== "" && value !== defaults[name]) wanted.set(name, String(value));
  }
  const text = wanted.toString();
  return text ? `${path}?${text}` : path;
}

/**
 * Reads a list's state out of the query PocketBase's router hands over (each
 * name with an array of values).
 *
 * @template {Record<string, string | number>} T
 * @param {Record<string, string[]>} query
 * @param {T} defaults
 * @returns {T}
 */
export function readQuery(query, defaults) {
  /** @type {Record<string, string | number>} */
  const state = { ...defaults };
  for (const [name, fallback] of Object.entries(defaults)) {
    const given = query[name]?.[0];
    if (given === undefined) continue;
    if (typeof fallback === "number") {
      const number = Number.parseInt(given, 10);
      state[name] = number > 0 ? number : fallback;
    } else {
      state[name] = given;
    }
  }
  return /** @type {T} */ (state);
}

/**
 * @param {string} id
 * @param {string} [section]
 */
export const contactAddress = (id, section = "") => `#/contacts/${id}${section && `/${section}`}`;

/**
 * @param {string} id
 * @param {string} [section]
 */
export const companyAddress = (id, section = "") => `#/companies/${id}${section && `/${section}`}`;

/**
 * @param {string} id
 * @param {string} [section]
 */
export const projectAddress = (id, section = "") => `#/projects/${id}${section && `/${section}`}`;

/** @param {string} id */
export const documentAddress = (id) => `#/documents/${id}`;

/** @param {string} id of its document */
export const letterAddress = (id) => `#/documents/${id}/letter`;

/** @param {{type: Scope["type"], id: string}} to whom it is for */
export const newLetterAddress = ({ type, id }) => `#/letters/${type}/${id}`;

/** @param {string} id */
export const requestAddress = (id) => `#/requests/${id}`;

/** @param {string} id */
export const ticketAddress = (id) => `#/tickets/${id}`;

/** Where a document is prepared for signing. @param {string} id */
export const signAddress = (id) => `#/documents/${id}/sign`;

/** @param {string} id */
export const signingAddress = (id) => `#/signings/${id}`;
