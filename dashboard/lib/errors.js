// @ts-check

/**
 * What went wrong, in one shape, whether PocketBase's client or our own
 * upload code threw it.
 *
 * @typedef {object} Problem
 * @property {number} status 0 where no answer came.
 * @property {string} title
 * @property {string} advice What the person can do about it.
 * @property {Record<string, string>} fields Messages by field name.
 * @property {boolean} retry Whether trying again can help.
 */

/**
 * @param {unknown} error
 * @returns {boolean} Whether the request was called off by ourselves.
 */
export function isAbort(error) {
  const given = /** @type {{isAbort?: boolean, aborted?: boolean, name?: string}} */ (error ?? {});
  return Boolean(given.isAbort || given.aborted || given.name === "AbortError");
}

/**
 * @param {unknown} error
 * @returns {Problem}
 */
export function problem(error) {
  const given = /** @type {{status?: number, message?: string, data?: any, response?: any}} */ (error ?? {});
  const status = Number(given.status) || 0;
  const answer = given.response ?? given;
  const fields = fieldMessages(answer.data);
  const said = String(answer.message ?? "");
  return { status, fields, ...explain(status, said, fields, given instanceof TypeError) };
}

/**
 * @param {number} status
 * @param {string} said What the server said.
 * @param {Record<string, string>} fields
 * @param {boolean} broken Whether it is a fault of this page's own code.
 * @returns {{title: string, advice: string, retry: boolean}}
 */
function explain(status, said, fields, broken) {
  if (status === 0 && !broken) {
    return {
      title: "No connection to the server.",
      advice: "Check your network, then try again. Nothing you typed is lost.",
      retry: true,
    };
  }
  if (status === 401) {
    return { title: "Your session has ended.", advice: "Sign in again.", retry: false };
  }
  if (status === 403) {
    return {
      title: "You have no permission for this.",
      advice: "Ask a manager of your firm to do it or to change your role.",
      retry: false,
    };
  }
  if (status === 404) {
    return {
      title: "This is not there any more.",
      advice: "It may have been deleted by a colleague.",
      retry: false,
    };
  }
  if (status === 429) {
    return {
      title: said || "Too many requests.",
      advice: "Wait a moment, then try again.",
      retry: true,
    };
  }
  if (status >= 400 && status < 500) {
    const many = Object.keys(fields).length > 0;
    return {
      title: said || "The server did not accept this.",
      advice: many && !said.includes("what is marked") ? "Correct what is marked, then try again." : "",
      retry: false,
    };
  }
  return {
    title: "Something went wrong on the server.",
    advice: "Try again. If it persists, tell whoever runs your Portico.",
    retry: true,
  };
}

/**
 * PocketBase's `{"field": {"code": …, "message": …}}` as messages by field; of fields within fields, `lines.0.quantity`.
 *
 * @param {unknown} data
 * @returns {Record<string, string>}
 */
export function fieldMessages(data) {
  /** @type {Record<string, string>} */
  const messages = {};
  if (!data || typeof data !== "object") return messages;
  for (const [name, value] of Object.entries(data)) {
    if (isGroup(value)) {
      for (const [inner, message] of Object.entries(fieldMessages(value))) messages[`${name}.${inner}`] = message;
      continue;
    }
    const { code, message } = /** @type {{code?: unknown, message?: unknown}} */ (value ?? {});
    if (code === "validation_not_unique") messages[name] = "This is in use already.";
    else if (typeof message === "string" && message) messages[name] = message;
  }
  return messages;
}

/**
 * Whether there are fields within a field, as in a list: `{"lines": {"0": {"quantity": {"code": …}}}}`.
 *
 * @param {unknown} value
 */
function isGroup(value) {
  return Boolean(value) && typeof value === "object" && !("message" in /** @type {object} */ (value));
}

/**
 * The code of a field's error, e.g. `validation_not_unique`.
 *
 * @param {unknown} error
 * @param {string} field
 * @returns {string}
 */
export function fieldCode(error, field) {
  const given = /** @type {{data?: any, response?: any}} */ (error ?? {});
  const data = given.response?.data ?? given.data;
  return data?.[field]?.code ?? "";
}
