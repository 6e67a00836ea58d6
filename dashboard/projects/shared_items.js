// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { documentKind, formatDateTime, plural } from "/shared/format.js";
import { useDocumentDialogs } from "../documents/dialogs.js";
import { FileIcon } from "../documents/file_icon.js";
import { BillChip } from "../documents/row.js";
import { Add } from "../items/add.js";
import { contactAddress, documentAddress } from "../lib/address.js";
import { newComments } from "../lib/messages.js";
import { linksRest } from "../lib/portal.js";
import { shareWith } from "../lib/shares.js";
import { Chip, When } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { Menu } from "../ui/menu.js";
import { Section } from "../ui/record.js";
import { Empty } from "../ui/states.js";
import { AddItems } from "./add_items.js";

/**
 * What a project's portal holds.
 *
 * @param {{portal: ProjectPortal, onChanged: () => void}} props
 */
export function SharedItems({ portal, onChanged }) {
  const [adding, setAdding] = useState(/** @type {"" | "items" | "files"} */ (""));
  /** @type {Scope} */
  const scope = { type: "project", id: portal.id, name: portal.name };
  const close = () => setAdding("");
  const actions =
    portal.canEdit &&
    html`<div class="desk-actions">
      <${Button} size="sm" tone="secondary" onClick=${() => setAdding("files")}>Add files<//>
      <${Button} size="sm" icon="add" onClick=${() => setAdding("items")}>Add items<//>
    </div>`;

  return html`<${Section} title="Shared items" actions=${actions}>
    ${
      portal.items.length === 0 &&
      html`<${Empty} icon="folder-shared" title="Nothing is shared yet.">
        <p>What you add here, everybody on the access list below finds in the portal at once.</p>
      <//>`
    }
    <ul class="desk-rows" aria-label="Shared items">
      ${portal.items.map(
        (doc) =>
          html`<${Item} key=${doc.id} doc=${doc} scope=${scope} portal=${portal} onChanged=${onChanged} />`,
      )}
    </ul>
    ${adding === "items" && html`<${AddItems} scope=${scope} onClose=${close} onAdded=${onChanged} />`}
    ${adding === "files" && html`<${Add} scope=${scope} shared onClose=${close} onAdded=${onChanged} />`}
  <//>`;
}

/** @param {{doc: DeskDocument, scope: Scope, portal: ProjectPortal, onChanged: () => void}} props */
function Item({ doc, scope, portal, onChanged }) {
  const { open, dialogs } = useDocumentDialogs({ doc, scope, onChanged });
  const given = shareWith(doc, scope);
  const links = `${plural(doc.links, "public link")}${linksRest(doc, portal) ? ", resting while the portal is off" : ""}`;
  const menu = [
    { label: "Preview", icon: "eye", onSelect: () => open("preview") },
    { label: "Public links", icon: "links", onSelect: () => open("links") },
    portal.canEdit && { label: "Remove from portal", icon: "door-closed", danger: true, onSelect: () => open("remove") },
  ];
  return html`<li class="desk-row">
    <${FileIcon} type=${doc.fileType} />
    <div class="desk-row-main">
      <div class="desk-row-title">
        <a href=${documentAddress(doc.id)}>${doc.title}</a>
        <${Chip}>${documentKind(doc.kind)}<//>
        <${BillChip} doc=${doc} />
        ${doc.unread > 0 && html`<${Chip} tone="info" icon="chat-new">${newComments(doc.unread)}<//>`}
      </div>
      <div class="desk-row-meta">
        ${given && html`<span>Shared <${When} at=${given.since} />${given.by && ` by ${given.by}`}</span>`}
        ${doc.comments > 0 && html`<span>${plural(doc.comments, "comment")}</span>`}
        ${doc.links > 0 && html`<span>${links}</span>`}
      </div>
      <${Opened} doc=${doc} />
    </div>
    <div class="desk-row-corner"><${Menu} label="More actions for ${doc.title}" items=${menu} /></div>
    ${dialogs}
  </li>`;
}

/** @param {{doc: DeskDocument}} props */
function Opened({ doc }) {
  if (!doc.opened.length) return html`<div class="desk-opened txt-hint">Not opened yet</div>`;
  return html`<div class="desk-opened">
    <${Chip} tone="success" icon="eye">Opened<//>
    ${doc.opened.map(
      ({ contact, at }) =>
        html`<span key=${contact.id}>
          <a href=${contactAddress(contact.id)}>${contact.name}</a>, ${formatDateTime(at)}
        </span>`,
    )}
  </div>`;
}
