// @ts-check

import { html } from "/shared/vendor/preact.js";
import { useLive, useLoad } from "../data/hooks.js";
import { loadSubject } from "../data/messages.js";
import { address } from "../lib/address.js";
import { ICONS, conversationLabel, subjectAddress } from "../lib/messages.js";
import { Icon } from "../ui/icon.js";
import { Failure, Loading, Stale } from "../ui/states.js";
import { Conversation } from "./conversation.js";

/**
 * A conversation beside the inbox; on a phone in its place, with the way back.
 *
 * @param {{about: About, list: {inbox: string, q: string, page: number}, defaults: Record<string, string | number>}} props
 */
export function ConversationPane({ about, list, defaults }) {
  const { inbox, q, page } = list;
  const { data, error, reload } = useLoad((signal) => loadSubject(about, signal), [about.kind, about.id]);
  useLive([`${about.kind}s`, ...(about.kind === "document" ? ["shares"] : [])], reload);
  return html`
    <a class="desk-back" href=${address("#/messages", { inbox, q, page }, defaults)}>
      <${Icon} name="arrow-left-s" />All conversations
    </a>
    ${!data && (error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`)}
    ${
      data &&
      html`
        <header class="desk-pane-header">
          <${Icon} name=${ICONS[about.kind]} />
          <div>
            <h2><a href=${subjectAddress(about)}>${data.name}</a></h2>
            ${data.context && html`<div class="txt-hint">${data.context}</div>`}
          </div>
        </header>
        <${Stale} error=${error} onRetry=${reload} />
        <${Conversation}
          about=${about}
          label=${conversationLabel(about.kind, data.name)}
          note=${data.note}
          ofProject=${data.ofProject}
        />
      `
    }
  `;
}
