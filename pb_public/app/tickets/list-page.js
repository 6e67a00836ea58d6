// @ts-check
// The tickets somebody has opened, and opening one.

import { Icon } from "../../shared/icons.js";
import { html, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { Pager, useLastPage } from "../documents/pager.js";
import { SkeletonRows } from "../documents/row.js";
import { place } from "../place.js";
import { ticketsHref } from "../route.js";
import { useStore } from "../store.js";
import { Button } from "../ui/field.js";
import { ListSearch, NothingFound } from "../ui/list-search.js";
import { LoadFailed, Stale } from "../ui/loaded.js";
import { EmptyState } from "../ui/notice.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { useLoaded } from "../ui/use-loaded.js";
import { go, replaceRoute } from "../use-route.js";
import { NewTicketDialog } from "./new-dialog.js";
import { TicketRow } from "./row.js";

/** @param {{route: import("../route.js").TicketsRoute}} props */
export function TicketsPage({ route: { q, number } }) {
  const [opening, setOpening] = useState(false);
  const firm = useStore((state) => state.firm.name) || "the firm";
  const { data, waiting, error } = useLoaded(`${number} ${q}`, (signal) => api.fetchTickets({ q, page: number }, signal), "tickets");
  const onSearch = (/** @type {string} */ text) => replaceRoute(ticketsHref({ q: text }));
  useLastPage(waiting ? null : data, (page) => ticketsHref({ q, number: page }));
  useTitle("Tickets");
  return html`<div class="page-top">
      <${PageHeading}>Tickets<//>
      ${!place.preview &&
      html`<${Button} class="button-primary" onClick=${() => setOpening(true)}><${Icon} name="plus" /> New ticket<//>`}
    </div>
    <div class="list-top"><${ListSearch} what="tickets" q=${q} onSearch=${onSearch} /></div>
    <section aria-label="Tickets">
      ${!data && error === null && html`<${SkeletonRows} what="tickets" />`}
      ${!data && error !== null && html`<${LoadFailed} title="Your tickets could not be loaded" error=${error} />`}
      ${data && error !== null && html`<${Stale} />`}
      ${data?.items.length === 0 && q && html`<${NothingFound} what="ticket" q=${q} onSearch=${onSearch} />`}
      ${data?.items.length === 0 &&
      !q &&
      html`<div class="list">
        <${EmptyState} icon="ticket" title="No tickets yet">
          A ticket keeps one question, its answers and its files together until it is settled. Open one when you need help from ${firm}.
        <//>
      </div>`}
      ${data &&
      data.items.length > 0 &&
      html`<ul class=${`list ${waiting ? "is-waiting" : ""}`} role="list" aria-busy=${waiting}>
          ${data.items.map((ticket) => html`<${TicketRow} key=${ticket.id} ticket=${ticket} />`)}
        </ul>
        <${Pager} data=${data} what="ticket" onPage=${(/** @type {number} */ to) => go(ticketsHref({ q, number: to }))} />`}
    </section>
    ${opening && html`<${NewTicketDialog} onClose=${() => setOpening(false)} />`}`;
}
