// @ts-check

import { html, useId, useRef } from "/shared/vendor/preact.js";
import { Icon } from "./icon.js";
import { IconButton } from "./button.js";

/** @typedef {{label: string, icon: string, danger?: boolean, onSelect: () => void}} MenuItem */

/**
 * The three dots and what they open. The dashboard places the list and moves between its items with the arrow keys;
 * Escape and a click beside it close it.
 *
 * @param {{label: string, items: (MenuItem | null | false)[]}} props
 */
export function Menu({ label, items }) {
  const id = useId();
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const given = /** @type {MenuItem[]} */ (items.filter(Boolean));
  if (!given.length) return null;

  /** @param {MenuItem} item */
  const select = (item) => {
    list.current?.hidePopover();
    item.onSelect();
  };

  return html`<span class="desk-menu">
    <${IconButton} icon="more-2" label=${label} popovertarget=${id} aria-haspopup="menu" />
    <div ref=${list} id=${id} class="dropdown nowrap" popover="auto" role="menu" aria-label=${label}>
      ${given.map(
        (item, index) => html`<button
          type="button"
          role="menuitem"
          class="dropdown-item ${item.danger ? "desk-danger" : ""}"
          autofocus=${index === 0}
          onClick=${() => select(item)}
        >
          <${Icon} name=${item.icon} />
          <span class="txt">${item.label}</span>
        </button>`,
      )}
    </div>
  </span>`;
}
