// @ts-check

import { html } from "/shared/vendor/preact.js";
import { formatCalendarDay } from "/shared/format.js";
import { useLive, useLoad } from "../data/hooks.js";
import { PER_PAGE, useListState } from "../data/lists.js";
import { loadSignings } from "../data/signings.js";
import { signingAddress } from "../lib/address.js";
import { SIGNING_LISTS, signedCount } from "../lib/signings.js";
import { SigningChip } from "../signing/progress.js";
import { When } from "../ui/bits.js";
import { PageContent } from "../ui/page.js";
import { PagedTable } from "../ui/paged.js";
import { Filter } from "../ui/search.js";
import { Empty } from "../ui/states.js";

const DEFAULTS = { q: "", status: "sent", sort: "", page: 1 };
const none = html`<span class="txt-hint">–</span>`;

/** @type {import("../ui/table.js").Column<SigningLine>[]} */
const COLUMNS = [
  {
    label: "Document",
    className: "desk-main-cell",
    cell: ({ id, title }) => html`<a href=${signingAddress(id)}>${title}</a>`,
  },
  { label: "Status", className: "desk-fit", cell: ({ status }) => html`<${SigningChip} status=${status} />` },
  { label: "Waits for", cell: (line) => waitsFor(line) || none },
  { label: "Signed", className: "desk-fit", cell: (line) => (line.signers.length ? signedCount(line) : none) },
  { label: "Due", className: "desk-fit", cell: ({ due }) => (due ? formatCalendarDay(due) : none) },
  { label: "Since", className: "desk-fit", cell: ({ created, sent, ended }) => html`<${When} at=${ended || sent || created} />` },
];

/** @param {SigningLine} line */
const waitsFor = ({ signers }) =>
  signers
    .filter(({ turn }) => turn)
    .map(({ name }) => name)
    .join(", ");

/** The rounds of signing: what waits for whom, and what became of the others. @param {{query: Route["query"]}} props */
export function Page({ query }) {
  const { wanted, settled, change } = useListState("#/signings", query, DEFAULTS);
  const { status, page } = settled;
  const found = useLoad((signal) => loadSignings({ status, page, perPage: PER_PAGE }, signal), [settled]);
  useLive(["signings", "signatures", "contacts", "staff"], found.reload);

  const tools = html`<div class="desk-tools">
    <${Filter} label="Which" value=${wanted.status} choices=${SIGNING_LISTS} onInput=${(/** @type {string} */ next) => change({ status: next })} />
  </div>`;
  const empty = html`<${Empty} icon="quill-pen" title=${status === "sent" ? "Nothing waits for signatures." : "There is none."}>
    <p>Open a PDF among the documents of a client, then choose Send to sign.</p>
  <//>`;
  return html`<${PageContent} title="Signing" tools=${tools}>
    <${PagedTable} label="Signing" one="document" columns=${COLUMNS} found=${found} asked=${{ page }} change=${change} empty=${empty} />
  <//>`;
}
