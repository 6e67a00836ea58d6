// @ts-check

import { html } from "/shared/vendor/preact.js";
import { Icon } from "./icon.js";

/**
 * @typedef {object} ButtonProps
 * @property {unknown} [children]
 * @property {string} [icon]
 * @property {string} [tone] PocketBase's colours and variants: "secondary", "danger", "transparent secondary", …
 * @property {"" | "sm" | "lg"} [size]
 * @property {"button" | "submit"} [type]
 * @property {string} [form]
 * @property {boolean} [busy]
 * @property {boolean} [disabled]
 * @property {string} [describedBy]
 * @property {string} [title]
 * @property {boolean} [autofocus]
 * @property {boolean} [pressed] of one that stays down
 * @property {(event: MouseEvent) => void} [onClick]
 */

/** @param {ButtonProps} props */
export function Button({
  children,
  icon,
  tone = "",
  size = "",
  type = "button",
  busy = false,
  disabled = false,
  describedBy,
  pressed,
  ...rest
}) {
  return html`<button
    type=${type}
    aria-pressed=${pressed}
    class="btn ${size} ${tone} ${busy ? "loading" : ""}"
    disabled=${disabled || busy}
    aria-busy=${busy}
    aria-describedby=${describedBy}
    ...${rest}
  >
    ${icon && html`<${Icon} name=${icon} />`}
    <span class="txt">${children}</span>
  </button>`;
}

/**
 * A round button that shows only its icon.
 *
 * @param {Omit<ButtonProps, "children"> & {icon: string, label: string, popovertarget?: string}} props
 *   `title`: a shorter word for who sees what it is about.
 */
export function IconButton({
  icon,
  label,
  tone = "transparent secondary",
  size = "sm",
  busy = false,
  disabled,
  title = label,
  ...rest
}) {
  return html`<button
    type="button"
    class="btn circle ${size} ${tone} ${busy ? "loading" : ""}"
    aria-label=${label}
    title=${title}
    disabled=${disabled || busy}
    aria-busy=${busy}
    ...${rest}
  >
    <${Icon} name=${icon} />
  </button>`;
}
