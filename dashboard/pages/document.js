// @ts-check

import { html, useEffect, useState } from "/shared/vendor/preact.js";
import { documentKind, fileKind, formatDateTime, formatSize } from "/shared/format.js";
import { Activity } from "../activity/activity.js";
import { loadDocument, markSeen } from "../data/documents.js";
import { useLive, useLoad } from "../data/hooks.js";
import { useDocumentDialogs } from "../documents/dialogs.js";
import { FileIcon } from "../documents/file_icon.js";
import { DocumentChips, DownloadButton } from "../documents/row.js";
import { Shares } from "../documents/share.js";
import { Answer } from "../items/answer.js";
import { ItemForm } from "../items/item_form.js";
import { Said } from "../items/said.js";
import { companyAddress, contactAddress, letterAddress, projectAddress, signAddress } from "../lib/address.js";
import { conversationLabel, documentReads, newComments } from "../lib/messages.js";
import { canBeSigned, completedRound, openRound } from "../lib/signings.js";
import { Conversation } from "../messages/conversation.js";
import { Rounds, useRounds } from "../signing/rounds.js";
import { Chip } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { useMayEdit } from "../ui/desk.js";
import { Icon } from "../ui/icon.js";
import { Menu } from "../ui/menu.js";
import { PageContent } from "../ui/page.js";
import { Facts, Section } from "../ui/record.js";
import { Failure, Loading, Stale } from "../ui/states.js";

/** @param {Route} props */
export function Page({ params }) {
  const { data, error, reload } = useLoad((signal) => loadDocument(params.id, signal), [params.id]);
  useLive(["documents", "shares", "conversations"], reload);

  if (data) return html`<${Document} doc=${data} error=${error} onChanged=${reload} />`;
  return html`<${PageContent} title="Document">
    ${error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`}
  <//>`;
}

/** @param {{doc: DeskDocument, error: unknown, onChanged: () => void}} props */
function Document({ doc, error, onChanged }) {
  const canEdit = useMayEdit(doc.project?.id);
  const { menu, open, dialogs } = useDocumentDialogs({
    doc,
    onChanged,
    onDeleted: () => {
      location.hash = listOf(doc)?.href ?? "#/inbox";
    },
  });
  const [editing, setEditing] = useState(false);
  const rounds = useRounds(doc.id);
  const isSigned = Boolean(rounds.data && completedRound(rounds.data));
  // One that is being signed, or has been, is not asked for again by the way.
  const mayBeSigned = canEdit && canBeSigned(doc) && rounds.data && !openRound(rounds.data) && !isSigned;
  useSeen(doc, onChanged);

  const written = doc.bill || doc.log;
  const home = listOf(doc);
  return html`<${PageContent}
    title=${doc.title}
    path=${home ? [home] : []}
    actions=${html`
      ${
        // What is written here can be read on the page; the menu has the preview of its PDF.
        written
          ? canEdit && html`<${Button} tone="secondary" icon="edit" onClick=${() => setEditing(true)}>Edit<//>`
          : html`<${Button} tone="secondary" icon="eye" onClick=${() => open("preview")}>Preview<//>`
      }
      ${doc.letter && canEdit && !isSigned && html`<a class="btn secondary" href=${letterAddress(doc.id)}><${Icon} name="edit" /><span class="txt">Edit letter</span></a>`}
      <${DownloadButton} doc=${doc} full />
      ${mayBeSigned && html`<a class="btn secondary" href=${signAddress(doc.id)}><${Icon} name="quill-pen" /><span class="txt">Send to sign</span></a>`}
      ${canEdit && html`<${Button} icon="share-forward" onClick=${() => open("share")}>Share<//>`}
      <${Menu} label="More actions" items=${menu} />
    `}
  >
    <${Stale} error=${error} onRetry=${onChanged} />
    <div class="desk-document">
      <div class="desk-document-head">
        <${FileIcon} type=${doc.fileType} />
        <div>
          <div class="desk-break">${doc.fileName}</div>
          <div class="txt-hint">
            ${[fileKind(doc.fileType), doc.fileSize > 0 && formatSize(doc.fileSize)].filter(Boolean).join(", ")}
          </div>
        </div>
        <div class="desk-document-chips"><${DocumentChips} doc=${doc} /></div>
      </div>
      ${doc.description && html`<p class="desk-text">${doc.description}</p>`}
      ${doc.bill?.response && html`<${Answer} response=${doc.bill.response} />`}
      ${written && html`<${Said} doc=${doc} />`}
      <${Facts} facts=${facts(doc)} />
      <${Rounds} doc=${doc} canEdit=${canEdit} found=${rounds} />
      <div class="desk-columns">
        <${SharedWith} doc=${doc} onChanged=${onChanged} />
        <${OpenedBy} doc=${doc} />
      </div>
      <${Comments} doc=${doc} />
      <${Section} title="Activity"><${Activity} key=${doc.id} about=${{ type: "document", id: doc.id }} /><//>
    </div>
    ${dialogs}
    ${
      editing &&
      html`<${ItemForm} kind=${doc.kind} doc=${doc} onClose=${() => setEditing(false)} onSaved=${onChanged} />`
    }
  <//>`;
}

