// @ts-check
// What somebody is asked to sign: what waits for them, and what is done.

import { html } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { Pager, useLastPage } from "../documents/pager.js";
import { SkeletonRows } from "../documents/row.js";
import { signingsHref } from "../route.js";
import { useStore } from "../store.js";
import { LoadFailed, Stale } from "../ui/loaded.js";
import { EmptyState } from "../ui/notice.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { useLoaded } from "../ui/use-loaded.js";
import { go } from "../use-route.js";
import { SigningRow } from "./row.js";

/** @param {{route: import("../route.js").SigningsRoute}} props */
export function SigningsPage({ route: { done, number } }) {
  const waiting = useStore((state) => state.home)?.signings.total ?? 0;
  const { data, waiting: asking, error } = useLoaded(
    `${done} ${number}`,
    (signal) => api.fetchSignings({ done, page: number }, signal),
    String(done),
  );
  useLastPage(asking ? null : data, (page) => signingsHref(done, page));
  useTitle("Sign", waiting);
  return html`<div class="page-top"><${PageHeading}>Sign<//></div>
    <div class="list-top">
      <nav class="tabs" aria-label="Documents to sign">
        <a class="tab" href=${signingsHref(false)} aria-current=${done ? undefined : "page"}>
          To sign ${waiting > 0 && html`<span class="badge" aria-hidden="true">${waiting}</span><span class="visually-hidden">, ${waiting}</span>`}
        </a>
        <a class="tab" href=${signingsHref(true)} aria-current=${done ? "page" : undefined}>Done</a>
      </nav>
    </div>
    <section aria-label=${done ? "Done" : "To sign"}>
      ${!data && error === null && html`<${SkeletonRows} what="documents to sign" />`}
      ${!data && error !== null && html`<${LoadFailed} title="What there is to sign could not be loaded" error=${error} />`}
      ${data && error !== null && html`<${Stale} />`} ${data?.items.length === 0 && html`<${Nothing} done=${done} />`}
      ${data &&
      data.items.length > 0 &&
      html`<ul class=${`list ${asking ? "is-waiting" : ""}`} role="list" aria-busy=${asking}>
          ${data.items.map((signing) => html`<${SigningRow} key=${signing.id} signing=${signing} />`)}
        </ul>
        <${Pager} data=${data} what="document" onPage=${(/** @type {number} */ to) => go(signingsHref(done, to))} />`}
    </section>`;
}

/** @param {{done: boolean}} props */
function Nothing({ done }) {
  const firm = useStore((state) => state.firm.name) || "the firm";
  return html`<div class="list">
    ${done
      ? html`<${EmptyState} icon="inbox" title="Nothing signed yet">What you sign, and what became of it, is kept here.<//>`
      : html`<${EmptyState} icon="check" title="Nothing to sign">When ${firm} sends you a document to sign, it appears here at once.<//>`}
  </div>`;
}
