// @ts-check

import { html } from "/shared/vendor/preact.js";

/**
 * One of the dashboard's icons (Remix Icon), in its line variant. Always beside words, or in a control with a name.
 *
 * @param {{name: string}} props
 */
export function Icon({ name }) {
  return html`<i class="ri-${name}-line" aria-hidden="true"></i>`;
}
