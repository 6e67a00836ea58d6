// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { all } from "../data/api.js";
import { useLive, useLoad } from "../data/hooks.js";
import { useListState, usePage } from "../data/lists.js";
import { companyAddress, contactAddress } from "../lib/address.js";
import { ACCESS_CHOICES } from "../lib/labels.js";
import { contactsFilter, membershipsFilter } from "../lib/query.js";
import { ContactForm } from "../people/contact_form.js";
import { AccessChip, When } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { PageContent } from "../ui/page.js";
import { PagedTable } from "../ui/paged.js";
import { Filter, Search } from "../ui/search.js";
import { Empty } from "../ui/states.js";
import { SortFilter } from "../ui/table.js";

const DEFAULTS = { q: "", status: "", sort: "search", page: 1 };

/** @typedef {Contact & {memberships: Membership[] | undefined}} Row */

/** @type {import("../ui/table.js").Column<Row>[]} */
const COLUMNS = [
  {
    label: "Name",
    sort: "search",
    className: "desk-main-cell",
    cell: (contact) => html`<a href=${contactAddress(contact.id)}>${contact.name}</a>`,
  },
  { label: "Email", sort: "email", cell: (contact) => contact.email || html`<span class="txt-hint">No email</span>` },
  { label: "Company", cell: (contact) => html`<${CompanyOf} memberships=${contact.memberships} />` },
  {
    label: "Portal access",
    className: "desk-fit",
    cell: (contact) => html`<${AccessChip} access=${contact.access} />`,
  },
  {
    label: "Added",
    sort: "created",
    className: "desk-fit",
    cell: (contact) => html`<${When} at=${contact.created} />`,
  },
];

/** @param {{query: Record<string, string[]>}} props */
export function Page({ query }) {
  const { canEdit } = useMe();
  const [adding, setAdding] = useState(false);
  const { wanted, settled, change } = useListState("#/contacts", query, DEFAULTS);
  /** @type {ReturnType<typeof usePage<Contact>>} */
  const contacts = usePage("contacts", {
    page: settled.page,
    filter: contactsFilter(settled),
    sort: settled.sort,
  });
  useLive(["contacts"], contacts.reload);

  const add = canEdit && html`<${Button} icon="add" onClick=${() => setAdding(true)}>New contact<//>`;
  const noMatch = html`<${Empty} icon="search" title="No contact matches.">
    <${Button} tone="secondary" onClick=${() => change({ q: "", status: "" })}>Show all contacts<//>
  <//>`;
  const none = html`<${Empty} icon="contacts-book-2" title="No contacts yet.">
    <p>A contact is a person whom you share documents with.</p>
    ${add}
  <//>`;

  return html`<${PageContent} title="Contacts" tools=${html`<${Tools} wanted=${wanted} change=${change} />`} actions=${add}
  >
    <${PagedTable}
      label="Contacts"
      one="contact"
      columns=${COLUMNS}
      found=${useCompanies(contacts)}
      asked=${settled}
      change=${change}
      empty=${settled.q || settled.status ? noMatch : none}
    />
    ${
      adding &&
      html`<${ContactForm}
      onClose=${() => setAdding(false)}
      onSaved=${(/** @type {Contact} */ contact) => {
        location.hash = contactAddress(contact.id);
      }}
    />`
    }
  <//>`;
}

/** @param {{wanted: typeof DEFAULTS, change: (part: Partial<typeof DEFAULTS>) => void}} props */
function Tools({ wanted, change }) {
  return html`<div class="desk-tools">
    <${Search} label="Search contacts" value=${wanted.q} onInput=${(/** @type {string} */ q) => change({ q })} />
    <${Filter}
      label="Portal access"
      value=${wanted.status}
      choices=${[{ value: "", label: "All contacts" }, ...ACCESS_CHOICES]}
      onInput=${(/** @type {string} */ status) => change({ status })}
    />
    <${SortFilter} columns=${COLUMNS} sort=${wanted.sort} onSort=${(/** @type {string} */ sort) => change({ sort })} />
  </div>`;
}

/**
 * The contacts with their companies, which arrive a moment later. (Expanding them would give one company only: PocketBase
 * takes the index that keeps one primary company per contact to mean one company per contact.)
 *
 * @param {ReturnType<typeof usePage<Contact>>} found
 */
function useCompanies(found) {
  const contacts = found.data?.items;
  const ids = contacts?.map(({ id }) => id) ?? [];
  const { data } = useLoad(
    /** @returns {Promise<Membership[]>} */
    async (signal) =>
      ids.length ? all("company_contacts", { filter: membershipsFilter(ids), expand: "company", signal }) : [],
    [contacts],
  );
  const items = contacts?.map((contact) => ({
    ...contact,
    memberships: data?.filter((membership) => membership.contact === contact.id),
  }));
  return { ...found, data: items && { ...found.data, items } };
}

/** @param {{memberships: Membership[] | undefined}} props */
function CompanyOf({ memberships = [] }) {
  const company = (memberships.find((membership) => membership.primary) ?? memberships[0])?.expand?.company;
  if (!company) return html`<span class="txt-hint">–</span>`;
  const others = memberships.length - 1;
  return html`<a href=${companyAddress(company.id)}>${company.name}</a>${
    others > 0 && html`<span class="txt-hint"> +${others}</span>`
  }`;
}
