// @ts-check

import { html, useCallback, useState } from "/shared/vendor/preact.js";
import { Conversation as Talk } from "/shared/messages/conversation.js";
import { attach, attachmentUrls, detach, loadThread, markRead, sendMessage } from "../data/messages.js";
import { endIfOver, useAction, useLive } from "../data/hooks.js";
import { download } from "../documents/download.js";
import { FilePreview } from "../documents/preview.js";
import { problem } from "../lib/errors.js";
import { whyReadOnly } from "../lib/messages.js";
import { Button } from "../ui/button.js";
import { useFirm, useMe } from "../ui/desk.js";
import { Empty, Failure } from "../ui/states.js";

/** @typedef {import("/shared/messages/types.js").MessageFile} MessageFile */

/**
 * A conversation with clients: what was written, and where the answer is.
 *
 * @param {{about: About, label: string, note?: string, ofProject?: boolean}} props
 *   `note`: who reads along; `ofProject`: whether the document belongs to a project.
 */
export function Conversation({ about, label, note = "", ofProject = about.kind === "project" }) {
  const { kind, id } = about;
  const me = useMe();
  const { maxUploadSize } = useFirm();
  const [version, setVersion] = useState(0);
  const [previewed, setPreviewed] = useState(/** @type {MessageFile | undefined} */ (undefined));
  useLive(
    ["conversations"],
    useCallback(() => setVersion((last) => last + 1), []),
    ["reads"],
  );

  /** @param {MouseEvent} event @param {MessageFile} file */
  const onDownload = (event, file) => {
    event.preventDefault();
    saveFile(file);
  };
  return html`<div class="desk-conversation">
    <${Talk}
      key=${`${kind}/${id}`}
      id=${`${me.id}/${kind}/${id}`}
      label=${label}
      side="firm"
      version=${version}
      load=${(/** @type {number} */ before, /** @type {AbortSignal} */ signal) => whileSignedIn(loadThread(about, before, signal))}
      send=${(/** @type {{text: string, files: string[]}} */ message, /** @type {string} */ key) =>
        whileSignedIn(sendMessage(about, message, key))}
      markRead=${(/** @type {number} */ seq) => markRead(about, seq)}
      attach=${attach}
      detach=${detach}
      urls=${attachmentUrls}
      onPreview=${setPreviewed}
      onDownload=${onDownload}
      explain=${explain}
      limits=${{ maxSize: maxUploadSize }}
      firm="whoever runs your Portico"
      note=${note}
      refused=${[note, whyReadOnly(kind, ofProject)].filter(Boolean).join(" ")}
      empty=${html`<${Empty} icon="chat-3" title="Nothing was written yet." />`}
      gone=${html`<${Failure} error=${{ status: 404 }} />`}
    />
    ${previewed && html`<${AttachmentPreview} file=${previewed} onClose=${() => setPreviewed(undefined)} />`}
  </div>`;
}

/** @param {{file: MessageFile, onClose: () => void}} props */
function AttachmentPreview({ file, onClose }) {
  const { run, busy } = useAction(() => saveFile(file));
  return html`<${FilePreview}
    title=${file.name}
    file=${{ ...file, ...attachmentUrls(file) }}
    footer=${html`<${Button} tone="secondary" icon="download" busy=${busy} onClick=${run}>Download<//>`}
    onClose=${onClose}
  />`;
}

/** @param {MessageFile} file */
function saveFile(file) {
  return download(attachmentUrls(file).downloadUrl, file.name);
}

/**
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T>}
 */
async function whileSignedIn(answer) {
  try {
    return await answer;
  } catch (error) {
    endIfOver(error);
    throw error;
  }
}

/** @param {unknown} error */
function explain(error) {
  const { title, advice } = problem(error);
  return `${title} ${advice}`.trim();
}
