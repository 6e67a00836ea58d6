// @ts-check

import { html } from "/shared/vendor/preact.js";
import { ICONS } from "../lib/messages.js";
import { Count, When } from "../ui/bits.js";
import { Icon } from "../ui/icon.js";

/**
 * A conversation in a list: what it is about, how its last message begins, and how many nobody has read.
 *
 * @param {{conversation: Conversation, href: string, current?: boolean}} props
 */
export function ConversationLine({ conversation, href, current = false }) {
  const { kind, name, context, last, by, side, at, unread } = conversation;
  return html`<li class="desk-thread ${unread ? "unread" : ""} ${current ? "current" : ""}">
    <${Icon} name=${ICONS[kind]} />
    <div class="desk-thread-main">
      <div class="desk-thread-title">
        <a href=${href} aria-current=${current ? "true" : undefined}>${name}</a>
        <span class="desk-thread-when"><${When} at=${at} /></span>
      </div>
      ${context && html`<div class="desk-thread-context">${context}</div>`}
      <div class="desk-thread-last">
        <span>${side === "firm" && html`<${Icon} name="reply" />`}${by}: ${last}</span>
        <${Count} count=${unread} />
      </div>
    </div>
  </li>`;
}
