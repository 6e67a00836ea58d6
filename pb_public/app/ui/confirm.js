// @ts-check
// A question before something that cannot be taken back.

import { Dialog } from "../../shared/dialog.js";
import { html, useId, useState } from "../../shared/vendor/preact.js";
import { setState, useStore } from "../store.js";
import { leaveFor } from "../use-route.js";
import { Button, FormError } from "./field.js";

/**
 * @param {object} props
 * @param {string} props.title
 * @param {string} props.action what the button says
 * @param {boolean} [props.danger]
 * @param {string} [props.cancel] what the other button says
 * @param {string} [props.error]
 * @param {() => unknown} props.onConfirm
 * @param {() => void} props.onClose
 * @param {unknown} [props.children]
 */
export function ConfirmDialog({ title, action, danger = false, cancel = "Cancel", error = "", onConfirm, onClose, children }) {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    if (busy) return;
    setBusy(true);
    await onConfirm();
    setBusy(false);
  };
  return html`<${Dialog} labelledBy=${id} role="alertdialog" class="confirm" closeOnBackdrop onClose=${onClose}>
    <div class="confirm-body">
      <h2 id=${id}>${title}</h2>
      ${children}
      <${FormError} text=${error} />
    </div>
    <div class="dialog-actions">
      <${Button} autofocus onClick=${onClose}>${cancel}<//>
      <${Button} class=${danger ? "button-danger" : "button-primary"} busy=${busy} onClick=${confirm}>${action}<//>
    </div>
  <//>`;
}

/** Before another page, where something is not sent or saved yet. */
export function LeaveDialog() {
  const href = useStore((state) => state.leavingFor);
  if (!href) return null;
  return html`<${ConfirmDialog}
    title="Leave this page?"
    action="Leave"
    danger
    cancel="Stay"
    onConfirm=${() => leaveFor(href)}
    onClose=${() => setState({ leavingFor: "" })}
  >
    <p>Something here has not been sent or saved yet. It would be lost.</p>
  <//>`;
}
