// @ts-check

import { html } from "/shared/vendor/preact.js";
import { formatDateTime } from "/shared/format.js";
import { useAction, useLive, useLoad } from "../data/hooks.js";
import { changeTicket, loadStaff, loadTicket } from "../data/tickets.js";
import { host } from "../host.js";
import { contactAddress, projectAddress } from "../lib/address.js";
import { problem } from "../lib/errors.js";
import { conversationLabel } from "../lib/messages.js";
import { Conversation } from "../messages/conversation.js";
import { TicketDocuments } from "../tickets/documents.js";
import { TicketChip } from "../tickets/status.js";
import { Button } from "../ui/button.js";
import { useMayEdit } from "../ui/desk.js";
import { SelectField } from "../ui/form.js";
import { PageContent } from "../ui/page.js";
import { Facts, Section } from "../ui/record.js";
import { Failure, Loading, Stale } from "../ui/states.js";

const PATH = [{ href: "#/tickets", label: "Tickets" }];

/** @param {Route} props */
export function Page({ params }) {
  const { data, error, reload } = useLoad((signal) => loadTicket(params.id, signal), [params.id]);
  useLive(["tickets", "conversations", "contacts", "projects"], reload);
  if (data) return html`<${Shown} ticket=${data} error=${error} onChanged=${reload} />`;
  return html`<${PageContent} title="Ticket" path=${PATH}>
    ${error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`}
  <//>`;
}

/** @param {{ticket: Ticket, error: unknown, onChanged: () => void}} props */
function Shown({ ticket, error, onChanged }) {
  const { id, number, subject, status, contact, project, created } = ticket;
  const canEdit = useMayEdit(project?.id);
  const label = conversationLabel("ticket", subject);
  return html`<${PageContent}
    title=${subject}
    path=${PATH}
    actions=${canEdit && html`<${Switch} ticket=${ticket} onChanged=${onChanged} />`}
  >
    <${Stale} error=${error} onRetry=${onChanged} />
    <${Facts}
      facts=${[
        { label: "Ticket", value: `#${number}` },
        { label: "Status", value: html`<${TicketChip} status=${status} />` },
        { label: "Client", value: contact && html`<a href=${contactAddress(contact.id)}>${contact.name}</a>` },
        { label: "Project", value: project && html`<a href=${projectAddress(project.id)}>${project.name}</a>` },
        { label: "Opened", value: formatDateTime(created) },
        { label: "Assigned to", value: ticket.assignedTo?.name },
      ]}
    />
    <div class="desk-columns">
      <${Section} title="Conversation">
        <${Conversation}
          about=${{ kind: "ticket", id }}
          label=${label}
          note=${status === "closed" ? "This ticket is closed. Another word from the client opens it again." : ""}
          ofProject=${Boolean(project)}
        />
      <//>
      <div class="desk-ticket-side">
        ${canEdit && html`<${Assign} ticket=${ticket} onChanged=${onChanged} />`}
        ${
          contact &&
          html`<${TicketDocuments} ticket=${ticket} client=${{ type: "contact", ...contact }} canEdit=${canEdit} />`
        }
      </div>
    </div>
  <//>`;
}

/**
 * Changes the ticket, and says so where it does not work.
 *
 * @param {Ticket} ticket
 * @param {() => void} onChanged
 */
function useChange({ id }, onChanged) {
  return useAction(async (/** @type {Parameters<typeof changeTicket>[1]} */ change, /** @type {string} */ done) => {
    try {
      await changeTicket(id, change);
      host().toast(done);
    } catch (error) {
      host().warn(problem(error).title);
    }
    onChanged();
  });
}

/** @param {{ticket: Ticket, onChanged: () => void}} props */
function Switch({ ticket, onChanged }) {
  const { run, busy } = useChange(ticket, onChanged);
  return ticket.status === "closed"
    ? html`<${Button} tone="secondary" icon="restart" busy=${busy} onClick=${() => run({ status: "open" }, "Ticket reopened.")}>Reopen<//>`
    : html`<${Button} icon="check" busy=${busy} onClick=${() => run({ status: "closed" }, "Ticket closed.")}>Close<//>`;
}

/** @param {{ticket: Ticket, onChanged: () => void}} props */
function Assign({ ticket, onChanged }) {
  const staff = useLoad(loadStaff, []);
  const { run } = useChange(ticket, onChanged);
  const members = staff.data?.map(({ id, name, email }) => ({ value: id, label: name || email })) ?? [];
  const { assignedTo } = ticket;
  // Until the list has arrived, or where the account is gone, whoever it is stands alone.
  const known = members.some(({ value }) => value === assignedTo?.id);
  const choices = [
    { value: "", label: "Nobody" },
    ...(assignedTo && !known ? [{ value: assignedTo.id, label: assignedTo.name }] : []),
    ...members,
  ];
  return html`<${SelectField}
    label="Assign to"
    value=${assignedTo?.id ?? ""}
    choices=${choices}
    onInput=${(/** @type {string} */ id) => run({ assigned_to: id }, id ? "Ticket assigned." : "Assigned to nobody.")}
  />`;
}
