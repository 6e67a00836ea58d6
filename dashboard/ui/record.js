// @ts-check

import { html, useEffect, useRef } from "/shared/vendor/preact.js";
import { Count } from "./bits.js";
import { Icon } from "./icon.js";

/**
 * @typedef {{section: string, href: string, icon: string, label: string, unread?: number | undefined}} MenuEntry
 * @typedef {{title: string, entries: MenuEntry[]}} MenuGroup
 */

/**
 * The menu at the left of a record; on a phone a strip above it.
 *
 * @param {{label: string, groups: MenuGroup[], section: string}} props
 */
export function RecordMenu({ label, groups, section }) {
  const menu = useRef(/** @type {HTMLElement | null} */ (null));

  // On a phone the strip may be wider than the window.
  useEffect(() => {
    menu.current?.querySelector(".active")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [section]);

  return html`<aside class="page-sidebar desk-sidebar">
    <nav ref=${menu} class="sidebar-content" aria-label=${label}>
      ${groups.map(
        ({ title, entries }) => html`<div class="nav-group desk-group" role="group" aria-label=${title || label}>
          ${title && html`<div class="desk-group-title">${title}</div>`}
          ${entries.map(
            (entry) => html`<a
              href=${entry.href}
              class="nav-item ${entry.section === section ? "active" : ""}"
              aria-current=${entry.section === section ? "page" : undefined}
            >
              <${Icon} name=${entry.icon} />
              <span class="txt">${entry.label}</span>
              <${Count} count=${entry.unread} />
            </a>`,
          )}
        </div>`,
      )}
    </nav>
  </aside>`;
}

/**
 * What is known of a record, name by name.
 *
 * @param {{facts: {label: string, value: unknown}[]}} props
 */
export function Facts({ facts }) {
  return html`<dl class="desk-facts">
    ${facts.map(
      ({ label, value }) => html`<div>
        <dt>${label}</dt>
        <dd>${value || html`<span class="txt-hint">–</span>`}</dd>
      </div>`,
    )}
  </dl>`;
}

/**
 * A part of a page with a heading.
 *
 * @param {{title: string, aside?: unknown, actions?: unknown, children: unknown}} props
 */
export function Section({ title, aside, actions, children }) {
  return html`<section class="desk-section" aria-label=${title}>
    <header class="desk-section-header">
      <h2>${title}</h2>
      ${aside}
      ${actions}
    </header>
    ${children}
  </section>`;
}
