// @ts-check
// Files on their way: a bar each, cancel, and what to do where one did not arrive.

import { formatSize } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { canRetry, explainUpload } from "../../shared/upload.js";
import { html } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";
import { PickButton } from "./drop-zone.js";
import { percentOf } from "./queue.js";

/** @typedef {import("./queue.js").Item} Item */

/**
 * @typedef {object} ProgressProps
 * @property {Item[]} items
 * @property {(key: string) => void} onCancel
 * @property {(key: string) => void} onRetry
 * @property {(key: string) => void} onRemove
 * @property {(key: string, file: File) => void} onReplace
 */

/** @param {ProgressProps} props */
export function Progress({ items, ...on }) {
  return html`<ul class="sending" role="list">
    ${items.filter((item) => item.file).map((item) => html`<${SendingItem} key=${item.key} item=${item} ...${on} />`)}
  </ul>`;
}

/** @param {Omit<ProgressProps, "items"> & {item: Item}} props */
function SendingItem({ item, onCancel, onRetry, onRemove, onReplace }) {
  const { key, title, file, status, loaded, error } = item;
  const size = file?.size ?? 0;
  const running = status === "sending" || status === "waiting";
  return html`<li class=${`sending-item is-${status}`}>
    <div class="sending-top">
      <span class="sending-mark"><${Icon} name=${markOf(status)} size=${18} /></span>
      <span class="sending-name">
        <span class="sending-title">${title}</span>
        <span class="sending-facts">${file?.name} · ${status === "sending" ? `${formatSize(loaded)} of ` : ""}${formatSize(size)}</span>
      </span>
      ${running &&
      html`<button type="button" class="button button-small" aria-label=${`Cancel ${title}`} onClick=${() => onCancel(key)}>
        Cancel
      </button>`}
      ${status === "done" && html`<span class="sending-done">Uploaded</span>`}
    </div>
    ${running && html`<${Bar} label=${title} percent=${percentOf(item)} waiting=${status === "waiting"} />`}
    ${status === "failed" && error && html`<${FailedItem} item=${item} error=${error} onRetry=${onRetry} onRemove=${onRemove} onReplace=${onReplace} />`}
  </li>`;
}

/** @param {Item["status"]} status */
function markOf(status) {
  if (status === "done") return "check";
  return status === "failed" ? "alert" : "upload";
}

/** @param {{label: string, percent: number, waiting: boolean}} props */
function Bar({ label, percent, waiting }) {
  // At the end the server still checks and stores the file.
  const words = waiting ? "Waiting" : percent >= 99 ? "Storing…" : `${percent} %`;
  return html`<div class="bar-line">
    <progress class="bar" max="100" value=${percent} aria-label=${`Uploading ${label}`}></progress>
    <span class="bar-words">${words}</span>
  </div>`;
}

/**
 * @param {Omit<ProgressProps, "items" | "onCancel"> & {item: Item, error: import("../../shared/http.js").ApiError}} props
 */
function FailedItem({ item, error, onRetry, onRemove, onReplace }) {
  const firm = useStore((state) => state.firm);
  return html`<div class="sending-failed">
    <p class="field-error" role="alert">${explainUpload(error, { maxSize: firm.maxUploadSize, firm: firm.name })}</p>
    <div class="sending-actions">
      ${canRetry(error)
        ? html`<button type="button" class="button button-small" onClick=${() => onRetry(item.key)}>
            <${Icon} name="refresh" size=${16} /> Try again
          </button>`
        : html`<${PickButton}
            class="button-small"
            label="Choose another file"
            icon="file"
            onFiles=${(/** @type {File[]} */ [first]) => first && onReplace(item.key, first)}
          />`}
      <button type="button" class="button button-small button-quiet" onClick=${() => onRemove(item.key)}>Remove</button>
    </div>
  </div>`;
}
