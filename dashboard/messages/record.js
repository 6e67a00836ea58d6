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
    <${Section} title="Other conversations"><${OtherConversations} about=${about} /><//>
  </div>`;
}

/** @param {{about: About}} props */
function OtherConversations({ about }) {
  const { kind, id } = about;
  const { data, error, reload } = useLoad((signal) => loadConversations({ [kind]: id, perPage: MOST }, signal), [kind, id]);
  useLive(["conversations", "documents", "tickets"], reload);
  if (!data) return error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`;

  const others = data.items.filter((conversation) => conversation.kind !== kind);
  return html`
    <${Stale} error=${error} onRetry=${reload} />
    ${others.length === 0 && html`<p class="txt-hint">No comments on documents and no tickets yet.</p>`}
    <ul class="desk-threads" aria-label="Other conversations">
      ${others.map(
        (conversation) => html`<${ConversationLine}
          key=${conversation.id}
          conversation=${conversation}
          href=${inboxAddress(conversation)}
        />`,
      )}
    </ul>
  `;
}
