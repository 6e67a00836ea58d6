// @ts-check

import { html, useEffect } from "/shared/vendor/preact.js";
import { host } from "../host.js";

/**
 * What stands in the middle of the window: where we are, what can be done here, and the content.
 *
 * @param {{title: string, path?: {href: string, label: string}[], actions?: unknown, tools?: unknown, children: unknown}} props
 *   `path` leads here; `tools` (search, filters) stand between the title and the actions.
 */
export function PageContent({ title, path = [], actions, tools, children }) {
  // PocketBase forgets the title when the address changes, and the page may stay.
  useEffect(() => host().title(title), [title, location.hash]);
  return html`<div class="page-content full-height desk-content">
    <header class="page-header desk-header">
      <nav class="breadcrumbs" aria-label="Where you are">
        ${path.map(({ href, label }) => html`<a href=${href} class="breadcrumb-item"><span>${label}</span></a>`)}
        <div class="breadcrumb-item" aria-current="page"><h1>${title}</h1></div>
      </nav>
      ${tools}
      ${actions && html`<div class="desk-actions">${actions}</div>`}
    </header>
    ${children}
  </div>`;
}
