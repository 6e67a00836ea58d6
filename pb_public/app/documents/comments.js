// @ts-check
// Whether the comments on an open document are open, too, and the button for that.

import { Icon } from "../../shared/icons.js";
import { html, useEffect, useRef, useState } from "../../shared/vendor/preact.js";
import { useWide } from "../ui/use-wide.js";

/** @typedef {import("../types.js").PortalDocument} PortalDocument */

/**
 * Whether the comments are open: where they were asked for, or there is room for them and something new in them.
 * @param {boolean} wanted
 * @param {PortalDocument | null} doc
 * @returns {[boolean, (open: boolean) => void]}
 */
export function useTalking(wanted, doc) {
  const wide = useWide();
  const [open, setOpen] = useState(wanted);
  const decided = useRef(wanted);
  useEffect(() => {
    if (!doc || decided.current) return;
    decided.current = true;
    if (wide && doc.unread > 0) setOpen(true);
  }, [doc]);
  return [open, setOpen];
}

/** @param {{doc: PortalDocument, open: boolean, onToggle: () => void}} props */
export function CommentsButton({ doc: { comments, unread }, open, onToggle }) {
  const count = unread || comments;
  return html`<button type="button" class="button viewer-talk" aria-expanded=${open} onClick=${onToggle}>
    <${Icon} name="messages" /> <span class="button-text">Comments</span>
    ${count > 0 && html`<span class=${`badge ${unread > 0 ? "" : "badge-quiet"}`}>${count}${unread > 0 && html`<span class="visually-hidden"> new</span>`}</span>`}
  </button>`;
}
