// @ts-check

import { html } from "/shared/vendor/preact.js";
import { formatCalendarDay } from "/shared/format.js";
import { useLive, useLoad } from "../data/hooks.js";
import { PER_PAGE, useListState } from "../data/lists.js";
import { loadRequests } from "../data/requests.js";
import { requestAddress } from "../lib/address.js";
import { REQUEST_LISTS, askedBy } from "../lib/requests.js";
import { When } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { PagedTable } from "../ui/paged.js";
import { Filter, Search } from "../ui/search.js";
import { Empty } from "../ui/states.js";
import { SortFilter } from "../ui/table.js";
import { Progress } from "./progress.js";
import { RequestChip } from "./status.js";

const DEFAULTS = { q: "", status: "all", sort: "-created", page: 1 };

/** @type {import("../ui/table.js").Column<DeskRequest>[]} */
const COLUMNS = [
  {
    label: "Title",
    className: "desk-main-cell",
    cell: (request) => html`<a href=${requestAddress(request.id)}>${request.title}</a>`,
  },
  { label: "For", cell: (request) => html`<${Asked} request=${request} />` },
  { label: "Status", className: "desk-fit", cell: (request) => html`<${RequestChip} request=${request} />` },
  { label: "Progress", className: "desk-fit", cell: ({ progress }) => html`<${Progress} progress=${progress} />` },
  {
    label: "Due",
    sort: "due",
    className: "desk-fit",
    cell: ({ due }) => (due ? formatCalendarDay(due) : html`<span class="txt-hint">–</span>`),
  },
  { label: "Created", sort: "created", className: "desk-fit", cell: ({ created }) => html`<${When} at=${created} />` },
];

/** Beside its contact, company or project nobody needs to be told whom it asks. */
const COLUMNS_OF_ONE = COLUMNS.filter(({ label }) => label !== "For");

/** @param {{request: DeskRequest}} props */
function Asked({ request }) {
  const asked = askedBy(request);
  return asked ? html`<a href=${asked.href}>${asked.scope.name}</a>` : html`<span class="txt-hint">–</span>`;
}

/**
 * What is asked of a list of requests, and what it answered.
 *
 * @param {{path: string, query: Route["query"], scope?: Scope | undefined}} options `scope`: only those that ask them.
 */
export function useRequests({ path, query, scope }) {
  const { wanted, settled, change } = useListState(path, query, DEFAULTS);
  const found = useLoad(
    (signal) => loadRequests({ ...settled, perPage: PER_PAGE, ...(scope && { [scope.type]: scope.id }) }, signal),
    [settled, scope?.id],
  );
  useLive(["requests", "request_items", "contacts", "companies", "projects"], found.reload);
  return { wanted, settled, change, found, columns: scope ? COLUMNS_OF_ONE : COLUMNS };
}

/** @param {{requests: ReturnType<typeof useRequests>}} props */
export function RequestTools({ requests: { wanted, change, columns } }) {
  return html`<div class="desk-tools">
    <${Search} label="Search requests" value=${wanted.q} onInput=${(/** @type {string} */ q) => change({ q })} />
    <${Filter}
      label="Status"
      value=${wanted.status}
      choices=${REQUEST_LISTS}
      onInput=${(/** @type {string} */ status) => change({ status })}
    />
    <${SortFilter} columns=${columns} sort=${wanted.sort} onSort=${(/** @type {string} */ sort) => change({ sort })} />
  </div>`;
}

/** @param {{requests: ReturnType<typeof useRequests>, onAdd: false | (() => void)}} props */
export function RequestList({ requests: { settled, change, found, columns }, onAdd }) {
  const noMatch = html`<${Empty} icon="search" title="No request matches.">
    <${Button} tone="secondary" onClick=${() => change({ q: "", status: DEFAULTS.status })}>Show all requests<//>
  <//>`;
  const none = html`<${Empty} icon="task" title="No requests yet.">
    <p>Ask clients for documents, answers and confirmations, and see what is still missing.</p>
    ${onAdd && html`<${Button} icon="add" onClick=${onAdd}>New request<//>`}
  <//>`;
  return html`<${PagedTable}
    label="Requests"
    one="request"
    columns=${columns}
    found=${found}
    asked=${settled}
    change=${change}
    empty=${settled.q || settled.status !== DEFAULTS.status ? noMatch : none}
  />`;
}
