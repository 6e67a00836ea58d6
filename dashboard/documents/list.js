// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { listDocuments, loadReach } from "../data/documents.js";
import { useLive, useLoad } from "../data/hooks.js";
import { PER_PAGE, useListState } from "../data/lists.js";
import { Add } from "../items/add.js";
import { Button } from "../ui/button.js";
import { useMayEdit } from "../ui/desk.js";
import { PagedList } from "../ui/paged.js";
import { Filter, Search } from "../ui/search.js";
import { Empty } from "../ui/states.js";
import { Tabs } from "../ui/tabs.js";
import { DocumentRow } from "./row.js";

const DEFAULTS = { q: "", tab: "all", sort: "-created", page: 1 };

const TABS = [
  { value: "all", label: "All" },
  { value: "shared", label: "Shared" },
  { value: "received", label: "Received" },
];

/** Where received documents come from. */
const SOURCES = [{ value: "portal", label: "Client Portal" }];

const ORDERS = [
  { value: "-created", label: "Newest first" },
  { value: "created", label: "Oldest first" },
  { value: "title", label: "Title A–Z" },
  { value: "-size", label: "Largest first" },
];

/** @type {Record<string, {title: string, text: string}>} */
const NOTHING = {
  all: { title: "No documents yet.", text: "Add one, or wait for the client to upload one." },
  shared: {
    title: "Nothing is shared yet.",
    text: "Switch on Share beside a document, and it is in the portal at once.",
  },
  received: { title: "Nothing received yet.", text: "What clients upload in the portal appears here." },
};

/**
 * The documents of a contact, company or project.
 *
 * @param {{scope: Scope, path: string, query: Record<string, string[]>}} props
 */
export function Documents({ scope, path, query }) {
  const canEdit = useMayEdit(scope.type === "project" ? scope.id : undefined);
  const [adding, setAdding] = useState(false);
  const { wanted, settled, change } = useListState(path, query, DEFAULTS);
  const documents = useLoad(
    (signal) => listDocuments(scope, { ...settled, perPage: PER_PAGE }, signal),
    [scope.id, settled],
  );
  useLive(["documents", "shares", "conversations"], documents.reload);
  const reach = useReach(scope);

  const found = html`<${PagedList}
    one="document"
    found=${documents}
    page=${settled.page}
    change=${change}
    empty=${html`<${Nothing} settled=${settled} change=${change} />`}
  >
    ${(/** @type {DeskDocument[]} */ rows) => html`<ul
      class="desk-rows ${documents.loading ? "desk-busy" : ""}"
      aria-label="Documents"
      aria-busy=${documents.loading}
    >
      ${rows.map(
        (doc) =>
          html`<${DocumentRow} key=${doc.id} doc=${doc} scope=${scope} reach=${reach} onChanged=${documents.reload} />`,
      )}
    </ul>`}
  <//>`;
  return html`<div class="desk-documents">
    <div class="desk-bar">
      <div class="desk-tools">
        <${Search} label="Search documents" value=${wanted.q} onInput=${(/** @type {string} */ q) => change({ q })} />
        <${Filter}
          label="Sort by"
          value=${wanted.sort}
          choices=${ORDERS}
          onInput=${(/** @type {string} */ sort) => change({ sort })}
        />
      </div>
      ${canEdit && html`<${Button} onClick=${() => setAdding(true)}>+ Add<//>`}
    </div>
    <${Tabs}
      label="Documents"
      tabs=${TABS}
      value=${wanted.tab}
      onChange=${(/** @type {string} */ tab) => change({ tab })}
    >
      ${
        wanted.tab === "received"
          ? html`<${Tabs} label="Received from" tabs=${SOURCES} value="portal" onChange=${() => {}} minor>${found}<//>`
          : found
      }
    <//>
    ${adding && html`<${Add} scope=${scope} onClose=${() => setAdding(false)} onAdded=${documents.reload} />`}
  </div>`;
}

/** @param {{settled: typeof DEFAULTS, change: (part: Partial<typeof DEFAULTS>) => void}} props */
function Nothing({ settled, change }) {
  if (settled.q) {
    return html`<${Empty} icon="search" title="No document matches.">
      <${Button} tone="secondary" onClick=${() => change({ q: "" })}>Show all<//>
    <//>`;
  }
  const { title, text } = NOTHING[settled.tab] ?? NOTHING.all;
  return html`<${Empty} icon="file-list-3" title=${title}><p>${text}</p><//>`;
}

/**
 * What a contact sees through their companies and projects; undefined as long as it is not known, and for others.
 *
 * @param {Scope} scope
 */
function useReach({ type, id }) {
  const { data, reload } = useLoad(
    async (signal) => (type === "contact" ? await loadReach(id, signal) : undefined),
    [type, id],
  );
  useLive(["company_contacts", "project_contacts", "projects"], reload);
  return data;
}