/** @param {{doc: DeskDocument, onChanged: () => void}} props */
function SharedWith({ doc, onChanged }) {
  const canEdit = useMayEdit(doc.project?.id);
  const nobody =
    doc.origin === "portal" ? "With nobody. The client who uploaded it finds it under My uploads." : "With nobody yet.";
  return html`<${Section} title="Shared with">
    ${
      doc.shares.length > 0
        ? html`<${Shares} doc=${doc} onChanged=${onChanged} readOnly=${!canEdit} />`
        : html`<p class="txt-hint">${nobody}</p>`
    }
  <//>`;
}

/** @param {{doc: DeskDocument}} props */
function OpenedBy({ doc }) {
  return html`<${Section} title="Opened by">
    ${doc.opened.length === 0 && html`<p class="txt-hint">No client has opened it yet.</p>`}
    <ul class="desk-shares">
      ${doc.opened.map(
        ({ contact, at }) => html`<li key=${contact.id}>
          <${Icon} name="eye" />
          <div class="desk-shares-who">
            <a href=${contactAddress(contact.id)}>${contact.name}</a>
            <span class="txt-hint txt-sm">First on ${formatDateTime(at)}</span>
          </div>
        </li>`,
      )}
    </ul>
  <//>`;
}

/** @param {{doc: DeskDocument}} props */
function Comments({ doc }) {
  const aside = doc.unread > 0 && html`<${Chip} tone="info">${newComments(doc.unread)}<//>`;
  return html`<${Section} title="Comments" aside=${aside}>
    <${Conversation}
      about=${{ kind: "document", id: doc.id }}
      label=${conversationLabel("document", doc.title)}
      note=${documentReads(doc)}
      ofProject=${Boolean(doc.project)}
    />
  <//>`;
}

/**
 * Whoever opens the page of an upload has seen it.
 *
 * @param {DeskDocument} doc
 * @param {() => void} onChanged
 */
function useSeen(doc, onChanged) {
  useEffect(() => {
    if (doc.origin !== "portal" || doc.seen) return;
    // Where this does not work, the mark stays: no harm done.
    markSeen(doc.id).then(onChanged, () => {});
  }, [doc.id]);
}

/**
 * The list the document stands in.
 *
 * @param {DeskDocument} doc
 */
function listOf({ contact, company, project }) {
  if (project) return { href: projectAddress(project.id, "documents"), label: project.name };
  if (contact) return { href: contactAddress(contact.id, "documents"), label: contact.name };
  if (company) return { href: companyAddress(company.id, "documents"), label: company.name };
  return undefined;
}

/** @param {DeskDocument} doc */
function facts(doc) {
  const { contact, company, project } = doc;
  return [
    { label: "Kind", value: documentKind(doc.kind) },
    { label: "Contact", value: contact && html`<a href=${contactAddress(contact.id)}>${contact.name}</a>` },
    { label: "Company", value: company && html`<a href=${companyAddress(company.id)}>${company.name}</a>` },
    { label: "Project", value: project && html`<a href=${projectAddress(project.id)}>${project.name}</a>` },
    { label: "Assigned to", value: doc.assignedTo?.name },
    { label: doc.origin === "portal" ? "Uploaded by" : "Added by", value: doc.uploadedBy },
    { label: doc.origin === "portal" ? "Received" : "Added", value: formatDateTime(doc.created) },
  ];
}
