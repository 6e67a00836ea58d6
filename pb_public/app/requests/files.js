// @ts-check
// The files of an item: dropped, chosen or photographed, sent at once, taken back.

import { fileKind, formatSize, plural } from "../../shared/format.js";
import { Icon, iconOfKind } from "../../shared/icons.js";
import { whatHolds } from "../../shared/messages/attachments.js";
import { html, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { DeleteDialog } from "../documents/delete-dialog.js";
import { download } from "../documents/download.js";
import { FileDialog } from "../messages/file-dialog.js";
import { bumpVersion } from "../store.js";
import { useUnsaved } from "./answers.js";
import { TakeFiles, useTaking } from "./take-files.js";

/** @typedef {import("../types.js").RequestItem} RequestItem */
/** @typedef {import("../types.js").PortalDocument} PortalDocument */

/** @param {{request: string, item: RequestItem, answering: import("./answers.js").Answering}} props */
export function FilesAnswer({ request, item, answering }) {
  const taking = useTaking(`request/${request}/${item.id}`, async (file, key, onProgress, signal) => {
    const to = { request, item: item.id };
    try {
      const { id, fileName, fileType, fileSize, preview } = await api.sendDocument({ title: "", description: "", to, file, key }, onProgress, signal);
      return { id, name: fileName, type: fileType, size: fileSize, preview };
    } finally {
      bumpVersion();
    }
  });
  useUnsaved(answering, async () => {
    if (taking.scan.pages.length === 0) return whatHolds(await taking.files.settled());
    return `The photos for “${item.name}” have not been sent. Press “Send as PDF”, or discard them.`;
  });
  return html`<${TakeFiles} item=${item.name} more=${item.files.length > 0} taking=${taking}><${OwnFiles} item=${item} locked=${false} /><//>`;
}

/** @param {{item: RequestItem, locked: boolean}} props */
export function OwnFiles({ item, locked }) {
  const [deleting, setDeleting] = useState(/** @type {PortalDocument | null} */ (null));
  const [open, setOpen] = useState(/** @type {PortalDocument | null} */ (null));
  const { files, othersFiles } = item;
  const onDeleted = () => {
    setDeleting(null);
    // The button that had the focus is gone with its file.
    setTimeout(() => document.getElementById(`item-${item.id}`)?.querySelector("h2")?.focus());
  };
  if (files.length === 0 && othersFiles === 0) return null;
  return html`${files.length > 0 &&
    html`<ul class="ask-list" role="list">
      ${files.map(
        (doc) => html`<${OwnFile} key=${doc.id} doc=${doc} onOpen=${() => setOpen(doc)} onDelete=${locked ? undefined : () => setDeleting(doc)} />`,
      )}
    </ul>`}
    ${othersFiles > 0 && html`<p class="ask-others">${plural(othersFiles, "file")} sent in by others.</p>`}
    ${deleting && html`<${DeleteDialog} doc=${deleting} onDeleted=${onDeleted} onClose=${() => setDeleting(null)} />`}
    ${open &&
    html`<${FileDialog}
      file=${{ name: open.fileName, type: open.fileType, size: open.fileSize, preview: open.preview }}
      urls=${{ url: api.fileUrl(open.id), downloadUrl: api.downloadUrl(open.id) }}
      onClose=${() => setOpen(null)}
    />`}`;
}

/** @param {{doc: PortalDocument, onOpen: () => void, onDelete?: () => void}} props */
function OwnFile({ doc: { id, fileName, fileType, fileSize }, onOpen, onDelete }) {
  return html`<li class="ask-file">
    <${Icon} name=${iconOfKind(fileKind(fileType))} />
    <p class="ask-file-name">${fileName} <span class="ask-file-size">${formatSize(fileSize)}</span></p>
    <button type="button" class="icon-button" aria-label=${`Preview ${fileName}`} title="Preview" onClick=${onOpen}><${Icon} name="eye" /></button>
    <a
      class="icon-button"
      href=${api.downloadUrl(id)}
      download
      aria-label=${`Download ${fileName}`}
      title="Download"
      onClick=${(/** @type {MouseEvent} */ event) => download(event, api.downloadUrl(id), fileName)}
      ><${Icon} name="download"
    /></a>
    ${onDelete &&
    html`<button type="button" class="icon-button icon-button-danger" aria-label=${`Delete ${fileName}`} title="Delete" onClick=${onDelete}>
      <${Icon} name="trash" />
    </button>`}
  </li>`;
}

/** How something should look. @param {{request: string, item: RequestItem}} props */
export function Example({ request, item }) {
  const [open, setOpen] = useState(false);
  if (!item.example) return null;
  const { name, type, size, preview } = item.example;
  const urls = api.exampleUrls(request, item.id);
  return html`<p class="ask-example">
      <${Icon} name="file" size=${18} />
      <span class="ask-example-name">Example: ${name}</span>
      <button type="button" class="link" onClick=${() => setOpen(true)}>Preview<span class="visually-hidden"> the example for ${item.name}</span></button>
      <a class="link" href=${urls.downloadUrl} download onClick=${(/** @type {MouseEvent} */ event) => download(event, urls.downloadUrl, name)}
        >Download<span class="visually-hidden"> the example for ${item.name}</span></a
      >
    </p>
    ${open && html`<${FileDialog} file=${{ name, type, size, preview }} urls=${urls} onClose=${() => setOpen(false)} />`}`;
}
