// @ts-check
// Forms: real <form>s whose values are read when they are sent, so that password managers can fill them as they like.

import { ApiError } from "../../shared/http.js";
import { useEffect, useRef, useState } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";
import { explain } from "../words.js";

/**
 * @typedef {object} FormState
 * @property {boolean} busy
 * @property {string} error what concerns the form as a whole
 * @property {Record<string, string>} fields what concerns one field, by its name
 * @property {(event: Event) => void} onSubmit
 * @property {{current: HTMLFormElement | null}} ref
 */

/**
 * @param {(values: Record<string, string>, form: HTMLFormElement) => Promise<void>} send throws an ApiError
 * @param {readonly string[]} names of the fields that show their own errors
 * @returns {FormState}
 */
export function useForm(send, names) {
  const firm = useStore((state) => state.firm.name);
  const ref = useRef(/** @type {HTMLFormElement | null} */ (null));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const [fields, setFields] = useState(/** @type {Record<string, string>} */ ({}));

  /** @param {unknown} err */
  const show = (err) => {
    const found = err instanceof ApiError && err.status === 400 ? complaints(err, names) : {};
    setFields(found);
    setError(Object.keys(found).length > 0 ? "" : explain(err, firm));
  };

  /** @param {Event} event */
  const onSubmit = async (event) => {
    event.preventDefault();
    const form = ref.current;
    if (busy || !form) return;
    setBusy(true);
    setError("");
    setFields({});
    try {
      await send(read(form), form);
    } catch (err) {
      show(err);
    }
    setBusy(false);
  };

  useEffect(() => {
    const first = ref.current?.querySelector("[aria-invalid=true]");
    if (first instanceof HTMLElement) first.focus();
  }, [fields]);

  return { busy, error, fields, onSubmit, ref };
}

/** @param {HTMLFormElement} form */
function read(form) {
  /** @type {Record<string, string>} */
  const values = {};
  for (const [name, value] of new FormData(form)) values[name] = String(value);
  return values;
}

/**
 * @param {ApiError} err
 * @param {readonly string[]} names
 */
function complaints(err, names) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const [name, { message }] of Object.entries(err.data)) {
    if (names.includes(name)) found[name] = message;
  }
  return found;
}
