// @ts-check

import { html, useId } from "/shared/vendor/preact.js";
import { Icon } from "./icon.js";

/**
 * @param {{label: string, value: string, onInput: (text: string) => void}} props
 */
export function Search({ label, value, onInput }) {
  const id = useId();
  return html`<div class="desk-search" role="search">
    <label for=${id} class="desk-hidden">${label}</label>
    <${Icon} name="search" />
    <input
      id=${id}
      type="search"
      class="no-error"
      placeholder=${label}
      value=${value}
      autocomplete="off"
      maxlength="200"
      onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => onInput(event.currentTarget.value)}
    />
  </div>`;
}

/**
 * A choice that narrows a list.
 *
 * @param {{label: string, value: string, choices: {value: string, label: string}[], onInput: (value: string) => void,
 *   className?: string}} props
 */
export function Filter({ label, value, choices, onInput, className = "" }) {
  const id = useId();
  return html`<div class="desk-filter ${className}">
    <label for=${id} class="desk-hidden">${label}</label>
    <select
      id=${id}
      class="no-error"
      value=${value}
      onChange=${(/** @type {Event & {currentTarget: HTMLSelectElement}} */ event) => onInput(event.currentTarget.value)}
    >
      ${choices.map((choice) => html`<option value=${choice.value}>${choice.label}</option>`)}
    </select>
    <${Icon} name="arrow-down-s" />
  </div>`;
}
