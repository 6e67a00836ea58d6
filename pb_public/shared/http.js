// @ts-check
// Requests to the server: JSON out, JSON in, and one kind of error whatever went wrong.

/**
 * One field's complaint in the server's error JSON.
 * @typedef {{code: string, message: string}} FieldError
 */

/**
 * @typedef {object} ApiErrorInit
 * @property {number} status HTTP status; 0 where no usable answer came
 * @property {string} [code] what went wrong, for programs
 * @property {string} [message] what went wrong, for people
 * @property {Record<string, FieldError>} [data] complaints by field
 * @property {boolean} [aborted] the caller cancelled it
 * @property {number} [retryAfter] seconds to wait before trying again; 0 where the server named none
 */

/** Everything that can go wrong with a request. */
export class ApiError extends Error {
  /** @param {ApiErrorInit} init */
  constructor({ status, code, message, data = {}, aborted = false, retryAfter = 0 }) {
    super(message || defaultMessage(status));
    this.name = "ApiError";
    this.status = status;
    this.data = data;
    this.code = code || firstCode(data) || (status === 0 ? "connection_lost" : "");
    this.aborted = aborted;
    this.retryAfter = retryAfter;
  }
}

/**
 * The first complaint's code: most errors are about one field only.
 * @param {Record<string, FieldError>} data
 */
function firstCode(data) {
  for (const field of Object.values(data)) {
    if (field?.code) return field.code;
  }
  return "";
}

/** @param {number} status */
function defaultMessage(status) {
  if (status === 0) return "The server could not be reached.";
  if (status === 401) return "You are not signed in.";
  if (status === 404) return "It is not there, or not yours.";
  if (status === 429) return "Too many tries. Wait a moment and try again.";
  if (status >= 500) return "Something went wrong on the server.";
  return "The request was refused.";
}

/**
 * Turns a refusal into an ApiError; copes with answers that a proxy made.
 * @param {number} status
 * @param {string} text the body
 * @param {string | null} [retryAfter] the Retry-After header
 */
export function errorFrom(status, text, retryAfter = null) {
  const body = parseJSON(text);
  const seconds = Number.parseInt(retryAfter ?? "", 10);
  return new ApiError({
    status,
    message: typeof body?.message === "string" ? body.message : "",
    data: body?.data && typeof body.data === "object" ? body.data : {},
    retryAfter: seconds > 0 ? seconds : 0,
  });
}

/**
 * The object or list in a JSON text, or null where there is none.
 * @param {string} text
 * @returns {any}
 */
export function parseJSON(text) {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

/** The error of a request that its caller cancelled. */
export function abortedError() {
  return new ApiError({ status: 0, code: "aborted", message: "Cancelled.", aborted: true });
}

/**
 * @typedef {object} RequestOptions
 * @property {string} [method]
 * @property {unknown} [body] sent as JSON
 * @property {Record<string, string>} [headers]
 * @property {AbortSignal} [signal]
 * @property {number} [timeout] milliseconds until the server counts as out of reach
 */

/**
 * Asks the server and gives the JSON of its answer (null where it answers without a body).
 * @param {string} url
 * @param {RequestOptions} [options]
 * @returns {Promise<any>}
 */
export async function request(url, { method = "GET", body, headers = {}, signal, timeout = 30_000 } = {}) {
  const control = new AbortController();
  const cancel = () => control.abort();
  if (signal?.aborted) throw abortedError();
  signal?.addEventListener("abort", cancel);
  const timer = setTimeout(cancel, timeout);
  try {
    const answer = await fetch(url, {
      method,
      headers: {
        Accept: "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: "same-origin",
      cache: "no-store",
      signal: control.signal,
    });
    const text = await answer.text();
    if (!answer.ok) throw errorFrom(answer.status, text, answer.headers.get("Retry-After"));
    if (text === "") return null;
    const value = parseJSON(text);
    // A page of some network in between (a hotel's sign-in page, say) is no answer of ours.
    if (value === null) throw new ApiError({ status: 0, code: "unexpected_answer" });
    return value;
  } catch (err) {
    if (err instanceof ApiError) throw err;
    if (signal?.aborted) throw abortedError();
    throw new ApiError({ status: 0 });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", cancel);
  }
}
