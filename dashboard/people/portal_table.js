// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { useLive } from "../data/hooks.js";
import { useListState, usePage } from "../data/lists.js";
import { contactAddress } from "../lib/address.js";
import { ACCESS_CHOICES } from "../lib/labels.js";
import { membersFilter } from "../lib/query.js";
import { AccessChip, Chip } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { Menu } from "../ui/menu.js";
import { PagedTable } from "../ui/paged.js";
import { Filter, Search } from "../ui/search.js";
import { Empty } from "../ui/states.js";
import { AccessButtons, useAccess } from "./access.js";
import { ContactForm } from "./contact_form.js";
import { LinkDialog } from "./link.js";
import { membershipItems } from "./members.js";

const PER_PAGE = 50;
const DEFAULTS = { q: "", status: "", sort: "contact.search", page: 1 };

const NONE = html`<${Empty} icon="user-add" title="This company has no contacts yet.">
  <p>Add the people there whom you share documents with.</p>
<//>`;

/**
 * Who of a company can use the portal, and the ways to change that.
 *
 * @param {{company: Company, path: string, query: Record<string, string[]>}} props
 */
export function PortalTable({ company, path, query }) {
  const { canEdit } = useMe();
  const { wanted, settled, change } = useListState(path, query, DEFAULTS);
  const [adding, setAdding] = useState(/** @type {"" | "new" | "existing"} */ (""));
  const [editing, setEditing] = useState(/** @type {Contact | undefined} */ (undefined));
  /** @type {ReturnType<typeof usePage<Membership>>} */
  const members = usePage("company_contacts", {
    page: settled.page,
    perPage: PER_PAGE,
    filter: membersFilter(company.id, settled),
    sort: settled.sort,
    expand: "contact",
  });
  const access = useAccess({ onChanged: members.reload });
  useLive(["contacts", "company_contacts"], members.reload);

  const columns = portalColumns({ company, canEdit, access, onEdit: setEditing, onChanged: members.reload });

  const noMatch = html`<${Empty} icon="search" title="No contact matches.">
    <${Button} tone="secondary" onClick=${() => change({ q: "", status: "" })}>Show all<//>
  <//>`;

  return html`<div class="desk-portal">
    <div class="desk-bar">
      <div class="desk-tools">
        <${Search} label="Search by name" value=${wanted.q} onInput=${(/** @type {string} */ q) => change({ q })} />
        <${Filter}
          label="Filter by status"
          value=${wanted.status}
          choices=${[{ value: "", label: "All statuses" }, ...ACCESS_CHOICES]}
          onInput=${(/** @type {string} */ status) => change({ status })}
        />
      </div>
      ${
        canEdit &&
        html`<div class="desk-actions">
        <${Button} tone="secondary" onClick=${() => setAdding("existing")}>Add existing<//>
        <${Button} icon="add" onClick=${() => setAdding("new")}>Add contact<//>
      </div>`
      }
    </div>
    <${PagedTable}
      label="Portal access"
      one="contact"
      columns=${columns}
      found=${members}
      asked=${settled}
      perPage=${PER_PAGE}
      change=${change}
      empty=${settled.q || settled.status ? noMatch : NONE}
    />
    ${
      adding === "new" &&
      html`<${ContactForm}
      company=${company}
      onClose=${() => setAdding("")}
      onSaved=${() => {
        setAdding("");
        members.reload();
      }}
    />`
    }
    ${
      adding === "existing" &&
      html`<${LinkDialog} company=${company} onClose=${() => setAdding("")} onLinked=${members.reload} />`
    }
    ${
      editing &&
      html`<${ContactForm}
      contact=${editing}
      onClose=${() => setEditing(undefined)}
      onSaved=${() => {
        setEditing(undefined);
        members.reload();
      }}
    />`
    }
    ${access.dialog}
  </div>`;
}

/**
 * @param {{company: Company, canEdit: boolean, access: ReturnType<typeof useAccess>, onEdit: (contact: Contact) => void,
 *   onChanged: () => void}} options
 * @returns {import("../ui/table.js").Column<Membership>[]}
 */
function portalColumns({ company, canEdit, access, onEdit, onChanged }) {
  /** @param {(contact: Contact, membership: Membership) => unknown} cell */
  const ofContact = (cell) => (/** @type {Membership} */ membership) =>
    membership.expand?.contact && cell(membership.expand.contact, membership);

  /** @type {import("../ui/table.js").Column<Membership>[]} */
  const columns = [
    {
      label: "Name",
      sort: "contact.search",
      className: "desk-main-cell",
      cell: ofContact(
        (contact, { primary }) => html`<a href=${contactAddress(contact.id)}>${contact.name}</a>
          ${primary && html`<${Chip}>Primary<//>`}`,
      ),
    },
    {
      label: "Email",
      sort: "contact.email",
      cell: ofContact((contact) => contact.email || html`<span class="txt-hint">No email</span>`),
    },
    {
      label: "Status",
      className: "desk-fit",
      cell: ofContact((contact) => html`<${AccessChip} access=${contact.access} />`),
    },
  ];
  if (!canEdit) return columns;

  const actions = ofContact(
    (contact, membership) => html`<div class="desk-row-actions">
      <${AccessButtons} contact=${contact} access=${access} onAddEmail=${() => onEdit(contact)} />
      <${Menu}
        label="More actions for ${contact.name}"
        items=${[
          { label: "Edit contact", icon: "edit", onSelect: () => onEdit(contact) },
          ...membershipItems(membership, { contact: contact.name, company: company.name }, onChanged),
        ]}
      />
    </div>`,
  );
  return [...columns, { label: "", className: "desk-actions-cell", cell: actions }];
}
