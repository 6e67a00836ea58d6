// @ts-check
// Files that are sent as soon as they are chosen: on their way, or in trouble.

import { formatSize } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { canRetry, explainUpload } from "../../shared/upload.js";
import { html } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";

/** @typedef {import("../../shared/messages/attachments.js").Attachment} Attachment */

/**
 * @param {{files: ReturnType<typeof import("../../shared/messages/use-attachments.js").useAttachments>, keep?: boolean}} props `keep`: what has arrived stands here, too
 */
export function FilesComing({ files, keep = false }) {
  const shown = files.items.filter(({ status }) => keep || status !== "done");
  if (shown.length === 0) return null;
  return html`${files.tooMany && html`<p class="field-error" role="alert"><${Icon} name="alert" size=${16} /> <span>${files.tooMany}</span></p>`}
  <ul class="sending" role="list" aria-label="Files to send">
    ${shown.map((item) => html`<${ComingFile} key=${item.key} item=${item} files=${files} />`)}
  </ul>`;
}

/** @param {{item: Attachment, files: Parameters<typeof FilesComing>[0]["files"]}} props */
function ComingFile({ item, files }) {
  const { key, name, size, status, loaded } = item;
  const running = status === "sending" || status === "waiting";
  const percent = Math.min(99, Math.floor((loaded / Math.max(1, size)) * 100));
  // At the end the server still checks and stores the file.
  const words = status === "waiting" ? "Waiting" : percent >= 99 ? "Storing…" : `${percent} %`;
  return html`<li class=${`sending-item is-${status}`}>
    <div class="sending-top">
      <span class="sending-mark"><${Icon} name=${MARKS[status]} size=${18} /></span>
      <span class="sending-name">
        <span class="sending-title">${name}</span>
        <span class="sending-facts">${formatSize(size)}</span>
      </span>
      <button
        type="button"
        class="button button-small button-quiet"
        aria-label=${`${running ? "Cancel" : "Remove"} ${name}`}
        onClick=${() => files.remove(item)}
      >
        ${running ? "Cancel" : "Remove"}
      </button>
    </div>
    ${running &&
    html`<div class="bar-line">
      <progress class="bar" max="100" value=${percent} aria-label=${`Uploading ${name}`}></progress>
      <span class="bar-words">${words}</span>
    </div>`}
    ${status === "failed" && html`<${Failed} item=${item} onRetry=${() => files.retry(key)} />`}
  </li>`;
}

/** @type {Record<Attachment["status"], string>} */
const MARKS = { waiting: "upload", sending: "upload", done: "check", failed: "alert" };

/** @param {{item: Attachment, onRetry: () => void}} props */
function Failed({ item: { name, error }, onRetry }) {
  const firm = useStore((state) => state.firm);
  return html`<div class="sending-failed">
    <p class="field-error" role="alert">${explainUpload(error, { maxSize: firm.maxUploadSize, firm: firm.name })}</p>
    ${error &&
    canRetry(error) &&
    html`<div class="sending-actions">
      <button type="button" class="button button-small" aria-label=${`Try again: ${name}`} onClick=${onRetry}>
        <${Icon} name="refresh" size=${16} /> Try again
      </button>
    </div>`}
  </div>`;
}
