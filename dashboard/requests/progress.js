// @ts-check

import { html } from "/shared/vendor/preact.js";
import { progressText } from "../lib/requests.js";

/**
 * How many of the items are dealt with, in words and as a bar.
 *
 * @param {{progress: DeskRequest["progress"]}} props
 */
export function Progress({ progress }) {
  return html`<span class="desk-progress">
    <span>${progressText(progress)}</span>
    <progress max=${progress.total || 1} value=${progress.complete} aria-hidden="true"></progress>
  </span>`;
}
