// @ts-check
// What to say where something could not be loaded, or not brought up to date, or is not there.

import { Icon } from "../../shared/icons.js";
import { html } from "../../shared/vendor/preact.js";
import { bumpVersion, useStore } from "../store.js";
import { explain } from "../words.js";
import { Button } from "./field.js";
import { EmptyState } from "./notice.js";

/** @param {{title: string, error: unknown}} props */
export function LoadFailed({ title, error }) {
  const firm = useStore((state) => state.firm.name);
  const retry = html`<${Button} onClick=${bumpVersion}><${Icon} name="refresh" size=${18} /> Try again<//>`;
  return html`<div class="list"><${EmptyState} icon="offline" title=${title} role="alert" action=${retry}>${explain(error, firm)}<//></div>`;
}

/** What is shown stays, but the last look at the server failed. */
export function Stale() {
  return html`<p class="notice notice-warn" role="status">
    <${Icon} name="alert" />
    <span>This could not be brought up to date.</span>
    <button type="button" class="link" onClick=${bumpVersion}>Try again</button>
  </p>`;
}

/** @param {{title: string, action: unknown, children?: unknown}} props */
export function NotAvailable({ title, action, children }) {
  return html`<div class="list"><${EmptyState} icon="lock" title=${title} role="status" action=${action}>${children}<//></div>`;
}

/** @param {{href: string, children?: unknown}} props */
export function BackLink({ href, children }) {
  return html`<p class="back"><a href=${href}><${Icon} name="chevron-left" size=${16} /> ${children}</a></p>`;
}
