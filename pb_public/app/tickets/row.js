// @ts-check
// One ticket in a list.

import { formatDateTime, formatWhen, plural } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { html } from "../../shared/vendor/preact.js";
import { ticketHref } from "../route.js";

/** @type {Record<import("../types.js").Ticket["status"], {text: string, tone: string}>} */
const STATES = {
  open: { text: "Open", tone: "quiet" },
  answered: { text: "Answered", tone: "good" },
  closed: { text: "Closed", tone: "quiet" },
};

/** @param {{status: import("../types.js").Ticket["status"]}} props */
export function TicketState({ status }) {
  const { text, tone } = STATES[status];
  return html`<span class=${`chip chip-${tone}`}>${text}</span>`;
}

/** @param {{ticket: import("../types.js").Ticket}} props */
export function TicketRow({ ticket: { id, number, subject, status, updated, unread } }) {
  return html`<li class=${`row task-row ${unread > 0 ? "is-new" : ""}`}>
    <span class="tile"><${Icon} name="ticket" size=${22} /></span>
    <div class="row-main">
      <h2 class="row-title">
        <a class="row-link" href=${ticketHref(id)}>${subject}</a>
        ${unread > 0 && html`<span class="chip chip-new">${plural(unread, "new message")}</span>`}
      </h2>
      <p class="row-description">Ticket ${number}</p>
    </div>
    <span class="task-state"><${TicketState} status=${status} /></span>
    <time class="task-when" datetime=${updated.replace(" ", "T")} title=${formatDateTime(updated)}>${formatWhen(updated)}</time>
    <${Icon} name="chevron-right" />
  </li>`;
}
