// @ts-check
// What the firm has asked for: what is still to answer, and what is done.

import { html } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { Pager, useLastPage } from "../documents/pager.js";
import { SkeletonRows } from "../documents/row.js";
import { requestsHref } from "../route.js";
import { useStore } from "../store.js";
import { ListSearch, NothingFound } from "../ui/list-search.js";
import { LoadFailed, Stale } from "../ui/loaded.js";
import { EmptyState } from "../ui/notice.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { useLoaded } from "../ui/use-loaded.js";
import { go, replaceRoute } from "../use-route.js";
import { RequestRow } from "./row.js";

/** @param {{route: import("../route.js").RequestsRoute}} props */
export function RequestsPage({ route: { done, q, number } }) {
  const waiting = useStore((state) => state.home)?.requests.total ?? 0;
  const { data, waiting: asking, error } = useLoaded(
    `${done} ${number} ${q}`,
    (signal) => api.fetchRequests({ done, q, page: number }, signal),
    String(done),
  );
  const onSearch = (/** @type {string} */ text) => replaceRoute(requestsHref(done, { q: text }));
  useLastPage(asking ? null : data, (page) => requestsHref(done, { q, number: page }));
  useTitle("Requests", waiting);
  return html`<div class="page-top"><${PageHeading}>Requests<//></div>
    <div class="list-top">
      <nav class="tabs" aria-label="Requests">
        <a class="tab" href=${requestsHref(false)} aria-current=${done ? undefined : "page"}>
          To answer ${waiting > 0 && html`<span class="badge" aria-hidden="true">${waiting}</span><span class="visually-hidden">, ${waiting}</span>`}
        </a>
        <a class="tab" href=${requestsHref(true)} aria-current=${done ? "page" : undefined}>Done</a>
      </nav>
      <${ListSearch} key=${done} what="requests" q=${q} onSearch=${onSearch} />
    </div>
    <section aria-label=${done ? "Done" : "To answer"}>
      ${!data && error === null && html`<${SkeletonRows} what="requests" />`}
      ${!data && error !== null && html`<${LoadFailed} title="Your requests could not be loaded" error=${error} />`}
      ${data && error !== null && html`<${Stale} />`} ${
        data?.items.length === 0 &&
        (q
          ? html`<${NothingFound} what=${done ? "request that is done" : "request to answer"} q=${q} onSearch=${onSearch} />`
          : html`<${Nothing} done=${done} />`)
      }
      ${data &&
      data.items.length > 0 &&
      html`<ul class=${`list ${asking ? "is-waiting" : ""}`} role="list" aria-busy=${asking}>
          ${data.items.map((request) => html`<${RequestRow} key=${request.id} request=${request} />`)}
        </ul>
        <${Pager} data=${data} what="request" onPage=${(/** @type {number} */ to) => go(requestsHref(done, { q, number: to }))} />`}
    </section>`;
}

/** @param {{done: boolean}} props */
function Nothing({ done }) {
  const firm = useStore((state) => state.firm.name) || "the firm";
  return html`<div class="list">
    ${done
      ? html`<${EmptyState} icon="inbox" title="Nothing handed in yet">What you hand in to ${firm} is kept here.<//>`
      : html`<${EmptyState} icon="check" title="Nothing to answer">When ${firm} asks you for something, it appears here at once.<//>`}
  </div>`;
}
