// @ts-check

import { html } from "/shared/vendor/preact.js";

/** @param {{children: unknown}} props */
export function Cards({ children }) {
  return html`<div class="desk-cards">${children}</div>`;
}

/**
 * A part of a record's overview, with what can be done about it at its foot.
 *
 * @param {{title: string, aside?: unknown, foot?: unknown, children: unknown}} props
 */
export function Card({ title, aside, foot, children }) {
  return html`<section class="desk-card" aria-label=${title}>
    <header class="desk-card-header">
      <h2>${title}</h2>
      ${aside}
    </header>
    <div class="desk-card-content">${children}</div>
    ${foot && html`<footer class="desk-card-footer">${foot}</footer>`}
  </section>`;
}
