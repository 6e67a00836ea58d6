// @ts-check

import { html } from "/shared/vendor/preact.js";
import { useLive, useLoad } from "../data/hooks.js";
import { loadConversations } from "../data/messages.js";
import { conversationLabel, inboxAddress } from "../lib/messages.js";
import { Section } from "../ui/record.js";
import { Failure, Loading, Stale } from "../ui/states.js";
import { Conversation } from "./conversation.js";
import { ConversationLine } from "./line.js";

/** As many as are worth listing beside the conversation; all are in Messages. */
const MOST = 30;

/**
 * The conversation with a contact or a project, and beside it those about what belongs to them.
 *
 * @param {{about: About, name: string, note: string}} props
 */
export function RecordMessages({ about, name, note }) {
  const label = conversationLabel(about.kind, name);
  return html`<div class="desk-talk">
    <${Section} title=${label}><${Conversation} about=${about} label=${label} note=${note} /><//>
    <${Section} title="Comments on documents"><${ItemConversations} about=${about} /><//>
  </div>`;
}

/** @param {{about: About}} props */
function ItemConversations({ about }) {
  const { kind, id } = about;
  const { data, error, reload } = useLoad((signal) => loadConversations({ [kind]: id, perPage: MOST }, signal), [kind, id]);
  useLive(["conversations", "documents"], reload);
  if (!data) return error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`;

  const items = data.items.filter((conversation) => conversation.kind === "document");
  return html`
    <${Stale} error=${error} onRetry=${reload} />
    ${items.length === 0 && html`<p class="txt-hint">Nobody has commented on a document yet.</p>`}
    <ul class="desk-lines" aria-label="Comments on documents">
      ${items.map(
        (conversation) => html`<${ConversationLine}
          key=${conversation.id}
          conversation=${conversation}
          href=${inboxAddress(conversation)}
        />`,
      )}
    </ul>
  `;
}
