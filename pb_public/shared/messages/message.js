// @ts-check
// One message of a conversation, and the files that came with it.

import { fileKind, formatDateTime, formatSize, formatTime } from "../format.js";
import { Icon, iconOfKind } from "../icons.js";
import { html } from "../vendor/preact.js";
import { MessageText } from "./text.js";

/**
 * @param {object} props
 * @param {import("./thread-state.js").MessageRow} props.row
 * @param {import("./types.js").ConversationProps["urls"]} props.urls
 * @param {import("./types.js").ConversationProps["onPreview"]} props.onPreview
 * @param {import("./types.js").ConversationProps["onDownload"]} [props.onDownload]
 */
export function MessageItem({ row, urls, onPreview, onDownload }) {
  const { message, ours, first, readBy } = row;
  const { seq, author, mine, text, at, files } = message;
  return html`<li class=${`talk-message ${ours ? "is-ours" : ""} ${first ? "is-first" : ""}`}>
    <p class=${`talk-author ${first && !mine ? "" : "talk-unseen"}`}>${mine ? "You" : author}</p>
    <div class="talk-bubble">
      ${text && html`<${MessageText} text=${text} />`}
      ${files.length > 0 &&
      html`<ul class="talk-files" role="list">
        ${files.map(
          (file) =>
            html`<${FileItem} key=${file.id} file=${file} urls=${urls} onPreview=${onPreview} onDownload=${onDownload} />`,
        )}
      </ul>`}
      <p class="talk-foot" data-seq=${seq}>
        <time datetime=${at.replace(" ", "T")} title=${formatDateTime(at)}>${formatTime(at)}</time>
      </p>
    </div>
    ${readBy.length > 0 && html`<p class="talk-read">Read by ${readBy.join(", ")}</p>`}
  </li>`;
}

/**
 * @param {Pick<Parameters<typeof MessageItem>[0], "urls" | "onPreview" | "onDownload"> & {file: import("./types.js").MessageFile}} props
 */
function FileItem({ file, urls, onPreview, onDownload }) {
  const { name, type, size, preview } = file;
  const kind = fileKind(type);
  return html`<li class="talk-file">
    <${Icon} name=${iconOfKind(kind)} size=${22} />
    <p class="talk-file-what"><span class="talk-file-name">${name}</span> <span class="talk-facts">${kind} · ${formatSize(size)}</span></p>
    <div class="talk-file-actions">
      ${preview &&
      html`<button type="button" class="talk-link" aria-label=${`Preview ${name}`} onClick=${() => onPreview(file)}>Preview</button>`}
      <a
        class="talk-link"
        href=${urls(file).downloadUrl}
        download=${name}
        aria-label=${`Download ${name}`}
        onClick=${(/** @type {MouseEvent} */ event) => onDownload?.(event, file)}
        >Download</a
      >
    </div>
  </li>`;
}
