// @ts-check

import { html, useId } from "/shared/vendor/preact.js";
import { Dialog } from "/shared/dialog.js";
import { useAction } from "../data/hooks.js";
import { Button, IconButton } from "./button.js";
import { Refusal } from "./states.js";

/**
 * A dialog in the dashboard's clothes.
 *
 * @param {{title: string, onClose: () => void, shape?: string, role?: "dialog" | "alertdialog", closable?: boolean,
 *   footer?: unknown, children: unknown}} props
 *   `shape`: "popup" in the middle, "" as a panel at the right edge; with a size of PocketBase's.
 */
export function Sheet({ title, onClose, shape = "popup sm", role, closable = true, footer, children }) {
  const id = useId();
  return html`<${Dialog} labelledBy=${id} class="modal desk-dialog ${shape}" role=${role} onClose=${onClose}>
    <header class="modal-header">
      <h2 id=${id} class="modal-title">${title}</h2>
      ${closable && html`<${IconButton} icon="close" label="Close" onClick=${onClose} />`}
    </header>
    <div class="modal-content">${children}</div>
    ${footer && html`<footer class="modal-footer">${footer}</footer>`}
  <//>`;
}

/**
 * Asks before something is done that cannot be undone, or that others will notice.
 *
 * @param {{title: string, confirm: string, tone?: string, onConfirm: () => Promise<void>, onClose: () => void,
 *   ready?: boolean, keep?: string, children?: unknown}} props `keep`: what not doing it is called.
 */
export function Confirm({ title, confirm, tone = "danger", onConfirm, onClose, ready = true, keep = "Cancel", children }) {
  const { run, busy, error } = useAction(onConfirm);
  const close = () => busy || onClose();
  const go = async () => {
    if (await run()) onClose();
  };
  return html`<${Sheet}
    title=${title}
    role="alertdialog"
    onClose=${close}
    closable=${false}
    footer=${html`
      <${Button} tone="transparent" onClick=${close} disabled=${busy} autofocus>${keep}<//>
      <${Button} tone=${tone} onClick=${go} busy=${busy} disabled=${!ready}>${confirm}<//>
    `}
  >
    <${Refusal} error=${error} />
    ${children}
  <//>`;
}
