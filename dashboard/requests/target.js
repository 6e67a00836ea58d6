// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { SelectField } from "../ui/form.js";
import { Picker } from "../ui/picker.js";

/** @type {Record<Scope["type"], {label: string, collection: import("../ui/picker.js").Found, who: string}>} */
const TARGETS = {
  contact: { label: "Contact", collection: "contacts", who: "They answer it in the portal." },
  company: { label: "Company", collection: "companies", who: "Every contact of the company with portal access can answer it." },
  project: { label: "Project", collection: "projects", who: "Everyone on the portal's access list can answer it." },
};
const CHOICES = Object.entries(TARGETS).map(([value, { label }]) => ({ value, label }));

/**
 * Whom to ask: a contact, a company or a project.
 *
 * @param {{value: Scope | undefined, onPick: (target: Scope | undefined) => void, error?: string | undefined}} props
 */
export function Target({ value, onPick, error }) {
  const [type, setType] = useState(/** @type {Scope["type"]} */ (value?.type ?? "contact"));
  const { label, collection, who } = TARGETS[type];
  /** @param {Scope["type"]} next */
  const choose = (next) => {
    setType(next);
    onPick(undefined);
  };
  return html`<div class="desk-target">
    <${SelectField} label="Ask a" value=${type} choices=${CHOICES} onInput=${choose} />
    <div>
      <${Picker}
        key=${type}
        label=${label}
        collection=${collection}
        value=${value}
        onPick=${(/** @type {Named | undefined} */ picked) => onPick(picked && { type, id: picked.id, name: picked.name })}
        hint=${(/** @type {{email?: string}} */ found) => found.email ?? ""}
      />
      <div class="field-help">${who}</div>
      ${error && html`<div class="field-help error" role="alert">${error}</div>`}
    </div>
  </div>`;
}
