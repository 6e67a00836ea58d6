// @ts-check

import { html } from "/shared/vendor/preact.js";
import { Button } from "../ui/button.js";
import { PagedList } from "../ui/paged.js";
import { Empty } from "../ui/states.js";
import { ConversationLine } from "./line.js";

/** @type {Record<string, {title: string, text: string}>} */
const NOTHING = {
  unread: { title: "Everything is read.", text: "What clients write appears here by itself." },
  unanswered: { title: "Everything is answered.", text: "Conversations in which a client wrote last appear here." },
  all: { title: "No messages yet.", text: "What clients and the firm write to each other appears here." },
};

/**
 * The conversations that were found.
 *
 * @param {{found: import("../data/hooks.js").Loaded<import("../data/messages.js").Conversations>,
 *   wanted: {inbox: string, q: string, page: number}, about: About | undefined, hrefOf: (about: About) => string,
 *   change: (part: {inbox?: string, q?: string, page?: number}) => void}} props
 */
export function ConversationList({ found, wanted, about, hrefOf, change }) {
  return html`<${PagedList}
    one="conversation"
    found=${found}
    page=${wanted.page}
    change=${change}
    empty=${html`<${Nothing} wanted=${wanted} change=${change} />`}
  >
    ${(/** @type {Conversation[]} */ rows) => html`<ul
      class="desk-threads ${found.loading ? "desk-busy" : ""}"
      aria-label="Conversations"
      aria-busy=${found.loading}
    >
      ${rows.map(
        (conversation) =>
          html`<${ConversationLine}
            key=${conversation.id}
            conversation=${conversation}
            href=${hrefOf(conversation)}
            current=${conversation.id === about?.id}
          />`,
      )}
    </ul>`}
  <//>`;
}

/** @param {{wanted: {inbox: string, q: string}, change: (part: {inbox?: string, q?: string}) => void}} props */
function Nothing({ wanted, change }) {
  if (wanted.q) {
    return html`<${Empty} icon="search" title="No conversation matches.">
      <p>Search for a client, a document or a project.</p>
      <${Button} tone="secondary" onClick=${() => change({ q: "" })}>Clear the search<//>
    <//>`;
  }
  const { title, text } = NOTHING[wanted.inbox] ?? NOTHING.all;
  return html`<${Empty} icon="chat-3" title=${title}>
    <p>${text}</p>
    ${
      wanted.inbox !== "all" &&
      html`<${Button} tone="secondary" onClick=${() => change({ inbox: "all" })}>Show all conversations<//>`
    }
  <//>`;
}
