// @ts-check
// States of a page or a part of it, and the corner where toasts appear.

import { Icon } from "../../shared/icons.js";
import { html } from "../../shared/vendor/preact.js";
import { dismissToast } from "../notices.js";
import { useStore } from "../store.js";

/**
 * A part of the page that has nothing to show, and what can be done about it.
 * @param {{icon: string, title: string, children?: unknown, action?: unknown, role?: string}} props
 */
export function EmptyState({ icon, title, children, action, role }) {
  return html`<div class="state" role=${role}>
    <span class="state-icon"><${Icon} name=${icon} size=${28} /></span>
    <p class="state-title">${title}</p>
    <div class="state-text">${children}</div>
    ${action && html`<div class="state-action">${action}</div>`}
  </div>`;
}

/** Where announce() speaks; once a page. */
export function Announcer() {
  return html`<div id="announcer" class="visually-hidden" aria-live="polite"></div>`;
}

export function Toasts() {
  const toasts = useStore((state) => state.toasts);
  return html`<div class="toasts" role="status" aria-live="polite">
    ${toasts.map(
      ({ id, text, tone }) =>
        html`<div key=${id} class=${`toast toast-${tone}`}>
          <${Icon} name=${tone === "good" ? "check" : "alert"} />
          <span class="toast-text">${text}</span>
          <button type="button" class="icon-button" onClick=${() => dismissToast(id)}>
            <${Icon} name="close" size=${16} /><span class="visually-hidden">Dismiss</span>
          </button>
        </div>`,
    )}
  </div>`;
}
