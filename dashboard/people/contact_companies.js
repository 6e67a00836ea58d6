// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { all } from "../data/api.js";
import { useLive, useLoad } from "../data/hooks.js";
import { companyAddress } from "../lib/address.js";
import { membershipsFilter } from "../lib/query.js";
import { Chip } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { Icon } from "../ui/icon.js";
import { Menu } from "../ui/menu.js";
import { Empty, Failure, Loading } from "../ui/states.js";
import { LinkDialog } from "./link.js";
import { membershipItems } from "./members.js";

/**
 * The companies that a contact belongs to.
 *
 * @param {{contact: Contact}} props
 */
export function CompaniesOf({ contact }) {
  const { canEdit } = useMe();
  const [linking, setLinking] = useState(false);
  const { data, error, reload } = useLoad(
    /** @returns {Promise<Membership[]>} */
    (signal) =>
      all("company_contacts", {
        filter: membershipsFilter([contact.id]),
        sort: "-primary,company.search",
        expand: "company",
        signal,
      }),
    [contact.id],
  );
  useLive(["company_contacts"], reload);

  return html`
    ${
      canEdit &&
      html`<div class="desk-bar desk-bar-end">
      <${Button} tone="secondary" icon="add" onClick=${() => setLinking(true)}>Add to a company<//>
    </div>`
    }
    ${!data && (error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`)}
    ${
      data?.length === 0 &&
      html`<${Empty} icon="building-2" title="Not a contact of any company.">
      <p>What is shared with a company, its contacts see as well.</p>
    <//>`
    }
    <ul class="desk-rows" aria-label="Companies">
      ${data?.map(
        (membership) => html`<${CompanyOf}
          key=${membership.id}
          membership=${membership}
          contact=${contact}
          onChanged=${reload}
        />`,
      )}
    </ul>
    ${linking && html`<${LinkDialog} contact=${contact} onClose=${() => setLinking(false)} onLinked=${reload} />`}
  `;
}

/** @param {{membership: Membership, contact: Contact, onChanged: () => void}} props */
function CompanyOf({ membership, contact, onChanged }) {
  const { canEdit } = useMe();
  const name = membership.expand?.company?.name ?? "The company";
  return html`<li class="desk-row">
    <span class="desk-file-icon"><${Icon} name="building-2" /></span>
    <div class="desk-row-main desk-row-title">
      <a href=${companyAddress(membership.company)}>${name}</a>
      ${membership.primary && html`<${Chip} tone="info">Primary<//>`}
    </div>
    ${
      canEdit &&
      html`<${Menu}
      label="More actions for ${name}"
      items=${membershipItems(membership, { contact: contact.name, company: name }, onChanged)}
    />`
    }
  </li>`;
}
