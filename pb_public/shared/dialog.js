// @ts-check
// A modal dialog on the browser's own <dialog>: it keeps the focus in, makes the rest inert, and Escape closes it.

import { html, useLayoutEffect, useRef } from "./vendor/preact.js";

/**
 * @typedef {object} DialogProps
 * @property {string} labelledBy id of the heading that names it
 * @property {string} [class]
 * @property {() => void} onClose somebody wants it closed: Escape, the back gesture, a click beside it
 * @property {boolean} [closeOnBackdrop] a click beside it closes it; leave off where something could get lost
 * @property {"dialog" | "alertdialog"} [role]
 * @property {unknown} [children]
 */

/**
 * Open for as long as it is rendered. The element with `autofocus` inside gets the focus; when it goes, the focus
 * returns to where it was.
 * @param {DialogProps} props
 */
export function Dialog({ labelledBy, class: className = "", onClose, closeOnBackdrop = false, role, children }) {
  const ref = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const pressedBeside = useRef(false);

  useLayoutEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  /** @param {Event} event */
  const onCancel = (event) => {
    if (event.target !== ref.current) return;
    event.preventDefault();
    onClose();
  };

  // A browser may close it against our will (a second Escape in a row). Whoever renders it decides.
  const onNativeClose = () => {
    const dialog = ref.current;
    if (!dialog?.isConnected) return;
    onClose();
    setTimeout(() => {
      if (dialog.isConnected && !dialog.open) dialog.showModal();
    });
  };

  /** @param {MouseEvent} event */
  const onMouseDown = (event) => {
    pressedBeside.current = event.target === ref.current;
  };

  /** @param {MouseEvent} event */
  const onClick = (event) => {
    if (closeOnBackdrop && pressedBeside.current && event.target === ref.current) onClose();
  };

  return html`<dialog
    ref=${ref}
    class=${`dialog ${className}`.trim()}
    role=${role}
    aria-labelledby=${labelledBy}
    onCancel=${onCancel}
    onClose=${onNativeClose}
    onMouseDown=${onMouseDown}
    onClick=${onClick}
  >
    ${children}
  </dialog>`;
}
