// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { AddDocuments } from "../documents/add.js";
import { newLetterAddress } from "../lib/address.js";
import { Button } from "../ui/button.js";
import { ItemForm } from "./item_form.js";

const CHOICES = /** @type {const} */ ([
  ["", "Files"],
  ["estimate", "Estimate"],
  ["invoice", "Invoice"],
  ["daily_log", "Daily log"],
]);

/**
 * The choice of what to add; it asks before what was written is thrown away.
 *
 * @typedef {(leave: ReturnType<typeof import("../ui/form_dialog.js").useLeave>["leave"]) => unknown} Chooser
 */

/** An estimate that turns out to be an invoice stays as it is. @param {string} kind */
const formOf = (kind) => (kind === "estimate" || kind === "invoice" ? "bill" : kind);

/**
 * Adds to a contact, company or project: files, or an item that is written here.
 *
 * @param {{scope: Scope, shared?: boolean, onClose: () => void, onAdded: () => void}} props
 */
export function Add({ scope, shared = false, onClose, onAdded }) {
  const [kind, setKind] = useState(/** @type {(typeof CHOICES)[number][0]} */ (""));
  const write = () => {
    onClose();
    location.hash = newLetterAddress(scope);
  };
  /** @type {Chooser} */
  const chooser = (leave) => html`<div class="desk-kinds" role="group" aria-label="What to add">
    ${CHOICES.map(
      ([value, label]) => html`<${Button}
        key=${value}
        size="sm"
        tone=${value === kind ? "" : "secondary"}
        pressed=${value === kind}
        onClick=${() => (formOf(value) === formOf(kind) ? setKind(value) : leave(() => setKind(value)))}
      >
        ${label}
      <//>`,
    )}
    <${Button} size="sm" tone="secondary" icon="quill-pen" onClick=${() => leave(write)}>Write a letter<//>
  </div>`;
  if (!kind) return html`<${AddDocuments} scope=${scope} shared=${shared} chooser=${chooser} onClose=${onClose} onAdded=${onAdded} />`;
  return html`<${ItemForm} key=${formOf(kind)} kind=${kind} scope=${scope} shared=${shared} chooser=${chooser} onClose=${onClose} onSaved=${onAdded} />`;
}
