// @ts-check
// Conversations as the portal shows them: with the firm, on an item, in a project.

import { Conversation } from "../../shared/messages/conversation.js";
import { html, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { download } from "../documents/download.js";
import { place } from "../place.js";
import { bumpVersion, getState, useStore } from "../store.js";
import { EmptyState } from "../ui/notice.js";
import { explain } from "../words.js";
import { FileDialog } from "./file-dialog.js";

const READ_ONLY = "Previews are read-only: nothing can be written or marked as read here.";

/** What a client writes to the firm, and the firm to them. */
export function FirmTalk() {
  const firm = useStore((state) => state.firm.name) || "the firm";
  return html`<${Talk} about=${{}} name="contact" label=${`Messages with ${firm}`} note=${`You and ${firm} read this.`}>
    <${EmptyState} icon="messages" title="No messages yet">
      Write to ${firm} here. You see the answer at once, and you can attach files.
    <//>
  <//>`;
}

/** @param {{id: string, name: string}} props of the item */
export function DocumentTalk({ id, name }) {
  return html`<${Talk}
    about=${{ document: id }}
    name=${`document/${id}`}
    label=${`Comments on ${name}`}
    note="Everyone who can see this item reads this."
  >
    <${EmptyState} icon="messages" title="No comments yet">Ask about this item, or say what you think of it.<//>
  <//>`;
}

/** @param {{id: string, name: string}} props of the project */
export function ProjectTalk({ id, name }) {
  return html`<${Talk}
    about=${{ project: id }}
    name=${`project/${id}`}
    label=${`Messages in ${name}`}
    note="Everyone in this project’s portal reads this."
  >
    <${EmptyState} icon="messages" title="No messages yet">What is written here is about the project as a whole.<//>
  <//>`;
}

/** @param {{id: string, subject: string}} props of the ticket */
export function TicketTalk({ id, subject }) {
  const firm = useStore((state) => state.firm.name) || "the firm";
  return html`<${Talk} about=${{ ticket: id }} name=${`ticket/${id}`} label=${`Ticket: ${subject}`} note=${`You and ${firm} read this.`}>
    <${EmptyState} icon="messages" title="No messages yet">What is written here is about this ticket.<//>
  <//>`;
}

/**
 * @param {object} props
 * @param {import("../api.js").About} props.about
 * @param {string} props.name of the conversation, among those of whoever is here
 * @param {string} props.label
 * @param {string} props.note who reads along
 * @param {unknown} [props.children] what to show where nobody has written yet
 */
function Talk({ about, name, label, note, children }) {
  const firm = useStore((state) => state.firm);
  const contact = useStore((state) => state.contact?.id ?? "");
  const version = useStore((state) => state.version);
  const [viewed, setViewed] = useState(/** @type {import("../../shared/messages/types.js").MessageFile | null} */ (null));

  /** @type {import("../../shared/messages/types.js").ConversationProps["send"]} */
  const send = async (message, key) => {
    const sent = await api.sendMessage(about, message, key);
    bumpVersion();
    return sent;
  };

  /** Nothing is read for whoever has signed in since. @param {number} seq */
  const markRead = async (seq) => {
    if (getState().contact?.id === contact) await api.markRead(about, seq);
  };

  const id = `${contact}/${name}`;
  return html`<${Conversation}
      key=${id}
      id=${id}
      label=${label}
      side="client"
      version=${version}
      load=${(/** @type {number} */ before, /** @type {AbortSignal} */ signal) => api.fetchThread(about, before, signal)}
      send=${send}
      markRead=${markRead}
      attach=${api.attachFile}
      detach=${api.detachFile}
      urls=${api.attachmentUrls}
      onPreview=${setViewed}
      onDownload=${(/** @type {MouseEvent} */ event, /** @type {import("../../shared/messages/types.js").MessageFile} */ file) =>
        download(event, api.attachmentUrls(file).downloadUrl, file.name)}
      explain=${(/** @type {unknown} */ err) => explain(err, firm.name)}
      limits=${{ maxSize: firm.maxUploadSize, allowedTypes: firm.allowedTypes }}
      firm=${firm.name}
      note=${note}
      readOnly=${place.preview ? READ_ONLY : ""}
      empty=${children}
      gone=${html`<${EmptyState} icon="lock" title="Not available any more" role="status">
        ${firm.name || "The firm"} may have stopped sharing this, or it was deleted.
      <//>`}
    />
    ${viewed && html`<${FileDialog} file=${viewed} urls=${api.attachmentUrls(viewed)} onClose=${() => setViewed(null)} />`}`;
}
