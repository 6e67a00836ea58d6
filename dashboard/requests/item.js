// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { formatDateTime, formatSize } from "/shared/format.js";
import { useAction } from "../data/hooks.js";
import { acceptItem, exampleUrls, returnItem } from "../data/requests.js";
import { download } from "../documents/download.js";
import { FileIcon } from "../documents/file_icon.js";
import { FilePreview, PreviewDialog } from "../documents/preview.js";
import { DownloadButton } from "../documents/row.js";
import { host } from "../host.js";
import { documentAddress } from "../lib/address.js";
import { problem } from "../lib/errors.js";
import { ITEM_KINDS, ITEM_STATES, itemActions } from "../lib/requests.js";
import { Chip } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { TextArea } from "../ui/form.js";
import { FormDialog } from "../ui/form_dialog.js";
import { Icon } from "../ui/icon.js";
import { Refusal } from "../ui/states.js";

/**
 * Something that was asked for, what was answered, and what the firm does about it.
 *
 * @param {{request: WholeRequest, item: RequestItem, onChanged: () => void}} props
 */
export function Item({ request, item, onChanged }) {
  const kind = ITEM_KINDS[item.kind];
  const state = ITEM_STATES[item.state];
  return html`<li class="desk-asked">
    <${Icon} name=${kind.icon} />
    <div class="desk-asked-main">
      <h3>
        <span>${item.name}</span>
        ${request.status !== "draft" && html`<${Chip} tone=${state.tone}>${state.label}<//>`}
      </h3>
      <div class="desk-row-meta">
        <span>${kind.label}</span>
        <span>${item.required ? "Required" : "Optional"}</span>
        ${item.answeredBy && html`<span>${item.answeredBy}, ${formatDateTime(item.answered)}</span>`}
      </div>
      ${item.explanation && html`<p class="desk-text txt-hint">${item.explanation}</p>`}
      ${item.example && html`<${Example} request=${request.id} item=${item} />`}
      <${Answer} item=${item} onChanged=${onChanged} />
      ${item.note && html`<p class="desk-asked-note"><strong>Your note:</strong> <span class="desk-text">${item.note}</span></p>`}
    </div>
    ${request.canEdit && html`<${Judge} request=${request} item=${item} onChanged=${onChanged} />`}
  </li>`;
}

/** @param {{item: RequestItem, onChanged: () => void}} props */
function Answer({ item, onChanged }) {
  const { text, yesNo, missing, files } = item;
  return html`
    ${text && html`<p class="desk-text desk-answer">${text}</p>`}
    ${yesNo && html`<p class="desk-answer">${yesNo === "yes" ? "Yes" : "No"}</p>`}
    ${missing && html`<p class="desk-answer"><strong>I don’t have this:</strong> <span class="desk-text">${missing}</span></p>`}
    ${
      files.length > 0 &&
      html`<ul class="desk-rows" aria-label="Files for ${item.name}">
        ${files.map((doc) => html`<${ReceivedFile} key=${doc.id} doc=${doc} onChanged=${onChanged} />`)}
      </ul>`
    }
  `;
}

/** @param {{doc: DeskDocument, onChanged: () => void}} props */
function ReceivedFile({ doc, onChanged }) {
  const [previewing, setPreviewing] = useState(false);
  const close = () => {
    setPreviewing(false);
    // Looking at it marks it as seen.
    if (!doc.seen) onChanged();
  };
  return html`<li class="desk-row">
    <${FileIcon} type=${doc.fileType} />
    <div class="desk-row-main">
      <div class="desk-row-title">
        <a href=${documentAddress(doc.id)}>${doc.title}</a>
        ${!doc.seen && html`<${Chip} tone="info">New<//>`}
      </div>
      <div class="desk-row-meta">
        <span class="desk-break">${doc.fileName}</span>
        <span>${formatSize(doc.fileSize)}</span>
        ${doc.uploadedBy && html`<span>${doc.uploadedBy}</span>`}
      </div>
    </div>
    <div class="desk-row-buttons">
      <${Button} size="sm" tone="secondary" aria-label="Preview ${doc.title}" onClick=${() => setPreviewing(true)}>Preview<//>
      <${DownloadButton} doc=${doc} />
    </div>
    ${previewing && html`<${PreviewDialog} doc=${doc} onClose=${close} />`}
  </li>`;
}

/** @param {{request: string, item: RequestItem}} props */
function Example({ request, item }) {
  const [open, setOpen] = useState(false);
  const urls = exampleUrls(request, item.id);
  const file = item.example;
  const { run, busy } = useAction(() => download(urls.downloadUrl, file?.name ?? ""));
  if (!file) return null;
  return html`<p class="desk-example">
    <button type="button" class="desk-link" onClick=${() => setOpen(true)}>Example: <span class="desk-break">${file.name}</span></button>
    ${
      open &&
      html`<${FilePreview}
        title=${file.name}
        file=${{ ...file, ...urls }}
        footer=${html`<${Button} tone="secondary" icon="download" busy=${busy} onClick=${run}>Download<//>`}
        onClose=${() => setOpen(false)}
      />`
    }
  </p>`;
}

/** @param {{request: WholeRequest, item: RequestItem, onChanged: () => void}} props */
function Judge({ request, item, onChanged }) {
  const { accept, giveBack } = itemActions(request.status, item.state);
  const [returning, setReturning] = useState(false);
  const { run, busy } = useAction(async () => {
    try {
      await acceptItem(request.id, item.id);
    } catch (error) {
      const { title, fields } = problem(error);
      host().warn(fields.request ?? title);
    }
    onChanged();
  });
  if (!accept && !giveBack) return null;
  return html`<div class="desk-asked-buttons">
    ${
      giveBack &&
      html`<${Button} size="sm" tone="secondary" icon="arrow-go-back" aria-label="Return ${item.name}" onClick=${() => setReturning(true)}>Return<//>`
    }
    ${accept && html`<${Button} size="sm" icon="check" busy=${busy} aria-label="Accept ${item.name}" onClick=${run}>Accept<//>`}
    ${returning && html`<${ReturnDialog} request=${request.id} item=${item} onClose=${() => setReturning(false)} onChanged=${onChanged} />`}
  </div>`;
}

/** @param {{request: string, item: RequestItem, onClose: () => void, onChanged: () => void}} props */
function ReturnDialog({ request, item, onClose, onChanged }) {
  const [note, setNote] = useState("");
  const { run, busy, error } = useAction(async () => {
    await returnItem(request, item.id, note);
    host().toast("Returned. The client is told by mail in a few minutes.");
    onChanged();
    onClose();
  });
  const { fields } = problem(error);
  return html`<${FormDialog}
    title="Return ${item.name}"
    submit="Return"
    dirty=${note !== ""}
    busy=${busy}
    fields=${fields}
    onSubmit=${run}
    onClose=${onClose}
  >
    <${Refusal} error=${error} shown=${{ note }} />
    <${TextArea}
      label="Note"
      value=${note}
      error=${fields.note}
      onInput=${setNote}
      rows=${4}
      maxLength=${1000}
      help="Say what is wrong with it. The client reads this and answers again; the request is open again."
    />
  <//>`;
}
