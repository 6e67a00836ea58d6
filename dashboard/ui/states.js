// @ts-check

import { html } from "/shared/vendor/preact.js";
import { problem } from "../lib/errors.js";
import { Button } from "./button.js";
import { Icon } from "./icon.js";

/** @param {{label?: string}} props */
export function Loading({ label = "Loading…" }) {
  return html`<div class="desk-state" role="status">
    <span class="loader lg" aria-hidden="true"></span>
    <span class="desk-hidden">${label}</span>
  </div>`;
}

/**
 * Nothing to show, and what to do about it.
 *
 * @param {{icon: string, title: string, children?: unknown}} props
 */
export function Empty({ icon, title, children }) {
  return html`<div class="desk-state desk-empty">
    <${Icon} name=${icon} />
    <p class="desk-state-title">${title}</p>
    ${children && html`<div class="desk-state-text">${children}</div>`}
  </div>`;
}

/**
 * Something could not be loaded: why, and what the person can do.
 *
 * @param {{error: unknown, onRetry?: () => void}} props
 */
export function Failure({ error, onRetry }) {
  const { status, title, advice, retry } = problem(error);
  return html`<div class="desk-state" role="alert">
    <${Icon} name=${failureIcon(status)} />
    <p class="desk-state-title">${title}</p>
    ${advice && html`<p class="desk-state-text">${advice}</p>`}
    ${retry && onRetry && html`<${Button} onClick=${onRetry} icon="refresh">Try again<//>`}
  </div>`;
}

/** @param {number} status */
function failureIcon(status) {
  if (status === 0) return "wifi-off";
  if (status === 403) return "lock-2";
  return status === 404 ? "file-unknow" : "error-warning";
}

/**
 * An action did not work: stands where the action was begun.
 *
 * @param {{error: unknown, shown?: object}} props `shown`: the fields that show their own messages.
 */
export function Refusal({ error, shown = {} }) {
  if (!error) return null;
  const { title, advice, fields } = problem(error);
  const others = Object.entries(fields).filter(([field]) => !(field in shown));
  return html`<div class="alert danger desk-refusal" role="alert">
    <p><strong>${title}</strong></p>
    ${others.map(([field, message]) => html`<p key=${field}>${message}</p>`)}
    ${advice && others.length === 0 && html`<p>${advice}</p>`}
  </div>`;
}

/**
 * Beneath a Refusal: a colleague changed what was being changed here. Which of the two is to be?
 *
 * @param {{busy: boolean, onTheirs: () => void, onMine: () => void}} props
 */
export function Meanwhile({ busy, onTheirs, onMine }) {
  return html`<div class="desk-meanwhile">
    <${Button} tone="secondary" disabled=${busy} onClick=${onTheirs}>Load theirs<//>
    <${Button} tone="secondary" disabled=${busy} onClick=${onMine}>Keep mine<//>
  </div>`;
}

/**
 * A list that is shown, but could not be brought up to date.
 *
 * @param {{error: unknown, onRetry: () => void}} props
 */
export function Stale({ error, onRetry }) {
  if (!error) return null;
  return html`<div class="alert warning desk-stale" role="alert">
    <span>${problem(error).title} What you see may be out of date.</span>
    <${Button} size="sm" tone="secondary" onClick=${onRetry}>Try again<//>
  </div>`;
}
