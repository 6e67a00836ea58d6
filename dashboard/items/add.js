// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { AddDocuments } from "../documents/add.js";
import { Button } from "../ui/button.js";
import { ItemForm } from "./item_form.js";

const CHOICES = /** @type {const} */ ([
  ["", "Files"],
  ["estimate", "Estimate"],
  ["invoice", "Invoice"],
  ["daily_log", "Daily log"],
]);

/**
 * Adds to a contact, company or project: files, or an item that is written here.
 *
 * @param {{scope: Scope, shared?: boolean, onClose: () => void, onAdded: () => void}} props
 */
export function Add({ scope, shared = false, onClose, onAdded }) {
  const [kind, setKind] = useState(/** @type {(typeof CHOICES)[number][0]} */ (""));
  const chooser = html`<div class="desk-kinds" role="group" aria-label="What to add">
    ${CHOICES.map(
      ([value, label]) => html`<${Button}
        key=${value}
        size="sm"
        tone=${value === kind ? "" : "secondary"}
        pressed=${value === kind}
        onClick=${() => setKind(value)}
      >
        ${label}
      <//>`,
    )}
  </div>`;
  if (!kind) return html`<${AddDocuments} scope=${scope} shared=${shared} chooser=${chooser} onClose=${onClose} onAdded=${onAdded} />`;
  return html`<${ItemForm} key=${kind} kind=${kind} scope=${scope} shared=${shared} chooser=${chooser} onClose=${onClose} onSaved=${onAdded} />`;
}
