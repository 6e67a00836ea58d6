// @ts-check

import { html, useEffect, useState } from "/shared/vendor/preact.js";
import { billState } from "/shared/bills.js";
import { documentKind, formatSize } from "/shared/format.js";
import { share, unshare } from "../data/documents.js";
import { useAction } from "../data/hooks.js";
import { host } from "../host.js";
import { documentAddress } from "../lib/address.js";
import { problem } from "../lib/errors.js";
import { BILL_TONES } from "../lib/items.js";
import { shareTarget } from "../lib/labels.js";
import { newComments } from "../lib/messages.js";
import { shareWith, sharesThrough } from "../lib/shares.js";
import { listOf } from "../lib/text.js";
import { Chip, When } from "../ui/bits.js";
import { Button, IconButton } from "../ui/button.js";
import { useMayEdit } from "../ui/desk.js";
import { CheckField } from "../ui/form.js";
import { Menu } from "../ui/menu.js";
import { useDocumentDialogs } from "./dialogs.js";
import { downloadDocument } from "./download.js";
import { FileIcon } from "./file_icon.js";
import { UnshareDialog } from "./unshare.js";

/**
 * A document in the list of a contact, company or project.
 *
 * @param {{doc: DeskDocument, scope: Scope, reach?: import("../lib/shares.js").Reach, onChanged: () => void}} props
 *   `reach`: what the contact, in whose list we are, sees through others.
 */
export function DocumentRow({ doc, scope, reach, onChanged }) {
  const canEdit = useMayEdit(doc.project?.id);
  const { menu, open, dialogs } = useDocumentDialogs({ doc, scope, onChanged });

  return html`<li class="desk-row">
    <${FileIcon} type=${doc.fileType} />
    <div class="desk-row-main">
      <div class="desk-row-title">
        <a href=${documentAddress(doc.id)}>${doc.title}</a>
        <${DocumentChips} doc=${doc} />
      </div>
      <div class="desk-row-meta"><${Meta} doc=${doc} scope=${scope} reach=${reach} /></div>
    </div>
    <div class="desk-row-controls">
      ${canEdit && html`<${ShareToggle} doc=${doc} scope=${scope} reach=${reach} onChanged=${onChanged} />`}
      <div class="desk-row-buttons">
        <${Button} size="sm" tone="secondary" aria-label="Preview ${doc.title}" onClick=${() => open("preview")}>Preview<//>
        <${DownloadButton} doc=${doc} />
        ${
          canEdit &&
          html`<${IconButton} icon="delete-bin-7" label="Delete ${doc.title}" title="Delete" onClick=${() => open("delete")} />
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
    ${doc.unread > 0 && html`<${Chip} tone="info" icon="chat-new">${newComments(doc.unread)}<//>`}
    ${doc.kind !== "document" && html`<${Chip}>${documentKind(doc.kind)}<//>`}
    <${BillChip} doc=${doc} />
  `;
}

/** What has become of an estimate or invoice. @param {{doc: DeskDocument}} props */
export function BillChip({ doc }) {
  const state = billState(doc.billState);
  return state && html`<${Chip} tone=${BILL_TONES[state.tone]}>${state.text}<//>`;
}

/** @param {{doc: DeskDocument, scope: Scope, reach?: import("../lib/shares.js").Reach}} props */
function Meta({ doc, scope, reach }) {
  // What is filed under several says so from each side.
  const { contact, company, project } = doc;
  const homes = [contact, company, project].filter((home) => home && home.id !== scope.id);
  // The toggle tells of the shares through which it is on.
  const told = [shareWith(doc, scope), ...sharesThrough(doc, reach)];
  const others = doc.shares.filter((given) => !told.includes(given)).map(shareTarget);
  return html`
    <span class="desk-break">${doc.fileName}</span>
    ${doc.fileSize > 0 && html`<span>${formatSize(doc.fileSize)}</span>`}
    <span><${When} at=${doc.created} />${doc.uploadedBy && ` by ${doc.uploadedBy}`}</span>
    ${homes.map((home) => html`<span>${home?.name}</span>`)}
    ${doc.assignedTo && html`<span>For ${doc.assignedTo.name}</span>`}
    ${others.length > 0 && html`<span>Shared with ${listOf(others)}</span>`}
  `;
}

/**
 * On where the document is seen: by a share of its own, or through a company or project, which it says.
 *
 * @param {{doc: DeskDocument, scope: Scope, reach?: import("../lib/shares.js").Reach, onChanged: () => void}} props
 */
function ShareToggle({ doc, scope, reach, onChanged }) {
  const [asking, setAsking] = useState(false);
  const may = useMayEdit(doc.project?.id, scope.type === "project" ? scope.id : undefined);
  const own = shareWith(doc, scope);
  const through = sharesThrough(doc, reach);
  // Where it was put, until the list has arrived that says so. One that comes before the answer was asked for before.
  const [put, setPut] = useState(/** @type {boolean | undefined} */ (undefined));
  const { run, busy } = useAction(async (/** @type {boolean} */ on) => {
    if (!on && through.length) {
      setAsking(true);
      return;
    }
    setPut(on);
    try {
      if (on) await share(doc.id, scope);
      else if (own) await unshare(own.id);
    } catch (error) {
      setPut(undefined);
      const { title, fields } = problem(error);
      host().warn(fields.document ?? title);
    }
    onChanged();
  });
  useEffect(() => {
    if (!busy) setPut(undefined);
  }, [doc]);
  const draft = doc.billState === "draft";
  const note = draft ? "not while it is a draft" : through.length > 0 && `${own ? "also " : ""}through ${listOf(through.map(shareTarget))}`;
  return html`
    <${CheckField}
      label="Share"
      name="Share ${doc.title}"
      toggle
      small
      checked=${put ?? (Boolean(own) || through.length > 0)}
      disabled=${put !== undefined || !may || draft}
      help=${note}
      onChange=${run}
    />
    ${
      asking &&
      html`<${UnshareDialog}
        doc=${doc}
        contact=${scope.name}
        shares=${own ? [own, ...through] : through}
        onClose=${() => setAsking(false)}
        onChanged=${onChanged}
      />`
    }
  `;
}

/** @param {{doc: DeskDocument, full?: boolean}} props `full` with the word beside the icon. */
export function DownloadButton({ doc, full = false }) {
  const { run, busy } = useAction(() => downloadDocument(doc));
  return full
    ? html`<${Button} tone="secondary" icon="download" busy=${busy} onClick=${run}>Download<//>`
    : html`<${IconButton} icon="download" label="Download ${doc.title}" title="Download" busy=${busy} onClick=${run} />`;
}
