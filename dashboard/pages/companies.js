// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { useLive } from "../data/hooks.js";
import { useListState, usePage } from "../data/lists.js";
import { companyAddress } from "../lib/address.js";
import { companiesFilter } from "../lib/query.js";
import { CompanyForm } from "../people/company_form.js";
import { When } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { PageContent } from "../ui/page.js";
import { PagedTable } from "../ui/paged.js";
import { Search } from "../ui/search.js";
import { Empty } from "../ui/states.js";
import { SortFilter } from "../ui/table.js";

const DEFAULTS = { q: "", sort: "search", page: 1 };

/** @type {import("../ui/table.js").Column<Company>[]} */
const COLUMNS = [
  {
    label: "Name",
    sort: "search",
    className: "desk-main-cell",
    cell: (company) => html`<a href=${companyAddress(company.id)}>${company.name}</a>`,
  },
  { label: "Email", sort: "email", cell: (company) => company.email || html`<span class="txt-hint">–</span>` },
  { label: "Phone", className: "desk-fit", cell: (company) => company.phone || html`<span class="txt-hint">–</span>` },
  {
    label: "Added",
    sort: "created",
    className: "desk-fit",
    cell: (company) => html`<${When} at=${company.created} />`,
  },
];

/** @param {{query: Record<string, string[]>}} props */
export function Page({ query }) {
  const { canEdit } = useMe();
  const [adding, setAdding] = useState(false);
  const { wanted, settled, change } = useListState("#/companies", query, DEFAULTS);
  /** @type {ReturnType<typeof usePage<Company>>} */
  const companies = usePage("companies", {
    page: settled.page,
    filter: companiesFilter(settled),
    sort: settled.sort,
  });
  useLive(["companies"], companies.reload);

  const tools = html`<div class="desk-tools">
    <${Search} label="Search companies" value=${wanted.q} onInput=${(/** @type {string} */ q) => change({ q })} />
    <${SortFilter} columns=${COLUMNS} sort=${wanted.sort} onSort=${(/** @type {string} */ sort) => change({ sort })} />
  </div>`;

  const add = canEdit && html`<${Button} icon="add" onClick=${() => setAdding(true)}>New company<//>`;
  const noMatch = html`<${Empty} icon="search" title="No company matches.">
    <${Button} tone="secondary" onClick=${() => change({ q: "" })}>Show all companies<//>
  <//>`;
  const none = html`<${Empty} icon="building-2" title="No companies yet.">
    <p>A company is an organisation you work for. Its contacts are the people there.</p>
    ${add}
  <//>`;

  return html`<${PageContent} title="Companies" tools=${tools} actions=${add}
  >
    <${PagedTable}
      label="Companies"
      one="company"
      many="companies"
      columns=${COLUMNS}
      found=${companies}
      asked=${settled}
      change=${change}
      empty=${settled.q ? noMatch : none}
    />
    ${
      adding &&
      html`<${CompanyForm}
      onClose=${() => setAdding(false)}
      onSaved=${(/** @type {Company} */ company) => {
        location.hash = companyAddress(company.id);
      }}
    />`
    }
  <//>`;
}
