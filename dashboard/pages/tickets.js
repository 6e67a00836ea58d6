// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { useLive, useLoad } from "../data/hooks.js";
import { PER_PAGE, useListState } from "../data/lists.js";
import { loadTickets } from "../data/tickets.js";
import { TICKET_LISTS } from "../lib/tickets.js";
import { TicketList } from "../tickets/list.js";
import { NewTicket } from "../tickets/new.js";
import { Button } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { PageContent } from "../ui/page.js";
import { Filter, Search } from "../ui/search.js";
import { Tabs } from "../ui/tabs.js";

const DEFAULTS = { q: "", status: "waiting", assigned: "", sort: "", page: 1 };
const ASSIGNED = [
  { value: "", label: "Assigned to anybody" },
  { value: "me", label: "Assigned to me" },
];

/** @param {{query: Route["query"]}} props */
export function Page({ query }) {
  const { canEdit, role } = useMe();
  const [adding, setAdding] = useState(false);
  const { wanted, settled, change } = useListState("#/tickets", query, DEFAULTS);
  const { status, assigned, q, page } = settled;
  const found = useLoad(
    (signal) => loadTickets({ status, q, page, perPage: PER_PAGE, ...(assigned && { assigned }) }, signal),
    [settled],
  );
  useLive(["tickets", "conversations", "contacts", "projects"], found.reload);

  const tools = html`<div class="desk-tools">
    <${Search} label="Search tickets" value=${wanted.q} onInput=${(/** @type {string} */ text) => change({ q: text })} />
    ${
      // Nothing is ever assigned to the owner: assignees are staff.
      role !== "owner" &&
      html`<${Filter}
        label="Assigned to"
        value=${wanted.assigned}
        choices=${ASSIGNED}
        onInput=${(/** @type {string} */ next) => change({ assigned: next })}
      />`
    }
  </div>`;
  const actions = canEdit && html`<${Button} icon="add" onClick=${() => setAdding(true)}>New ticket<//>`;
  return html`<${PageContent} title="Tickets" tools=${tools} actions=${actions}>
    <${Tabs}
      label="Which tickets"
      tabs=${TICKET_LISTS}
      value=${wanted.status}
      onChange=${(/** @type {string} */ next) => change({ status: next })}
    >
      <${TicketList}
        found=${found}
        page=${page}
        empty=${nothing(settled)}
        onAll=${(q || assigned || status !== "all") && (() => change({ q: "", assigned: "", status: "all" }))}
        change=${change}
      />
    <//>
    ${adding && html`<${NewTicket} onClose=${() => setAdding(false)} />`}
  <//>`;
}

/** @param {typeof DEFAULTS} asked */
function nothing({ q, assigned, status }) {
  if (q || assigned) return { title: "No ticket matches.", text: "" };
  if (status === "all") return { title: "No tickets yet.", text: "What clients ask the help desk in the portal appears here." };
  if (status === "waiting") return { title: "No ticket is waiting.", text: "What clients ask the help desk appears here by itself." };
  return { title: "No such tickets.", text: "" };
}
