// @ts-check

import { html } from "/shared/vendor/preact.js";
import { TICKET_STATUS } from "../lib/tickets.js";
import { Chip } from "../ui/bits.js";

/** @param {{status: Ticket["status"]}} props */
export function TicketChip({ status }) {
  const { label, tone } = TICKET_STATUS[status] ?? { label: status, tone: "" };
  return html`<${Chip} tone=${tone}>${label}<//>`;
}
