// @ts-check

import { html } from "/shared/vendor/preact.js";
import { contactAddress, projectAddress, ticketAddress } from "../lib/address.js";
import { Count, When } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { PagedTable } from "../ui/paged.js";
import { Empty } from "../ui/states.js";
import { TicketChip } from "./status.js";

const none = html`<span class="txt-hint">–</span>`;

/** @type {import("../ui/table.js").Column<Ticket>[]} */
export const COLUMNS = [
  {
    label: "Subject",
    className: "desk-main-cell",
    cell: (ticket) => html`<span class="desk-ticket-subject">
      <a href=${ticketAddress(ticket.id)}>${ticket.subject}</a>
      <span class="txt-hint">#${ticket.number}</span>
      <${Count} count=${ticket.unread} />
    </span>`,
  },
  {
    label: "Client",
    cell: ({ contact }) => (contact ? html`<a href=${contactAddress(contact.id)}>${contact.name}</a>` : none),
  },
  {
    label: "Project",
    cell: ({ project }) => (project ? html`<a href=${projectAddress(project.id)}>${project.name}</a>` : none),
  },
  { label: "Status", className: "desk-fit", cell: ({ status }) => html`<${TicketChip} status=${status} />` },
  { label: "Assigned to", className: "desk-fit", cell: ({ assignedTo }) => assignedTo?.name ?? none },
  { label: "Updated", className: "desk-fit", cell: ({ updated }) => html`<${When} at=${updated} />` },
];

/**
 * The tickets that were found.
 *
 * @param {{found: import("../data/hooks.js").Loaded<ListOf<Ticket>>, columns?: typeof COLUMNS, page: number,
 *   empty: {title: string, text: string}, onAll?: false | (() => void), change: (part: {page?: number}) => void}} props
 *   `empty`: what to say where there is none; `onAll`: shows those, too, that were not asked for.
 */
export function TicketList({ found, columns = COLUMNS, page, empty, onAll = false, change }) {
  const nothing = html`<${Empty} icon=${onAll ? "search" : "customer-service-2"} title=${empty.title}>
    ${empty.text && html`<p>${empty.text}</p>`}
    ${onAll && html`<${Button} tone="secondary" onClick=${onAll}>Show all tickets<//>`}
  <//>`;
  return html`<${PagedTable}
    label="Tickets"
    one="ticket"
    columns=${columns}
    found=${found}
    asked=${{ page }}
    change=${change}
    empty=${nothing}
  />`;
}
