// @ts-check

import { html, useEffect, useRef, useState } from "/shared/vendor/preact.js";
import { host } from "../host.js";
import { Failure, Loading } from "../ui/states.js";

/** @typedef {{read: () => string, focus: () => void}} Handle */

/**
 * PocketBase's editor, in which a letter is written. It keeps what is in it to itself until it is read.
 *
 * @param {{label: string, value: string, readOnly?: boolean, error?: string | undefined, handle: {current: Handle | null},
 *   onInput: (html: string) => void}} props
 */
export function Editor({ label, value, readOnly = false, error, handle, onInput }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [state, setState] = useState(/** @type {"loading" | "ready" | "failed"} */ ("loading"));
  const told = useRef(onInput);
  told.current = onInput;

  useEffect(() => {
    const { element, read, focus, close } = host().editor({
      label,
      value,
      readOnly,
      onInput: (content) => told.current(content),
      onReady: () => setState("ready"),
      onFail: () => setState("failed"),
    });
    handle.current = { read, focus };
    place.current?.append(element);
    return () => {
      handle.current = null;
      close();
    };
  }, [readOnly]);

  return html`<div class="desk-field desk-editor ${error ? "desk-editor-wrong" : ""}">
    <div class="desk-editor-label" aria-hidden="true">${label}</div>
    ${error && html`<div class="field-help error" role="alert">${error}</div>`}
    ${state === "loading" && html`<${Loading} label="Loading the editor…" />`}
    ${state === "failed" && html`<${Failure} error=${{ status: 0 }} onRetry=${() => location.reload()} />`}
    <div ref=${place} hidden=${state === "failed"}></div>
  </div>`;
}
