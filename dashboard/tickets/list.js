// @ts-check

import { html } from "/shared/vendor/preact.js";
import { contactAddress, projectAddress, ticketAddress } from "../lib/address.js";
import { Count, When } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { Pager } from "../ui/pager.js";
import { Empty, Failure, Loading, Stale } from "../ui/states.js";
import { Table } from "../ui/table.js";
import { TicketChip } from "./status.js";

export const PER_PAGE = 30;

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
 *   filtered: boolean, empty: {title: string, text: string}, onAll: () => void, onPage: (page: number) => void}} props
 *   `empty`: what to say where there is none.
 */
export function TicketList({ found, columns = COLUMNS, page, filtered, empty, onAll, onPage }) {
  const { data, error, loading, reload } = found;
  if (!data) return error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  if (!data.items.length && page === 1) {
    return html`<${Empty} icon=${filtered ? "search" : "customer-service-2"} title=${empty.title}>
      ${empty.text && html`<p>${empty.text}</p>`}
      ${filtered && html`<${Button} tone="secondary" onClick=${onAll}>Show all tickets<//>`}
    <//>`;
  }
  return html`
    <${Stale} error=${error} onRetry=${reload} />
    <${Table} label="Tickets" columns=${columns} rows=${data.items} busy=${loading} />
    <${Pager}
      page=${page}
      perPage=${PER_PAGE}
      shown=${data.items.length}
      total=${data.totalItems}
      one="ticket"
      onPage=${onPage}
    />
  `;
}
