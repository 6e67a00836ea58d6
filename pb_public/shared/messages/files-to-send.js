// @ts-check
// The files of a message that is being written: on their way, there, or in trouble.

import { formatSize } from "../format.js";
import { Icon } from "../icons.js";
import { canRetry, explainUpload } from "../upload.js";
import { html } from "../vendor/preact.js";

/**
 * @param {object} props
 * @param {ReturnType<typeof import("./use-attachments.js").useAttachments>} props.files
 * @param {import("./types.js").ConversationProps["limits"]} props.limits
 * @param {string} props.firm
 */
export function FilesToSend({ files, limits, firm }) {
  if (files.items.length === 0) return null;
  return html`${files.tooMany && html`<p class="talk-error" role="alert"><${Icon} name="alert" size=${18} /> <span>${files.tooMany}</span></p>`}
  <ul class="talk-sending" role="list" aria-label="Files to send">
    ${files.items.map(
      (item) => html`<li key=${item.key} class=${`talk-upload is-${item.status}`}>
        <${Icon} name=${item.status === "failed" ? "alert" : "paperclip"} size=${18} />
        <p class="talk-file-what"><span class="talk-file-name">${item.name}</span> <span class="talk-facts">${formatSize(item.size)}</span></p>
        <button
          type="button"
          class="talk-link talk-remove"
          aria-label=${`${item.status === "sending" || item.status === "waiting" ? "Cancel" : "Remove"} ${item.name}`}
          onClick=${() => files.remove(item)}
        >
          <${Icon} name="close" size=${16} />
        </button>
        ${(item.status === "sending" || item.status === "waiting") &&
        html`<progress class="talk-bar" max=${Math.max(1, item.size)} value=${item.loaded} aria-label=${`Uploading ${item.name}`}></progress>`}
        ${item.status === "failed" &&
        html`<p class="talk-problem" role="alert">
          ${explainUpload(item.error, { maxSize: limits.maxSize, firm })}
          ${item.error &&
          canRetry(item.error) &&
          html` <button type="button" class="talk-link" aria-label=${`Try again: ${item.name}`} onClick=${() => files.retry(item.key)}>Try again</button>`}
        </p>`}
      </li>`,
    )}
  </ul>`;
}
