// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { useLive } from "../data/hooks.js";
import { useListState, usePage } from "../data/lists.js";
import { companyAddress, projectAddress } from "../lib/address.js";
import { STATUS_CHOICES } from "../lib/labels.js";
import { period } from "../lib/projects.js";
import { CURRENT, projectsFilter } from "../lib/query.js";
import { ProjectForm } from "../projects/project_form.js";
import { StatusChip } from "../projects/status.js";
import { Chip, When } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { PageContent } from "../ui/page.js";
import { PagedTable } from "../ui/paged.js";
import { Filter, Search } from "../ui/search.js";
import { Empty } from "../ui/states.js";
import { SortFilter } from "../ui/table.js";

const DEFAULTS = { q: "", status: CURRENT, sort: "search", page: 1 };
const CHOICES = [
  { value: CURRENT, label: "Current projects" },
  ...STATUS_CHOICES,
  { value: "all", label: "All projects" },
];

/** @type {import("../ui/table.js").Column<Project>[]} */
const COLUMNS = [
  {
    label: "Name",
    sort: "search",
    className: "desk-main-cell",
    cell: (project) => html`<a href=${projectAddress(project.id)}>${project.name}</a>`,
  },
  { label: "Company", cell: (project) => html`<${CompanyOf} company=${project.expand?.company} />` },
  { label: "Status", className: "desk-fit", cell: (project) => html`<${StatusChip} status=${project.status} />` },
  {
    label: "Client portal",
    className: "desk-fit",
    cell: (project) =>
      project.portal_enabled ? html`<${Chip} tone="success">Enabled<//>` : html`<${Chip} tone="warning">Disabled<//>`,
  },
  {
    label: "Dates",
    className: "desk-fit",
    cell: (project) => period(project) || html`<span class="txt-hint">–</span>`,
  },
  {
    label: "Added",
    sort: "created",
    className: "desk-fit",
    cell: (project) => html`<${When} at=${project.created} />`,
  },
];

/** @param {{company: Company | undefined}} props */
function CompanyOf({ company }) {
  if (!company) return html`<span class="txt-hint">–</span>`;
  return html`<a href=${companyAddress(company.id)}>${company.name}</a>`;
}

/** @param {{query: Record<string, string[]>}} props */
export function Page({ query }) {
  const { canEdit } = useMe();
  const [adding, setAdding] = useState(false);
  const { wanted, settled, change } = useListState("#/projects", query, DEFAULTS);
  /** @type {ReturnType<typeof usePage<Project>>} */
  const projects = usePage("projects", {
    page: settled.page,
    filter: projectsFilter(settled),
    sort: settled.sort,
    expand: "company",
  });
  useLive(["projects"], projects.reload);

  const tools = html`<div class="desk-tools">
    <${Search} label="Search projects" value=${wanted.q} onInput=${(/** @type {string} */ q) => change({ q })} />
    <${Filter}
      label="Status"
      value=${wanted.status}
      choices=${CHOICES}
      onInput=${(/** @type {string} */ status) => change({ status })}
    />
    <${SortFilter} columns=${COLUMNS} sort=${wanted.sort} onSort=${(/** @type {string} */ sort) => change({ sort })} />
  </div>`;

  const add = canEdit && html`<${Button} icon="add" onClick=${() => setAdding(true)}>New project<//>`;
  const all = html`<${Button} tone="secondary" onClick=${() => change({ q: "", status: "all" })}>Show all projects<//>`;
  const noMatch = html`<${Empty} icon="search" title="No project matches.">${all}<//>`;
  const none = html`<${Empty} icon="briefcase-4" title="No current projects.">
    <p>A project gathers documents, and has a portal of its own for the clients on its access list.</p>
    <div class="desk-actions desk-actions-middle">${add} ${all}</div>
  <//>`;

  return html`<${PageContent} title="Projects" tools=${tools} actions=${add}
  >
    <${PagedTable}
      label="Projects"
      one="project"
      columns=${COLUMNS}
      found=${projects}
      asked=${settled}
      change=${change}
      empty=${settled.q || settled.status !== CURRENT ? noMatch : none}
    />
    ${
      adding &&
      html`<${ProjectForm}
        onClose=${() => setAdding(false)}
        onSaved=${(/** @type {Project} */ project) => {
          location.hash = projectAddress(project.id);
        }}
      />`
    }
  <//>`;
}
