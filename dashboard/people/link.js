// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { useAction } from "../data/hooks.js";
import { join } from "../data/join.js";
import { Button } from "../ui/button.js";
import { Sheet } from "../ui/dialog.js";
import { Picker } from "../ui/picker.js";
import { Refusal } from "../ui/states.js";

/**
 * Makes an existing contact one of a company's: from the contact's record one chooses the company, from the company's
 * the contact.
 *
 * @param {{contact?: Contact, company?: Company, onClose: () => void, onLinked: () => void}} props
 */
export function LinkDialog({ contact, company, onClose, onLinked }) {
  const [picked, setPicked] = useState(/** @type {Named | undefined} */ (undefined));
  const { run, busy, error } = useAction(async () => {
    if (!picked) return;
    await join("company_contacts", { contact: contact?.id ?? picked.id, company: company?.id ?? picked.id });
    onLinked();
    onClose();
  });

  return html`<${Sheet}
    title=${contact ? "Add to a company" : "Add an existing contact"}
    onClose=${() => busy || onClose()}
    footer=${html`
      <${Button} tone="transparent" onClick=${onClose} disabled=${busy}>Cancel<//>
      <${Button} onClick=${run} busy=${busy} disabled=${!picked}>Add<//>
    `}
  >
    <${Refusal} error=${error} />
    <${Picker}
      label=${contact ? "Company" : "Contact"}
      collection=${contact ? "companies" : "contacts"}
      value=${picked}
      onPick=${setPicked}
      hint=${(/** @type {Contact | Company} */ found) => found.email}
      autofocus
    />
    <p class="field-help">What is shared with a company, all of its contacts with portal access see.</p>
  <//>`;
}
