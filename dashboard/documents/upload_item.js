// @ts-check

import { html } from "/shared/vendor/preact.js";
import { formatSize } from "/shared/format.js";
import { Button, IconButton } from "../ui/button.js";
import { TextField } from "../ui/form.js";
import { FileIcon } from "./file_icon.js";

/** @typedef {import("../lib/queue.js").Upload} Upload */

/**
 * A file on its way: its progress, and what can be done about it.
 *
 * @param {{item: Upload, uploads: ReturnType<typeof import("./uploads.js").useUploads>, titled?: boolean}} props
 *   `titled`: every file has a title of its own, which can be written here.
 */
export function UploadItem({ item, uploads, titled = false }) {
  const { id, file, state } = item;
  const writable = titled && !uploads.running && state !== "done";
  return html`<li class="desk-upload ${state}">
    <${FileIcon} type=${file.type} />
    <div class="desk-upload-main">
      <div class="desk-upload-name">
        <span class="desk-break">${file.name}</span>
        <span class="txt-hint">${formatSize(file.size)}</span>
      </div>
      ${
        writable &&
        html`<${TextField}
        label="Title"
        value=${item.title}
        required
        maxLength=${200}
        onInput=${(/** @type {string} */ title) => uploads.change({ type: "title", id, title })}
      />`
      }
      ${(uploads.running || state !== "waiting") && html`<${Progress} item=${item} />`}
    </div>
    <div class="desk-upload-buttons"><${Buttons} item=${item} uploads=${uploads} /></div>
  </li>`;
}

/** @param {{item: Upload, uploads: ReturnType<typeof import("./uploads.js").useUploads>}} props */
function Buttons({ item, uploads }) {
  const { id, file, state } = item;
  const over = state === "failed" || state === "cancelled";
  if (state === "done") return null;
  if (uploads.running && !over) {
    return html`<${Button} size="sm" tone="secondary" onClick=${() => uploads.cancel(id)}>Cancel<//>`;
  }
  return html`
    ${
      over &&
      !item.hopeless &&
      html`<${Button} size="sm" tone="secondary" icon="refresh" onClick=${() => uploads.retry(id)}>Retry<//>`
    }
    <${IconButton}
      icon="close"
      label="Remove ${file.name}"
      onClick=${() => uploads.change({ type: "remove", id })}
    />
  `;
}

/** @param {{item: Upload}} props */
function Progress({ item }) {
  const percent = Math.round(item.progress * 100);
  const bar = item.state !== "failed" && item.state !== "cancelled";
  return html`
    ${bar && html`<progress max="100" value=${percent} aria-label="Upload of ${item.file.name}"></progress>`}
    <p class="desk-upload-state" role=${item.state === "failed" ? "alert" : "status"}>${words(item, percent)}</p>
  `;
}

/**
 * @param {Upload} item
 * @param {number} percent
 */
function words({ state, message }, percent) {
  if (state === "failed") return message;
  if (state === "cancelled") return "Cancelled.";
  if (state === "done") return "Done.";
  if (state === "waiting") return "Waiting…";
  return percent < 100 ? `${percent} %` : "Storing…";
}
