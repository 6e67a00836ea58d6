// @ts-check

import { html } from "/shared/vendor/preact.js";
import { useLive, useLoad } from "../data/hooks.js";
import { loadSubject } from "../data/messages.js";
import { ICONS, conversationLabel, subjectAddress } from "../lib/messages.js";
import { Icon } from "../ui/icon.js";
import { Failure, Loading, Stale } from "../ui/states.js";
import { Conversation } from "./conversation.js";

/**
 * A conversation beside the inbox; on a phone in its place, with the way back.
 *
 * @param {{about: About, back: string}} props
 */
export function ConversationPane({ about, back }) {
  const { data, error, reload } = useLoad((signal) => loadSubject(about, signal), [about.kind, about.id]);
  useLive([`${about.kind}s`, ...(about.kind === "document" ? ["shares"] : [])], reload);
  return html`
    <a class="desk-back" href=${back}>
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
