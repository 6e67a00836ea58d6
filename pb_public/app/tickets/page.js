// @ts-check
// One ticket: its conversation and its documents.

import { formatDate } from "../../shared/format.js";
import { html, useEffect, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { DeleteDialog } from "../documents/delete-dialog.js";
import { UploadButton } from "../documents/page.js";
import { PreviewDialog } from "../documents/preview-dialog.js";
import { DocumentRow, SkeletonRows } from "../documents/row.js";
import { TicketTalk } from "../messages/talk.js";
import { place } from "../place.js";
import { ticketHref } from "../route.js";
import { setState, useStore } from "../store.js";
import { BackLink, LoadFailed, NotAvailable, Stale } from "../ui/loaded.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { isGone, useLoaded } from "../ui/use-loaded.js";
import { useClosing } from "../use-route.js";
import { TicketState } from "./row.js";

/** @typedef {import("../types.js").PortalDocument} PortalDocument */

/** As many as one answer holds. */
const AT_ONCE = 100;

/** @param {{route: import("../route.js").TicketRoute}} props */
export function TicketPage({ route: { id, document } }) {
  const { data, error } = useLoaded(id, (signal) => api.fetchTicket(id, signal));
  const firm = useStore((state) => state.firm.name) || "The firm";
  useTitle(data?.subject ?? "Ticket");
  if (data) return html`${error !== null && html`<${Stale} />`}<${Whole} key=${id} ticket=${data} document=${document} />`;
  return html`<${BackLink} href="#/tickets">All tickets<//>
    <div class="page-top"><${PageHeading}>Ticket<//></div>
    ${error === null && html`<${SkeletonRows} what="the ticket" />`}
    ${error !== null && !isGone(error) && html`<${LoadFailed} title="The ticket could not be loaded" error=${error} />`}
    ${isGone(error) &&
    html`<${NotAvailable} title="This ticket is not available" action=${html`<a class="button" href="#/tickets">Go to your tickets</a>`}>
      ${firm} may have deleted it, or closed the project that it is about.
    <//>`}`;
}

/** @param {{ticket: import("../types.js").Ticket, document: string}} props */
function Whole({ ticket, document }) {
  const { id, number, subject, status, created } = ticket;
  const project = useStore((state) => state.projects)?.find((one) => one.id === ticket.project);
  // Whatever is uploaded from here goes to the ticket.
  useEffect(() => {
    setState({ ticket });
    return () => setState({ ticket: null });
  }, [id, subject]);
  return html`<div class="ticket">
    <${BackLink} href="#/tickets">All tickets<//>
    <div class="page-top">
      <div class="request-head">
        <${PageHeading}>${subject}<//>
        <p class="request-facts">
          <${TicketState} status=${status} />
          <span>Ticket ${number}, opened on ${formatDate(created)}</span>
          ${project && html`<span>${project.name}</span>`}
        </p>
      </div>
      <${UploadButton} />
    </div>
    ${status === "closed" && !place.preview && html`<p class="ticket-closed">This ticket is closed. It opens again when you write.</p>`}
    <section class="talk-box" aria-label="Conversation"><${TicketTalk} key=${id} id=${id} subject=${subject} /></section>
    <${TicketDocuments} id=${id} open=${document} />
  </div>`;
}

/** @param {{id: string, open: string}} props `open` is the one that is opened on top */
function TicketDocuments({ id, open }) {
  const { data, error } = useLoaded(id, (signal) => fetchBoth(id, signal));
  const opened = useStore((state) => state.opened);
  const [deleting, setDeleting] = useState(/** @type {PortalDocument | null} */ (null));
  const close = useClosing(open, ticketHref(id));
  const onDeleted = () => {
    setDeleting(null);
    // The button that had the focus is gone with its row.
    setTimeout(() => document.querySelector("h1")?.focus());
  };
  return html`<section class="home-part" aria-label="Documents of this ticket">
    <div class="home-top"><h2>Documents</h2></div>
    ${!data && error === null && html`<${SkeletonRows} />`}
    ${!data && error !== null && html`<${LoadFailed} title="The documents could not be loaded" error=${error} />`}
    ${data?.length === 0 && html`<p class="ticket-none">No documents yet. What you upload here stays with the ticket.</p>`}
    ${data &&
    data.length > 0 &&
    html`<ul class="list" role="list">
      ${data.map(
        (doc) =>
          html`<${DocumentRow}
            key=${doc.id}
            doc=${doc}
            isNew=${doc.isNew && !opened.has(doc.id)}
            arrived=${false}
            href=${ticketHref(id, doc.id)}
            onDelete=${doc.mine && !place.preview ? () => setDeleting(doc) : undefined}
          />`,
      )}
    </ul>`}
    ${open &&
    html`<${PreviewDialog}
      key=${open}
      id=${open}
      comments=${false}
      known=${data?.find((doc) => doc.id === open) ?? null}
      onClose=${close}
    />`}
    ${deleting && html`<${DeleteDialog} doc=${deleting} onDeleted=${onDeleted} onClose=${() => setDeleting(null)} />`}
  </section>`;
}

/**
 * What the firm filed under a ticket and what was uploaded to it, the latest first.
 * @param {string} ticket
 * @param {AbortSignal} signal
 */
async function fetchBoth(ticket, signal) {
  const lists = /** @type {const} */ (["shared", "uploads"]);
  const found = await Promise.all(lists.map((list) => fetchAll(list, ticket, signal)));
  // The firm may have shared what was uploaded.
  const once = new Map(found.flat().map((doc) => [doc.id, doc]));
  return [...once.values()].sort((a, b) => b.created.localeCompare(a.created));
}

/**
 * @param {import("../types.js").ListName} list
 * @param {string} ticket
 * @param {AbortSignal} signal
 * @returns {Promise<PortalDocument[]>}
 */
async function fetchAll(list, ticket, signal, page = 1) {
  const { items, totalPages } = await api.fetchDocuments({ list, ticket, page, perPage: AT_ONCE }, signal);
  return page < totalPages ? [...items, ...(await fetchAll(list, ticket, signal, page + 1))] : items;
}
