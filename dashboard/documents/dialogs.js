// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { letterAddress } from "../lib/address.js";
import { portalShares } from "../lib/shares.js";
import { useMayEdit } from "../ui/desk.js";
import { AssignDialog } from "./assign.js";
import { DeleteDialog } from "./delete.js";
import { downloadDocument } from "./download.js";
import { PublicLinks } from "./links.js";
import { PreviewDialog } from "./preview.js";
import { RemoveDialog } from "./remove.js";
import { RenameDialog } from "./rename.js";
import { ReplaceDialog } from "./replace.js";
import { ShareDialog } from "./share.js";

/** @typedef {"" | "share" | "preview" | "replace" | "rename" | "assign" | "links" | "remove" | "delete"} DialogName */

/**
 * What can be done with a document: the items of its menu, and the dialog one of them opens.
 *
 * @param {{doc: DeskDocument, scope?: Scope, onChanged: () => void, onDeleted?: () => void}} options
 *   `scope`: the contact, company or project in whose record we are.
 */
export function useDocumentDialogs({ doc, scope, onChanged, onDeleted = onChanged }) {
  const canEdit = useMayEdit(doc.project?.id);
  const inPortals = portalShares(doc, scope?.type === "project" ? scope.id : undefined);
  const mayRemove = useMayEdit(doc.project?.id, ...inPortals.map(({ project }) => project?.id));
  const [open, setOpen] = useState(/** @type {DialogName} */ (""));
  const close = () => setOpen("");

  /** @param {DialogName} name */
  const opens = (name) => () => setOpen(name);

  const menu = [
    canEdit && { label: "Share to Client Portal", icon: "share-forward", onSelect: opens("share") },
    { label: "Preview", icon: "eye", onSelect: opens("preview") },
    { label: "Download", icon: "download", onSelect: () => downloadDocument(doc) },
    canEdit && { label: "Replace file", icon: "file-transfer", onSelect: opens("replace") },
    canEdit && { label: "Rename", icon: "edit", onSelect: doc.letter ? () => (location.hash = letterAddress(doc.id)) : opens("rename") },
    canEdit && { label: "Assign", icon: "user-follow", onSelect: opens("assign") },
    canEdit && doc.shares.length > 0 && { label: "Public links", icon: "links", onSelect: opens("links") },
    inPortals.length > 0 &&
      mayRemove && { label: "Remove from portal", icon: "door-closed", danger: true, onSelect: opens("remove") },
    canEdit && { label: "Delete", icon: "delete-bin-7", danger: true, onSelect: opens("delete") },
  ];

  const closeSeen = () => {
    close();
    // Looking at an upload marks it as seen.
    if (!doc.seen) onChanged();
  };

  const dialogs = html`
    ${open === "share" && html`<${ShareDialog} doc=${doc} scope=${scope} onClose=${close} onChanged=${onChanged} />`}
    ${open === "preview" && html`<${PreviewDialog} doc=${doc} onClose=${closeSeen} />`}
    ${open === "replace" && html`<${ReplaceDialog} doc=${doc} onClose=${close} onChanged=${onChanged} />`}
    ${open === "rename" && html`<${RenameDialog} doc=${doc} onClose=${close} onChanged=${onChanged} />`}
    ${open === "assign" && html`<${AssignDialog} doc=${doc} onClose=${close} onChanged=${onChanged} />`}
    ${open === "links" && html`<${PublicLinks} doc=${doc} canEdit=${canEdit} onClose=${close} onChanged=${onChanged} />`}
    ${open === "remove" && html`<${RemoveDialog} doc=${doc} shares=${inPortals} onClose=${close} onChanged=${onChanged} />`}
    ${open === "delete" && html`<${DeleteDialog} doc=${doc} onClose=${close} onDeleted=${onDeleted} />`}
  `;

  return { menu, open: setOpen, dialogs };
}
