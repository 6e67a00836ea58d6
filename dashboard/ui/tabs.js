// @ts-check

import { html, useId } from "/shared/vendor/preact.js";

/** @typedef {{value: string, label: string}} Tab */

/**
 * Tabs, moved between with the arrow keys, and the panel they switch.
 *
 * @param {{label: string, tabs: Tab[], value: string, onChange: (value: string) => void, minor?: boolean, children: unknown}} props
 */
export function Tabs({ label, tabs, value, onChange, minor = false, children }) {
  const id = useId();

  /** @param {KeyboardEvent & {currentTarget: HTMLElement}} event */
  const onKeyDown = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const index = tabs.findIndex((tab) => tab.value === value);
    const next = (index + step + tabs.length) % tabs.length;
    onChange(tabs[next].value);
    /** @type {NodeListOf<HTMLElement>} */
    const buttons = event.currentTarget.querySelectorAll("[role=tab]");
    buttons[next].focus();
  };

  return html`
    <div
      class=${minor ? "desk-minor-tabs" : "tabs-header desk-tabs"}
      role="tablist"
      aria-label=${label}
      onKeyDown=${onKeyDown}
    >
      ${tabs.map(
        (tab) => html`<button
          type="button"
          role="tab"
          id="${id}-${tab.value}"
          class="tab-item ${tab.value === value ? "active" : ""}"
          aria-selected=${tab.value === value}
          aria-controls="${id}-panel"
          tabindex=${tab.value === value ? 0 : -1}
          onClick=${() => onChange(tab.value)}
        >
          ${tab.label}
        </button>`,
      )}
    </div>
    <div class="desk-tab-panel" role="tabpanel" id="${id}-panel" aria-labelledby="${id}-${value}">${children}</div>
  `;
}
