// @ts-check

import { html, useEffect, useId, useRef, useState } from "/shared/vendor/preact.js";

/**
 * @typedef {object} FieldProps
 * @property {string} label
 * @property {string} [name]
 * @property {string | number} value
 * @property {(value: string) => void} onInput
 * @property {string} [error]
 * @property {unknown} [help]
 * @property {boolean} [required]
 */

/**
 * The values of a form, and whether they are others than in the beginning, or than those that were saved last.
 *
 * @template {Record<string, unknown>} T
 * @param {T | (() => T)} initial
 */
export function useValues(initial) {
  const [values, setValues] = useState(initial);
  const [saved, setSaved] = useState(values);
  const dirty = Object.keys(saved).some((field) => values[field] !== saved[field]);
  return { values, setValues, dirty, markSaved: () => setSaved(values) };
}

/**
 * Ties fields by name to the values of a form, and to what is wrong with them.
 *
 * @template {Record<string, string>} T
 * @param {T} values
 * @param {(change: (last: T) => T) => void} setValues
 * @param {Record<string, string>} wrong
 */
export function binder(values, setValues, wrong) {
  return (/** @type {keyof T & string} */ field) => ({
    value: values[field],
    error: wrong[field],
    onInput: (/** @type {string} */ value) => setValues((last) => ({ ...last, [field]: value })),
  });
}

/**
 * A label, its control, help and the error. `no-error` on a control keeps PocketBase's own marking of errors away.
 *
 * @param {{label: string, id: string, error?: string, help?: unknown, children: unknown}} props
 */
function Labelled({ label, id, error, help, children }) {
  return html`<div class="desk-field">
    <div class="field ${error ? "error" : ""}">
      <label for=${id}>${label}</label>
      ${children}
    </div>
    ${help && html`<div id="${id}-help" class="field-help">${help}</div>`}
    ${error && html`<div id="${id}-error" class="field-help error">${error}</div>`}
  </div>`;
}

/**
 * @param {string} id
 * @param {{error?: string | undefined, help?: unknown}} props
 */
function described(id, { error, help }) {
  const by = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  return { id, "aria-describedby": by || undefined, "aria-invalid": error ? "true" : undefined };
}

/**
 * A line of text.
 *
 * @param {FieldProps & {type?: string, maxLength?: number, autocomplete?: string, autofocus?: boolean, inputMode?: string,
 *   placeholder?: string, min?: number, max?: number}} props
 */
export function TextField({ label, value, onInput, error, help, ...rest }) {
  const id = useId();
  return html`<${Labelled} label=${label} id=${id} error=${error} help=${help}>
    <input
      type="text"
      autocomplete="off"
      class="no-error"
      value=${value}
      onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => onInput(event.currentTarget.value)}
      ...${described(id, { error, help })}
      ...${rest}
    />
  <//>`;
}

/**
 * Text of several lines.
 *
 * @param {FieldProps & {maxLength?: number, rows?: number, placeholder?: string}} props
 */
export function TextArea({ label, value, onInput, error, help, rows = 3, ...rest }) {
  const id = useId();
  return html`<${Labelled} label=${label} id=${id} error=${error} help=${help}>
    <textarea
      class="no-error"
      rows=${rows}
      value=${value}
      onInput=${(/** @type {InputEvent & {currentTarget: HTMLTextAreaElement}} */ event) =>
        onInput(event.currentTarget.value)}
      ...${described(id, { error, help })}
      ...${rest}
    ></textarea>
  <//>`;
}

/**
 * One of a few.
 *
 * @param {FieldProps & {choices: {value: string, label: string}[]}} props
 */
export function SelectField({ label, value, onInput, error, help, choices, ...rest }) {
  const id = useId();
  return html`<${Labelled} label=${label} id=${id} error=${error} help=${help}>
    <select
      class="no-error"
      value=${value}
      onChange=${(/** @type {Event & {currentTarget: HTMLSelectElement}} */ event) => onInput(event.currentTarget.value)}
      ...${described(id, { error, help })}
      ...${rest}
    >
      ${choices.map((choice) => html`<option value=${choice.value}>${choice.label}</option>`)}
    </select>
  <//>`;
}

/**
 * A box to tick, or with `toggle` a switch.
 *
 * @param {{label: string, name?: string, checked: boolean, onChange: (checked: boolean) => void, toggle?: boolean,
 *   small?: boolean, disabled?: boolean, help?: unknown, describedBy?: string}} props
 *   `name`: the label and what it is about, where there are many of the same label.
 */
export function CheckField({
  label,
  name,
  checked,
  onChange,
  toggle = false,
  small = false,
  disabled = false,
  help,
  describedBy,
}) {
  const id = useId();
  return html`<div class="desk-field">
    <div class="field">
      <input
        type="checkbox"
        id=${id}
        class="no-error ${toggle ? "switch" : ""} ${small ? "sm" : ""}"
        role=${toggle ? "switch" : undefined}
        aria-label=${name}
        checked=${checked}
        disabled=${disabled}
        aria-describedby=${help ? `${id}-help` : describedBy}
        onChange=${(/** @type {Event & {currentTarget: HTMLInputElement}} */ event) =>
          onChange(event.currentTarget.checked)}
      />
      <label for=${id}>${label}</label>
    </div>
    ${help && html`<div id="${id}-help" class="field-help">${help}</div>`}
  </div>`;
}

/**
 * One of a few that can all be seen.
 *
 * @param {{legend: string, value: string, choices: {value: string, label: string}[], onInput: (value: string) => void}} props
 */
export function RadioField({ legend, value, choices, onInput }) {
  const id = useId();
  return html`<fieldset class="desk-radios">
    <legend>${legend}</legend>
    ${choices.map(
      (choice) => html`<div key=${choice.value} class="field">
        <input
          type="radio"
          id="${id}-${choice.value}"
          name=${id}
          class="no-error"
          checked=${choice.value === value}
          onChange=${() => onInput(choice.value)}
        />
        <label for="${id}-${choice.value}">${choice.label}</label>
      </div>`,
    )}
  </fieldset>`;
}

/**
 * A form that takes the focus to the first field the server complained about.
 *
 * @param {{id?: string, onSubmit: () => void, fields?: Record<string, string>, children: unknown}} props
 */
export function Form({ id, onSubmit, fields = {}, children }) {
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const complaints = Object.keys(fields).join();

  useEffect(() => {
    const first = complaints && form.current?.querySelector("[aria-invalid=true]");
    if (first instanceof HTMLElement) first.focus();
  }, [complaints]);

  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    onSubmit();
  };

  return html`<form ref=${form} id=${id} class="desk-form" onSubmit=${submit}>${children}</form>`;
}
