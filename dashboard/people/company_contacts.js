// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { list } from "../data/api.js";
import { useLive, useLoad } from "../data/hooks.js";
import { companyAddress, contactAddress } from "../lib/address.js";
import { membersFilter } from "../lib/query.js";
import { AccessChip, Chip } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { Icon } from "../ui/icon.js";
import { Section } from "../ui/record.js";
import { Empty, Failure, Loading } from "../ui/states.js";
import { ContactForm } from "./contact_form.js";

/** As many as an overview has room for; the Portal section has them all. */
const MOST = 10;

/**
 * The people of a company, in short.
 *
 * @param {{company: Company}} props
 */
export function CompanyContacts({ company }) {
  const { canEdit } = useMe();
  const [adding, setAdding] = useState(false);
  const { data, error, reload } = useLoad(
    /** @returns {Promise<ListOf<Membership>>} */
    (signal) =>
      list("company_contacts", {
        page: 1,
        perPage: MOST,
        filter: membersFilter(company.id, {}),
        sort: "contact.search",
        expand: "contact",
        signal,
      }),
    [company.id],
  );
  useLive(["contacts", "company_contacts"], reload);

  const add =
    canEdit && html`<${Button} size="sm" tone="secondary" icon="add" onClick=${() => setAdding(true)}>Add contact<//>`;
  return html`<${Section} title="Contacts" actions=${add}>
    ${!data && (error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`)}
    ${data?.items.length === 0 && html`<${Empty} icon="user-add" title="This company has no contacts yet." />`}
    <ul class="desk-rows" aria-label="Contacts">
      ${data?.items.map((membership) => html`<${Member} key=${membership.id} membership=${membership} />`)}
    </ul>
    ${
      data &&
      data.totalItems > MOST &&
      html`<p><a href=${companyAddress(company.id, "portal")}>All ${data.totalItems} contacts</a></p>`
    }
    ${
      adding &&
      html`<${ContactForm}
      company=${company}
      onClose=${() => setAdding(false)}
      onSaved=${() => {
        setAdding(false);
        reload();
      }}
    />`
    }
  <//>`;
}

/** @param {{membership: Membership}} props */
function Member({ membership }) {
  const contact = membership.expand?.contact;
  if (!contact) return null;
  return html`<li class="desk-row">
    <span class="desk-file-icon"><${Icon} name="user" /></span>
    <div class="desk-row-main">
      <div class="desk-row-title">
        <a href=${contactAddress(contact.id)}>${contact.name}</a>
        ${membership.primary && html`<${Chip}>Primary<//>`}
      </div>
      <div class="desk-row-meta"><span class="desk-break">${contact.email || "No email"}</span></div>
    </div>
    <${AccessChip} access=${contact.access} />
  </li>`;
}
