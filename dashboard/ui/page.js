// @ts-check

import { html, useEffect, useRef } from "/shared/vendor/preact.js";
import { host } from "../host.js";

/** The address whose heading was shown last, and whether that was not the first one: there browsers begin at the top. */
const way = { last: "", begun: false };

/**
 * Moves the focus to the heading of a page that was gone to, where screen readers go on to read; and again when it is
 * another heading, because the page has loaded, unless somebody has moved it on.
 */
export function useArrival() {
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  useEffect(() => {
    const isNew = way.last !== location.hash;
    way.begun ||= isNew && way.last !== "";
    way.last = location.hash;
    if (way.begun && (isNew || document.activeElement === document.body)) heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}

/**
 * What stands in the middle of the window: where we are, what can be done here, and the content.
 *
 * @param {{title: string, path?: {href: string, label: string}[], actions?: unknown, tools?: unknown, children: unknown}} props
 *   `path` leads here; `tools` (search, filters) stand between the title and the actions.
 */
export function PageContent({ title, path = [], actions, tools, children }) {
  // PocketBase forgets the title when the address changes, and the page may stay.
  useEffect(() => host().title(title), [title, location.hash]);
  const heading = useArrival();
  return html`<div class="page-content full-height desk-content">
    <header class="page-header desk-header">
      <nav class="breadcrumbs" aria-label="Where you are">
        ${path.map(({ href, label }) => html`<a href=${href} class="breadcrumb-item"><span>${label}</span></a>`)}
        <div class="breadcrumb-item" aria-current="page"><h1 ref=${heading} tabindex="-1">${title}</h1></div>
      </nav>
      ${tools}
      ${actions && html`<div class="desk-actions">${actions}</div>`}
    </header>
    ${children}
  </div>`;
}
