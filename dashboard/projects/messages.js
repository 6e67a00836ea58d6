// @ts-check

import { html, useId, useState } from "/shared/vendor/preact.js";
import { plural } from "/shared/format.js";
import { FileIcon } from "../documents/file_icon.js";
import { projectAddress } from "../lib/address.js";
import { conversationLabel, documentReads, newComments, newMessages, projectReads } from "../lib/messages.js";
import { Conversation } from "../messages/conversation.js";
import { Chip } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { Section } from "../ui/record.js";

/**
 * What the clients of a portal and the firm write to each other: about the project, and about the items in it.
 *
 * @param {{project: Project, portal: ProjectPortal}} props
 */
export function PortalMessages({ project, portal }) {
  const { id, unread } = portal;
  const discussed = portal.items.filter(({ comments }) => comments > 0);
  return html`<${Section}
    title="Messages"
    aside=${unread > 0 && html`<${Chip} tone="info">${newMessages(unread)}<//>`}
  >
    <div class="desk-talk">
      <div>
        <h3 class="desk-subtitle">About the project</h3>
        <${Conversation}
          about=${{ kind: "project", id }}
          label=${conversationLabel("project", portal.name)}
          note=${projectReads(project)}
        />
      </div>
      <div>
        <h3 class="desk-subtitle">About shared items</h3>
        ${discussed.length === 0 && html`<p class="txt-hint">Nobody has commented on a shared item yet.</p>`}
        <ul class="desk-rows" aria-label="Comments on shared items">
          ${discussed.map((doc) => html`<${Discussed} key=${doc.id} doc=${doc} />`)}
        </ul>
        <p><a href=${projectAddress(id, "messages")}>All conversations of this project</a></p>
      </div>
    </div>
  <//>`;
}

/** @param {{doc: DeskDocument}} props */
function Discussed({ doc }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return html`<li class="desk-row ${doc.unread ? "desk-unseen" : ""}">
    <${FileIcon} type=${doc.fileType} />
    <div class="desk-row-main">
      <div class="desk-row-title">
        <strong>${doc.title}</strong>
        ${doc.unread > 0 && html`<${Chip} tone="info">${newComments(doc.unread)}<//>`}
      </div>
      <div class="desk-row-meta"><span>${plural(doc.comments, "comment")}</span></div>
    </div>
    <div class="desk-row-controls">
      <${Button}
        size="sm"
        tone="secondary"
        icon=${open ? "arrow-up-s" : "arrow-down-s"}
        aria-label=${`${open ? "Close" : "Read and reply to"} comments on ${doc.title}`}
        aria-expanded=${open}
        aria-controls=${id}
        onClick=${() => setOpen(!open)}
      >
        ${open ? "Close" : "Read and reply"}
      <//>
    </div>
    <div id=${id} class="desk-row-more" hidden=${!open}>
      ${
        open &&
        html`<${Conversation}
          about=${{ kind: "document", id: doc.id }}
          label=${conversationLabel("document", doc.title)}
          note=${documentReads(doc)}
          ofProject=${Boolean(doc.project)}
        />`
      }
    </div>
  </li>`;
}
