// @ts-check
// Form fields: label, hint, error and the control, tied together for screen readers.

import { Icon } from "../../shared/icons.js";
import { html, useId, useState } from "../../shared/vendor/preact.js";

/**
 * @typedef {object} FieldProps
 * @property {string} label
 * @property {string} name
 * @property {string} [hint]
 * @property {string} [error]
 * @property {boolean} [optional]
 * @property {Record<string, unknown>} [input] further attributes of the control
 */

/**
 * @param {FieldProps & {children: (control: Record<string, unknown>) => unknown}} props
 */
function Frame({ label, name, hint, error, optional, input, children }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const control = {
    id,
    name,
    "aria-describedby": described || undefined,
    "aria-invalid": error ? "true" : undefined,
    ...input,
  };
  return html`<div class=${`field ${error ? "is-wrong" : ""}`}>
    <label class="field-label" for=${id}>${label}</label>
    ${optional && html`<span class="field-optional" aria-hidden="true">optional</span>`} ${children(control)}
    ${hint && html`<p class="field-hint" id=${`${id}-hint`}>${hint}</p>`}
    ${error &&
    html`<p class="field-error" id=${`${id}-error`}><${Icon} name="alert" size=${16} /> <span>${error}</span></p>`}
  </div>`;
}

/** @param {FieldProps & {type?: string}} props */
export function TextField({ type = "text", ...rest }) {
  return html`<${Frame} ...${rest}>
    ${(/** @type {Record<string, unknown>} */ control) => html`<input class="input" type=${type} ...${control} />`}
  <//>`;
}

/** @param {FieldProps} props */
export function TextArea(props) {
  return html`<${Frame} ...${props}>
    ${(/** @type {Record<string, unknown>} */ control) => html`<textarea class="input" rows="3" ...${control}></textarea>`}
  <//>`;
}

/** @param {FieldProps} props */
export function EmailField(props) {
  const input = { autocomplete: "username", autocapitalize: "none", spellcheck: false, inputmode: "email", ...props.input };
  return html`<${TextField} type="email" ...${props} input=${input} />`;
}

/** A password that can be looked at. @param {FieldProps} props */
export function PasswordField(props) {
  const [shown, setShown] = useState(false);
  return html`<${Frame} ...${props}>
    ${(/** @type {Record<string, unknown>} */ control) =>
      html`<div class="input-group">
        <input
          class="input"
          type=${shown ? "text" : "password"}
          autocapitalize="none"
          autocorrect="off"
          spellcheck=${false}
          ...${control}
        />
        <button
          type="button"
          class="input-button"
          aria-pressed=${shown}
          aria-controls=${control["id"]}
          onClick=${() => setShown(!shown)}
        >
          <${Icon} name=${shown ? "eye-off" : "eye"} />
          <span class="visually-hidden">Show password</span>
        </button>
      </div>`}
  <//>`;
}

/** Tells password managers whose password a form is about. @param {{email: string}} props */
export function HiddenUsername({ email }) {
  return html`<input
    class="visually-hidden"
    type="text"
    name="username"
    autocomplete="username"
    value=${email}
    readonly
    tabindex="-1"
    aria-hidden="true"
  />`;
}

/** What concerns a form as a whole. @param {{text: string}} props */
export function FormError({ text }) {
  return html`<div role="alert">
    ${text && html`<p class="notice notice-bad"><${Icon} name="alert" /> <span>${text}</span></p>`}
  </div>`;
}

/**
 * A button that says that it is working. It keeps its focus: it is not disabled meanwhile.
 * @param {{busy?: boolean, class?: string, type?: string, children?: unknown} & Record<string, unknown>} props
 */
export function Button({ busy = false, class: className = "", type = "button", children, ...rest }) {
  return html`<button type=${type} class=${`button ${className}`} aria-disabled=${busy || undefined} ...${rest}>
    ${busy && html`<span class="spinner" aria-hidden="true"></span>`} ${children}
  </button>`;
}
