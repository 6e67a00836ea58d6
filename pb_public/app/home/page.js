// @ts-check
// The first page: what there is to do, each thing one click from done.

import { formatDateTime, formatWhen, plural } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { html, useId } from "../../shared/vendor/preact.js";
import { BillRow } from "../bills/row.js";
import { UploadButton } from "../documents/page.js";
import { DocumentRow, SkeletonRows } from "../documents/row.js";
import { place } from "../place.js";
import { RequestRow } from "../requests/row.js";
import { billsHref, conversationHref, documentsHref, requestsHref, signingsHref } from "../route.js";
import { SigningRow } from "../sign/row.js";
import { useStore } from "../store.js";
import { TicketRow } from "../tickets/row.js";
import { LoadFailed, Stale } from "../ui/loaded.js";
import { EmptyState } from "../ui/notice.js";
import { PageHeading, useTitle } from "../ui/page.js";

/** @typedef {import("../types.js").Home} Home */

export function HomePage() {
  const contact = useStore((state) => state.contact);
  const home = useStore((state) => state.home);
  const error = useStore((state) => state.homeError);
  useTitle("Home", home ? home.signings.total + home.requests.total + home.invoices.total + home.estimates.total : 0);
  return html`<div class="home">
    <div class="page-top">
      <${PageHeading}>Hello, ${contact?.name || contact?.email}<//>
      <${UploadButton} />
    </div>
    ${home === null && error === null && html`<${SkeletonRows} what="what there is to do" />`}
    ${home === null && error !== null && html`<${LoadFailed} title="What there is to do could not be loaded" error=${error} />`}
    ${home && error !== null && html`<${Stale} />`} ${home && html`<${Waiting} home=${home} />`}
  </div>`;
}

/** @param {{home: Home}} props */
function Waiting({ home }) {
  const { signings, requests, invoices, estimates, messages, documents } = home;
  const opened = useStore((state) => state.opened);
  // The conversation of an answered ticket stands with the ticket.
  const answered = new Set(home.tickets.items.map(({ id }) => id));
  const talks = messages.items.filter(({ kind, id }) => !(kind === "ticket" && answered.has(id)));
  const talkTotal = messages.total - (messages.items.length - talks.length);
  const fresh = documents.items.filter(({ id }) => !opened.has(id));
  const freshTotal = documents.total - (documents.items.length - fresh.length);
  const bills = invoices.total + estimates.total;
  if (signings.total + requests.total + bills + talkTotal + home.tickets.total + freshTotal === 0) return html`<${Nothing} />`;
  return html`
    <${Part} title="Documents to sign" total=${signings.total} shown=${signings.items.length} href=${signingsHref(false)}>
      ${signings.items.map((signing) => html`<${SigningRow} key=${signing.id} signing=${signing} />`)}
    <//>
    <${Part} title="Requests to answer" total=${requests.total} shown=${requests.items.length} href=${requestsHref(false)}>
      ${requests.items.map((request) => html`<${RequestRow} key=${request.id} request=${request} />`)}
    <//>
    <${Bills} title="Invoices to pay" kind="invoice" bills=${invoices} />
    <${Bills} title="Estimates to answer" kind="estimate" bills=${estimates} />
    <${Part} title="Unread messages" total=${talkTotal} shown=${talks.length} href="#/messages">
      ${talks.map((talk) => html`<${TalkRow} key=${talk.kind + talk.id} talk=${talk} />`)}
    <//>
    <${Part} title="Answered tickets" total=${home.tickets.total} shown=${home.tickets.items.length} href="#/tickets">
      ${home.tickets.items.map((ticket) => html`<${TicketRow} key=${ticket.id} ticket=${ticket} />`)}
    <//>
    <${Part} title="New documents" total=${freshTotal} shown=${fresh.length} href="#/documents">
      ${fresh.map((doc) => html`<${DocumentRow} key=${doc.id} doc=${doc} isNew arrived=${false} href=${documentsHref("shared", {}, doc.id)} />`)}
    <//>
  `;
}

/** @param {{title: string, kind: import("../types.js").BillKind, bills: Home["invoices"]}} props */
function Bills({ title, kind, bills: { total, items } }) {
  const opened = useStore((state) => state.opened);
  return html`<${Part} title=${title} total=${total} shown=${items.length} href=${billsHref(kind)}>
    ${items.map((bill) => html`<${BillRow} key=${bill.id} bill=${bill} isNew=${bill.isNew && !opened.has(bill.id)} href=${billsHref(kind, {}, bill.id)} />`)}
  <//>`;
}

/**
 * One kind of what waits, and where the rest of it is.
 * @param {{title: string, total: number, shown: number, href: string, children?: unknown}} props
 */
function Part({ title, total, shown, href, children }) {
  const id = useId();
  if (shown === 0) return null;
  return html`<section class="home-part" aria-labelledby=${id}>
    <div class="home-top">
      <h2 id=${id}>${title}</h2>
      ${total > shown && html`<a href=${href}>See all ${total}<span class="visually-hidden"> ${title.toLowerCase()}</span></a>`}
    </div>
    <ul class="list" role="list">
      ${children}
    </ul>
  </section>`;
}

/** @type {Record<import("../types.js").Summary["kind"], {icon: string, what: string}>} */
const KINDS = {
  contact: { icon: "messages", what: "Message" },
  document: { icon: "document", what: "Comment" },
  project: { icon: "projects", what: "Project" },
  ticket: { icon: "ticket", what: "Ticket" },
};

/** @param {{talk: import("../types.js").Summary}} props */
function TalkRow({ talk: { kind, id, name, last, by, at, unread } }) {
  const firm = useStore((state) => state.firm.name) || "The firm";
  const { icon, what } = KINDS[kind];
  return html`<li class="row task-row">
    <span class="tile"><${Icon} name=${icon} size=${22} /></span>
    <div class="row-main">
      <h2 class="row-title">
        <a class="row-link" href=${conversationHref(kind, id)}>${kind === "contact" ? firm : name}</a>
        <span class="chip chip-new">${plural(unread, `new ${what === "Comment" ? "comment" : "message"}`)}</span>
      </h2>
      <p class="row-description">${by}: ${last}</p>
    </div>
    <time class="task-when" datetime=${at.replace(" ", "T")} title=${formatDateTime(at)}>${formatWhen(at)}</time>
    <${Icon} name="chevron-right" />
  </li>`;
}

function Nothing() {
  const firm = useStore((state) => state.firm.name) || "the firm";
  const ways = html`<div class="home-ways">
    <a class="button" href="#/documents"><${Icon} name="documents" size=${18} /> Your documents</a>
    ${!place.preview && html`<a class="button" href="#/messages/firm"><${Icon} name="messages" size=${18} /> Write a message</a>`}
  </div>`;
  return html`<div class="list home-nothing">
    <${EmptyState} icon="check" title="Nothing to do" role="status" action=${ways}>
      You are all caught up. What ${firm} asks of you or sends you appears here at once.
    <//>
  </div>`;
}
