// @ts-check
// What every page does when it appears: its title in the browser's tab, and the focus on its heading.

import { html, useEffect, useRef } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";

let first = true;

/**
 * @param {string} title
 * @param {number} [waiting] what else is new on this page, beside unread messages
 */
export function useTitle(title, waiting = 0) {
  const firm = useStore((state) => state.firm.name);
  const unread = useStore((state) => state.unread);
  useEffect(() => {
    const count = unread + waiting;
    document.title = (count > 0 ? `(${count}) ` : "") + [title, firm].filter(Boolean).join(" · ");
  }, [title, firm, unread, waiting]);
}

/**
 * The page's only h1. It takes the focus when the page was gone to, so that screen readers begin to read there; not
 * on the first page, where browsers begin at the top by themselves.
 * @param {{children?: unknown, class?: string, focus?: boolean}} props
 */
export function PageHeading({ children, class: className = "", focus = true }) {
  const ref = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  useEffect(() => {
    if (focus && !first) ref.current?.focus({ preventScroll: true });
    if (!first) window.scrollTo(0, 0);
    first = false;
  }, []);
  return html`<h1 class=${`page-heading ${className}`} tabindex="-1" ref=${ref}>${children}</h1>`;
}
