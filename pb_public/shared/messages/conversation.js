// @ts-check
// A conversation as a whole: its messages, and where the next one is written. It fills the height that it is given.
// Needs messages.css and composer.css beside it.

import { ApiError } from "../http.js";
import { Icon } from "../icons.js";
import { useDrop } from "../use-drop.js";
import { html } from "../vendor/preact.js";
import { Composer } from "./composer.js";
import { Thread } from "./thread.js";
import { useAttachments } from "./use-attachments.js";
import { useThread } from "./use-thread.js";

/** @param {import("./types.js").ConversationProps} props */
export function Conversation(props) {
  const { state, dispatch, loadEarlier, fetching, failed, retry } = useThread(props);
  const files = useAttachments(props);
  const { over, ...drop } = useDrop(files.add);
  const { label, side, explain, urls, onPreview, onDownload, empty, gone } = props;

  if (state.error instanceof ApiError && state.error.status === 404) return html`<div class="talk talk-note">${gone}</div>`;
  if (state.status === "failed") return html`<${Failed} text=${explain(state.error)} onRetry=${retry} />`;
  if (state.status === "loading") return html`<${Loading} />`;

  const readOnly = props.readOnly || (state.canWrite ? "" : props.refused || "You can read here, but not write.");
  const markRead = props.readOnly || !state.canWrite ? undefined : props.markRead;
  return html`<div class=${`talk ${over && !readOnly ? "is-over" : ""}`} ...${readOnly ? {} : drop}>
    ${state.error !== null && html`<${Stale} onRetry=${retry} />`}
    <${Thread}
      state=${state}
      side=${side}
      label=${label}
      fetching=${fetching}
      failed=${failed}
      onEarlier=${loadEarlier}
      markRead=${markRead}
      urls=${urls}
      onPreview=${onPreview}
      onDownload=${onDownload}
      empty=${empty}
    />
    ${readOnly
      ? html`<p class="talk-readonly"><${Icon} name="eye" size=${18} /> <span>${readOnly}</span></p>`
      : html`<${Composer}
          ...${props}
          files=${files}
          onSent=${(/** @type {import("./types.js").Message} */ message) => dispatch({ type: "sent", message })}
        />`}
  </div>`;
}

function Loading() {
  return html`<div class="talk talk-note" role="status"><span class="talk-spinner"></span><span class="talk-unseen">Loading messages…</span></div>`;
}

/** @param {{text: string, onRetry: () => void}} props */
function Failed({ text, onRetry }) {
  return html`<div class="talk talk-note" role="alert">
    <${Icon} name="offline" size=${32} />
    <p>The messages could not be loaded. ${text}</p>
    <button type="button" class="talk-button" onClick=${onRetry}>Try again</button>
  </div>`;
}

/** The messages are shown, but the last look at the server failed. @param {{onRetry: () => void}} props */
function Stale({ onRetry }) {
  return html`<p class="talk-stale" role="status">
    <${Icon} name="alert" size=${18} /> <span>There may be newer messages: they could not be loaded.</span>
    <button type="button" class="talk-link" onClick=${onRetry}>Try again</button>
  </p>`;
}
