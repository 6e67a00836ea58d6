// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { formatDateTime } from "/shared/format.js";
import { share, shareWith, unshare } from "../data/documents.js";
import { useAction } from "../data/hooks.js";
import { companyAddress, contactAddress } from "../lib/address.js";
import { shareTarget } from "../lib/labels.js";
import { Button } from "../ui/button.js";
import { Sheet } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { Picker } from "../ui/picker.js";
import { Refusal } from "../ui/states.js";
import { Tabs } from "../ui/tabs.js";

const TARGETS = [
  { value: "contact", label: "Contact" },
  { value: "company", label: "Company" },
];

/**
 * Shares a document with a contact or a company, and shows with whom it is shared already.
 *
 * @param {{doc: DeskDocument, scope?: Scope, onClose: () => void, onChanged: () => void}} props
 */
export function ShareDialog({ doc, scope, onClose, onChanged }) {
  const suggested = scope ?? filedUnder(doc);
  const [type, setType] = useState(suggested?.type ?? "contact");
  const [target, setTarget] = useState(/** @type {Named | undefined} */ (suggested));
  const already = target && shareWith(doc, { type, id: target.id });

  const { run, busy, error } = useAction(async () => {
    if (!target) return;
    await share(doc.id, { type, id: target.id });
    onChanged();
    onClose();
  });

  /** @param {string} wanted */
  const switchType = (wanted) => {
    setType(/** @type {Scope["type"]} */ (wanted));
    setTarget(wanted === suggested?.type ? suggested : undefined);
  };

  return html`<${Sheet}
    title="Share to Client Portal"
    shape="popup"
    onClose=${onClose}
    footer=${html`
      <${Button} tone="transparent" onClick=${onClose} disabled=${busy}>Cancel<//>
      <${Button} tone="success" onClick=${run} busy=${busy} disabled=${!target || Boolean(already)}>Share<//>
    `}
  >
    <${Refusal} error=${error} />
    <p class="desk-break"><strong>${doc.title}</strong></p>
    <${Tabs} label="Share with" tabs=${TARGETS} value=${type} onChange=${switchType} minor>
      <${Picker}
        key=${type}
        label=${type === "contact" ? "Contact" : "Company"}
        collection=${type === "contact" ? "contacts" : "companies"}
        value=${target}
        onPick=${setTarget}
        hint=${(/** @type {Contact | Company} */ found) => found.email}
      />
      <p class="field-help" role="status">
        ${
          already
            ? "Shared with them already."
            : type === "contact"
              ? "It is in the contact's Shared Documents at once, if they have portal access."
              : "Every contact of the company with portal access sees it at once."
        }
      </p>
    <//>
    ${
      doc.shares.length > 0 &&
      html`<h3 class="desk-subtitle">Shared with</h3>
      <${Shares} doc=${doc} onChanged=${onChanged} />`
    }
  <//>`;
}

/**
 * With whom a document is shared, since when, by whom.
 *
 * @param {{doc: DeskDocument, onChanged: () => void, readOnly?: boolean}} props
 */
export function Shares({ doc, onChanged, readOnly = false }) {
  return html`<ul class="desk-shares">
    ${doc.shares.map(
      (given) => html`<${ShareItem} key=${given.id} given=${given} onChanged=${onChanged} readOnly=${readOnly} />`,
    )}
  </ul>`;
}

/** @param {{given: DeskShare, onChanged: () => void, readOnly: boolean}} props */
function ShareItem({ given, onChanged, readOnly }) {
  const { run, busy, error } = useAction(async () => {
    await unshare(given.id);
    onChanged();
  });
  const name = shareTarget(given);
  const href = given.contact ? contactAddress(given.contact.id) : given.company && companyAddress(given.company.id);
  return html`<li>
    <${Icon} name=${given.company ? "building-2" : "user"} />
    <div class="desk-shares-who">
      ${href ? html`<a href=${href}>${name}</a>` : name}
      <span class="txt-hint txt-sm">Since ${formatDateTime(given.since)}${given.by && `, by ${given.by}`}</span>
    </div>
    ${!readOnly && html`<${Button} size="sm" tone="transparent secondary" busy=${busy} onClick=${run}>Stop sharing<//>`}
    <${Refusal} error=${error} />
  </li>`;
}

/**
 * @param {DeskDocument} doc
 * @returns {Scope | undefined}
 */
function filedUnder(doc) {
  if (doc.contact) return { type: "contact", ...doc.contact };
  return doc.company ? { type: "company", ...doc.company } : undefined;
}
