// @ts-check

import { html, useEffect, useState } from "/shared/vendor/preact.js";
import { useLive, useLoad } from "../data/hooks.js";
import { PER_PAGE, useListState } from "../data/lists.js";
import { loadConversations } from "../data/messages.js";
import { readQuery } from "../lib/address.js";
import { INBOX, aboutOf, inboxAddress } from "../lib/messages.js";
import { ConversationList } from "../messages/list.js";
import { MailChoice } from "../messages/mails.js";
import { NewMessage } from "../messages/new.js";
import { ConversationPane } from "../messages/pane.js";
import { Button } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { PageContent } from "../ui/page.js";
import { Search } from "../ui/search.js";
import { Empty } from "../ui/states.js";
import { Tabs } from "../ui/tabs.js";

/** @param {{query: Route["query"]}} props */
export function Page({ query }) {
  const { canEdit } = useMe();
  const [writing, setWriting] = useState(false);
  const { wanted, settled, change } = useListState("#/messages", query, INBOX);
  // The page stays while its address changes: the list is still there when the next conversation is opened.
  useEffect(() => change(readQuery(query, INBOX)), [query]);

  const { inbox, q, page } = settled;
  const found = useLoad((signal) => loadConversations({ inbox, q, page, perPage: PER_PAGE }, signal), [inbox, q, page]);
  useLive(["conversations", "contacts", "documents", "projects", "tickets"], found.reload);
  const about = aboutOf(wanted);
  const actions = canEdit && html`<${Button} icon="edit-2" onClick=${() => setWriting(true)}>New message<//>`;

  return html`<${PageContent} title="Messages" actions=${actions}>
    <div class="desk-messages ${about ? "open" : ""}">
      <section class="desk-messages-list" aria-label="Inbox">
        <${Search}
          label="Search conversations"
          value=${wanted.q}
          onInput=${(/** @type {string} */ text) => change({ q: text })}
        />
        <${Tabs}
          label="Which conversations"
          tabs=${tabs(found.data?.unreadCount)}
          value=${wanted.inbox}
          onChange=${(/** @type {string} */ next) => change({ inbox: next })}
        >
          <${ConversationList}
            found=${found}
            wanted=${settled}
            about=${about}
            hrefOf=${(/** @type {About} */ of) => inboxAddress(of, wanted)}
            change=${change}
          />
        <//>
        <${MailChoice} />
      </section>
      <section class="desk-messages-pane" aria-label="Conversation">
        ${
          about
            ? html`<${ConversationPane} key=${`${about.kind}/${about.id}`} about=${about} back=${inboxAddress(undefined, wanted)} />`
            : html`<${Empty} icon="chat-3" title="No conversation is open.">
                <p>Choose one from the list.</p>
              <//>`
        }
      </section>
    </div>
    ${writing && html`<${NewMessage} onClose=${() => setWriting(false)} />`}
  <//>`;
}

/** @param {number | undefined} unread */
function tabs(unread) {
  return [
    { value: "unread", label: unread ? `Unread (${unread})` : "Unread" },
    { value: "unanswered", label: "Unanswered" },
    { value: "all", label: "All" },
  ];
}
