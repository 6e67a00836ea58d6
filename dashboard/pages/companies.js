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
import { Search } from "../ui/search.js";
import { Empty, Failure, Loading, Stale } from "../ui/states.js";
import { Pager } from "../ui/pager.js";
import { SortFilter, Table } from "../ui/table.js";

const PER_PAGE = 30;
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
  const companies = usePage("companies", {
    page: settled.page,
    perPage: PER_PAGE,
    filter: companiesFilter(settled),
    sort: settled.sort,
  });
  useLive(["companies"], companies.reload);

  const tools = html`<div class="desk-tools">
    <${Search} label="Search companies" value=${wanted.q} onInput=${(/** @type {string} */ q) => change({ q })} />
    <${SortFilter} columns=${COLUMNS} sort=${wanted.sort} onSort=${(/** @type {string} */ sort) => change({ sort })} />
  </div>`;

  return html`<${PageContent}
    title="Companies"
    tools=${tools}
    actions=${canEdit && html`<${Button} icon="add" onClick=${() => setAdding(true)}>New company<//>`}
  >
    <${Companies}
      companies=${companies}
      settled=${settled}
      change=${change}
      onAdd=${canEdit && (() => setAdding(true))}
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

/**
 * @param {{companies: ReturnType<typeof usePage>, settled: typeof DEFAULTS,
 *   change: (part: Partial<typeof DEFAULTS>) => void, onAdd: false | (() => void)}} props
 */
function Companies({ companies, settled, change, onAdd }) {
  const { rows, error, loading, reload, total } = companies;
  if (!rows) return error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  if (!rows.length && settled.page === 1) {
    return settled.q
      ? html`<${Empty} icon="search" title="No company matches.">
          <${Button} tone="secondary" onClick=${() => change({ q: "" })}>Show all companies<//>
        <//>`
      : html`<${Empty} icon="building-2" title="No companies yet.">
          <p>A company is an organisation you work for. Its contacts are the people there.</p>
          ${onAdd && html`<${Button} icon="add" onClick=${onAdd}>New company<//>`}
        <//>`;
  }
  return html`
    <${Stale} error=${error} onRetry=${reload} />
    <${Table}
      label="Companies"
      columns=${COLUMNS}
      rows=${rows}
      sort=${settled.sort}
      onSort=${(/** @type {string} */ sort) => change({ sort })}
      busy=${loading}
    />
    <${Pager}
      page=${settled.page}
      perPage=${PER_PAGE}
      shown=${rows.length}
      total=${total}
      one="company"
      many="companies"
      onPage=${(/** @type {number} */ page) => change({ page })}
    />
  `;
}
