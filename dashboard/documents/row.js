// @ts-check

import { html, useEffect, useState } from "/shared/vendor/preact.js";
import { documentKind, formatSize } from "/shared/format.js";
import { download, share, shareWith, unshare } from "../data/documents.js";
import { useAction } from "../data/hooks.js";
import { host } from "../host.js";
import { documentAddress } from "../lib/address.js";
import { problem } from "../lib/errors.js";
import { shareTarget } from "../lib/labels.js";
import { listOf } from "../lib/text.js";
import { Chip, When } from "../ui/bits.js";
import { Button, IconButton } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { CheckField } from "../ui/form.js";
import { Menu } from "../ui/menu.js";
import { useDocumentDialogs } from "./dialogs.js";
import { FileIcon } from "./file_icon.js";

/**
 * A document in the list of a contact or company.
 *
 * @param {{doc: DeskDocument, scope: Scope, onChanged: () => void}} props
 */
export function DocumentRow({ doc, scope, onChanged }) {
  const { canEdit } = useMe();
  const { menu, open, dialogs } = useDocumentDialogs({ doc, scope, onChanged });

  return html`<li class="desk-row">
    <${FileIcon} type=${doc.fileType} />
    <div class="desk-row-main">
      <div class="desk-row-title">
        <a href=${documentAddress(doc.id)}>${doc.title}</a>
        <${DocumentChips} doc=${doc} />
      </div>
      <div class="desk-row-meta"><${Meta} doc=${doc} scope=${scope} /></div>
    </div>
    <div class="desk-row-controls">
      ${canEdit && html`<${ShareToggle} doc=${doc} scope=${scope} onChanged=${onChanged} />`}
      <div class="desk-row-buttons">
        <${Button} size="sm" tone="secondary" onClick=${() => open("preview")}>Preview<//>
        <${DownloadButton} doc=${doc} />
        ${
          canEdit &&
          html`<${IconButton} icon="delete-bin-7" label="Delete" onClick=${() => open("delete")} />
          <${Menu} label="More actions for ${doc.title}" items=${menu} />`
        }
      </div>
    </div>
    ${dialogs}
  </li>`;
}

/** @param {{doc: DeskDocument}} props */
export function DocumentChips({ doc }) {
  return html`
    ${doc.shares.length > 0 && html`<${Chip} tone="success">Shared<//>`}
    ${doc.origin === "portal" && !doc.seen && html`<${Chip} tone="info">New<//>`}
    ${doc.kind !== "document" && html`<${Chip}>${documentKind(doc.kind)}<//>`}
  `;
}

/** @param {{doc: DeskDocument, scope: Scope}} props */
function Meta({ doc, scope }) {
  // What is filed under both says so from either side.
  const other = scope.type === "contact" ? doc.company : doc.contact;
  const others = doc.shares.filter((given) => given[scope.type]?.id !== scope.id).map(shareTarget);
  return html`
    <span class="desk-break">${doc.fileName}</span>
    <span>${formatSize(doc.fileSize)}</span>
    <span><${When} at=${doc.created} />${doc.uploadedBy && ` by ${doc.uploadedBy}`}</span>
    ${other && html`<span>${other.name}</span>`} ${doc.assignedTo && html`<span>For ${doc.assignedTo.name}</span>`}
    ${others.length > 0 && html`<span>Shared with ${listOf(others)}</span>`}
  `;
}

/** @param {{doc: DeskDocument, scope: Scope, onChanged: () => void}} props */
function ShareToggle({ doc, scope, onChanged }) {
  const shared = shareWith(doc, scope);
  // Where it was put, until the list has arrived that says so.
  const [put, setPut] = useState(/** @type {boolean | undefined} */ (undefined));
  useEffect(() => setPut(undefined), [doc]);
  const { run } = useAction(async (/** @type {boolean} */ on) => {
    setPut(on);
    try {
      if (on) await share(doc.id, scope);
      else if (shared) await unshare(shared.id);
    } catch (error) {
      setPut(undefined);
      host().warn(problem(error).title);
    }
    onChanged();
  });
  return html`<${CheckField}
    label="Share"
    toggle
    small
    checked=${put ?? Boolean(shared)}
    disabled=${put !== undefined}
    onChange=${run}
  />`;
}

/** @param {{doc: DeskDocument, full?: boolean}} props `full` with the word beside the icon. */
export function DownloadButton({ doc, full = false }) {
  const { run, busy } = useAction(async () => {
    try {
      await download(doc);
    } catch (error) {
      host().warn(problem(error).title);
    }
  });
  return full
    ? html`<${Button} tone="secondary" icon="download" busy=${busy} onClick=${run}>Download<//>`
    : html`<${IconButton} icon="download" label="Download" busy=${busy} onClick=${run} />`;
}
