// @ts-check
// A file, of a message or a request, opened on top of the page.

import { Dialog } from "../../shared/dialog.js";
import { fileKind, formatSize } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { Preview } from "../../shared/preview.js";
import { html, useId } from "../../shared/vendor/preact.js";
import { download } from "../documents/download.js";
import { bumpVersion } from "../store.js";
import { Toasts } from "../ui/notice.js";

/**
 * @typedef {Omit<import("../../shared/messages/types.js").MessageFile, "id">} OpenFile
 */

/** @param {{file: OpenFile, urls: {url: string, downloadUrl: string}, onClose: () => void}} props */
export function FileDialog({ file, urls, onClose }) {
  const headingId = useId();
  const { name, type, size, preview } = file;
  const { url, downloadUrl } = urls;
  const onDownload = (/** @type {MouseEvent} */ event) => download(event, downloadUrl, name);
  return html`<${Dialog} labelledBy=${headingId} class="viewer" closeOnBackdrop onClose=${onClose}>
    <div class="viewer-top">
      <div class="viewer-name">
        <h2 id=${headingId} tabindex="-1" autofocus>${name}</h2>
        <p class="viewer-facts">${fileKind(type)} · ${formatSize(size)}</p>
      </div>
      <a
        class="button"
        href=${downloadUrl}
        download
        aria-label=${`Download ${name}`}
        onClick=${onDownload}
        ><${Icon} name="download" /> <span class="button-text">Download</span></a
      >
      <button type="button" class="icon-button" onClick=${onClose}>
        <${Icon} name="close" /><span class="visually-hidden">Close</span>
      </button>
    </div>
    <div class="viewer-body">
      <${Preview}
        name=${name}
        type=${type}
        size=${size}
        preview=${preview}
        url=${url}
        downloadUrl=${downloadUrl}
        onDownload=${onDownload}
        onError=${bumpVersion}
      />
    </div>
    <${Toasts} />
  <//>`;
}
