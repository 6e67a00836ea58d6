// @ts-check

import { html } from "/shared/vendor/preact.js";
import { formatSize } from "/shared/format.js";
import { Button, IconButton } from "../ui/button.js";
import { TextField } from "../ui/form.js";
import { FileIcon } from "./file_icon.js";

/**
 * A file on its way: its progress, and what can be done about it.
 *
 * @param {{item: import("../lib/queue.js").Upload, running: boolean, titled?: boolean,
 *   change: (change: import("../lib/queue.js").Change) => void, onCancel: () => void}} props
 *   `titled`: every file has a title of its own, which can be written here.
 */
export function UploadItem({ item, running, titled = false, change, onCancel }) {
  const { id, file, state } = item;
  const over = state === "failed" || state === "cancelled";
  return html`<li class="desk-upload ${state}">
    <${FileIcon} type=${file.type} />
    <div class="desk-upload-main">
      <div class="desk-upload-name">
        <span class="desk-break">${file.name}</span>
        <span class="txt-hint">${formatSize(file.size)}</span>
      </div>
      ${titled &&
      (!running || over) &&
      html`<${TextField}
        label="Title"
        value=${item.title}
        required
        maxLength=${200}
        onInput=${(/** @type {string} */ title) => change({ type: "title", id, title })}
      />`}
      ${running && html`<${Progress} item=${item} />`}
    </div>
    <div class="desk-upload-buttons">
      ${over &&
      html`<${Button} size="sm" tone="secondary" icon="refresh" onClick=${() => change({ type: "retry", id })}>Retry<//>`}
      ${running && (state === "sending" || state === "waiting")
        ? html`<${Button} size="sm" tone="secondary" onClick=${onCancel}>Cancel<//>`
        : state !== "done" &&
          html`<${IconButton}
            icon="close"
            label="Remove ${file.name}"
            onClick=${() => change({ type: "remove", id })}
          />`}
    </div>
  </li>`;
}

/** @param {{item: import("../lib/queue.js").Upload}} props */
function Progress({ item }) {
  const percent = Math.round(item.progress * 100);
  return html`
    <progress max="100" value=${percent} aria-label="Upload of ${item.file.name}"></progress>
    <p class="desk-upload-state" role=${item.state === "failed" ? "alert" : "status"}>${words(item, percent)}</p>
  `;
}

/**
 * @param {import("../lib/queue.js").Upload} item
 * @param {number} percent
 */
function words({ state, message }, percent) {
  if (state === "failed") return message;
  if (state === "cancelled") return "Cancelled.";
  if (state === "done") return "Done.";
  if (state === "waiting") return "Waiting…";
  return percent < 100 ? `${percent} %` : "Storing…";
}
