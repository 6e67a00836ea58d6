// @ts-check
// The invoices and estimates that somebody was sent.

import { html } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { Pager, useLastPage } from "../documents/pager.js";
import { PreviewDialog } from "../documents/preview-dialog.js";
import { SkeletonRows } from "../documents/row.js";
import { Toolbar } from "../documents/toolbar.js";
import { useList } from "../documents/use-list.js";
import { BILL_SORTS, billsHref } from "../route.js";
import { useStore } from "../store.js";
import { Button } from "../ui/field.js";
import { LoadFailed, Stale } from "../ui/loaded.js";
import { EmptyState } from "../ui/notice.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { go, replaceRoute, useClosing } from "../use-route.js";
import { BillRow } from "./row.js";
import { KINDS } from "./words.js";

/** @typedef {import("../route.js").ListQuery} ListQuery */

/** @param {{route: import("../route.js").BillsRoute}} props */
export function BillsPage({ route: { kind, id, query } }) {
  const { q, sort, page } = query;
  const home = useStore((state) => state.home);
  const { state } = useList(kind, JSON.stringify([kind, q, sort, page]), (signal) => api.fetchBills({ kind, ...query }, signal));
  const words = KINDS[kind];
  useTitle(words.list, home?.[`${kind}s`].total ?? 0);

  const onQuery = (/** @type {Partial<ListQuery>} */ change) => {
    const next = billsHref(kind, { ...query, page: 1, ...change });
    if ("page" in change) go(next);
    else replaceRoute(next);
  };
  useLastPage(state.waiting ? null : state.data, (to) => billsHref(kind, { ...query, page: to }, id));
  const close = useClosing(id, billsHref(kind, query));

  return html`<div class="page-top"><${PageHeading}>Invoices<//></div>
    <div class="list-top">
      <${Tabs} kind=${kind} />
      <${Toolbar} key=${kind} what=${words.list.toLowerCase()} sorts=${BILL_SORTS} query=${query} onChange=${onQuery} />
    </div>
    <section aria-label=${words.list}><${List} kind=${kind} state=${state} query=${query} onQuery=${onQuery} /></section>
    ${id && html`<${PreviewDialog} key=${id} id=${id} comments=${false} known=${null} onClose=${close} />`}`;
}

/** @param {{kind: import("../types.js").BillKind}} props */
function Tabs({ kind }) {
  const home = useStore((state) => state.home);
  const tab = (/** @type {import("../types.js").BillKind} */ of) => {
    const waiting = home?.[`${of}s`].total ?? 0;
    return html`<a class="tab" href=${billsHref(of)} aria-current=${of === kind ? "page" : undefined}>
      ${KINDS[of].list}
      ${waiting > 0 &&
      html`<span class="badge" aria-hidden="true">${waiting}</span><span class="visually-hidden">, ${waiting} ${KINDS[of].waiting}</span>`}
    </a>`;
  };
  return html`<nav class="tabs" aria-label="Invoices">${tab("invoice")} ${tab("estimate")}</nav>`;
}

/**
 * @typedef {object} ListProps
 * @property {import("../types.js").BillKind} kind
 * @property {import("../documents/list-state.js").ListState<import("../types.js").Paged<import("../types.js").BillSummary>>} state
 * @property {ListQuery} query
 * @property {(change: Partial<ListQuery>) => void} onQuery
 */

/** @param {ListProps} props */
function List({ kind, state, query, onQuery }) {
  const opened = useStore((store) => store.opened);
  const { list, one } = KINDS[kind];
  if (state.status === "loading") return html`<${SkeletonRows} what=${list.toLowerCase()} />`;
  if (state.status === "failed" || !state.data) {
    return html`<${LoadFailed} title=${`Your ${list.toLowerCase()} could not be loaded`} error=${state.error} />`;
  }
  if (state.data.items.length === 0) return html`<${Nothing} kind=${kind} query=${query} onQuery=${onQuery} />`;
  return html`${state.error !== null && html`<${Stale} />`}
    <ul class=${`list ${state.waiting ? "is-waiting" : ""}`} role="list" aria-busy=${state.waiting}>
      ${state.data.items.map(
        (bill) =>
          html`<${BillRow}
            key=${bill.id}
            bill=${bill}
            isNew=${bill.isNew && !opened.has(bill.id)}
            arrived=${state.arrived.has(bill.id)}
            href=${billsHref(kind, query, bill.id)}
          />`,
      )}
    </ul>
    <${Pager} data=${state.data} what=${one} onPage=${(/** @type {number} */ page) => onQuery({ page })} />`;
}

/** @param {Omit<ListProps, "state">} props */
function Nothing({ kind, query, onQuery }) {
  const firm = useStore((state) => state.firm.name) || "the firm";
  const { list, one } = KINDS[kind];
  if (query.q) {
    const clear = html`<${Button} onClick=${() => onQuery({ q: "" })}>Clear search<//>`;
    return html`<div class="list">
      <${EmptyState} icon="search" title="Nothing found" role="status" action=${clear}>No ${one} matches “${query.q}”.<//>
    </div>`;
  }
  return html`<div class="list">
    <${EmptyState} icon="bill" title=${`No ${list.toLowerCase()} yet`}>
      When ${firm} sends you an ${one}, it appears here at once.
    <//>
  </div>`;
}
