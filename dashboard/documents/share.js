// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { formatDateTime } from "/shared/format.js";
import { share, unshare } from "../data/documents.js";
import { useAction } from "../data/hooks.js";
import { companyAddress, contactAddress, projectAddress } from "../lib/address.js";
import { PROJECT_STATUS, shareTarget } from "../lib/labels.js";
import { shareWith } from "../lib/shares.js";
import { Button } from "../ui/button.js";
import { Sheet } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { Picker } from "../ui/picker.js";
import { Refusal } from "../ui/states.js";
import { Tabs } from "../ui/tabs.js";

/**
 * Whom a document can be shared with.
 *
 * @type {Record<Scope["type"], {label: string, collection: import("../ui/picker.js").Found, icon: string, means: string,
 *   hint: (found: any) => string}>}
 */
const TARGETS = {
  contact: {
    label: "Contact",
    collection: "contacts",
    icon: "user",
    means: "It is in the contact's Shared Documents at once, if they have portal access.",
    hint: ({ email }) => email,
  },
  company: {
    label: "Company",
    collection: "companies",
    icon: "building-2",
    means: "Every contact of the company with portal access sees it at once.",
    hint: ({ email }) => email,
  },
  project: {
    label: "Project",
    collection: "projects",
    icon: "briefcase-4",
    means: "Every client on the project's access list sees it at once, while its portal is on.",
    hint: (/** @type {Project} */ { status }) => PROJECT_STATUS[status].label,
  },
};
const TABS = Object.entries(TARGETS).map(([value, { label }]) => ({ value, label }));

/**
 * Shares a document with a contact, a company or a project, and shows with whom it is shared already.
 *
 * @param {{doc: DeskDocument, scope?: Scope, onClose: () => void, onChanged: () => void}} props
 */
export function ShareDialog({ doc, scope, onClose, onChanged }) {
  const suggested = scope ?? filedUnder(doc);
  const [type, setType] = useState(suggested?.type ?? "contact");
  const [target, setTarget] = useState(/** @type {Named | undefined} */ (suggested));
  const already = target && shareWith(doc, { type, id: target.id });

  const { run, busy, error } = useAction(async () => {
    if (!target) return;
    await share(doc.id, { type, id: target.id });
    onChanged();
    onClose();
  });

  /** @param {string} wanted */
  const switchType = (wanted) => {
    setType(/** @type {Scope["type"]} */ (wanted));
    setTarget(wanted === suggested?.type ? suggested : undefined);
  };

  return html`<${Sheet}
    title="Share to Client Portal"
    shape="popup"
    onClose=${() => busy || onClose()}
    footer=${html`
      <${Button} tone="transparent" onClick=${onClose} disabled=${busy}>Cancel<//>
      <${Button} tone="success" onClick=${run} busy=${busy} disabled=${!target || Boolean(already)}>Share<//>
    `}
  >
    <${Refusal} error=${error} />
    <p class="desk-break"><strong>${doc.title}</strong></p>
    <${Tabs} label="Share with" tabs=${TABS} value=${type} onChange=${switchType} minor>
      <${Picker}
        key=${type}
        label=${TARGETS[type].label}
        collection=${TARGETS[type].collection}
        value=${target}
        onPick=${setTarget}
        hint=${TARGETS[type].hint}
      />
      <p class="field-help" role="status">${already ? "Shared with them already." : TARGETS[type].means}</p>
    <//>
    ${
      doc.shares.length > 0 &&
      html`<h3 class="desk-subtitle">Shared with</h3>
      <${Shares} doc=${doc} onChanged=${onChanged} />`
    }
  <//>`;
}

/**
 * With whom a document is shared, since when, by whom.
 *
 * @param {{doc: DeskDocument, onChanged: () => void, readOnly?: boolean}} props
 */
export function Shares({ doc, onChanged, readOnly = false }) {
  return html`<ul class="desk-shares">
    ${doc.shares.map(
      (given) => html`<${ShareItem} key=${given.id} given=${given} onChanged=${onChanged} readOnly=${readOnly} />`,
    )}
  </ul>`;
}

/** @param {{given: DeskShare, onChanged: () => void, readOnly: boolean}} props */
function ShareItem({ given, onChanged, readOnly }) {
  const { run, busy, error } = useAction(async () => {
    await unshare(given.id);
    onChanged();
  });
  const name = shareTarget(given);
  const { icon, href } = placeOf(given);
  return html`<li>
    <${Icon} name=${icon} />
    <div class="desk-shares-who">
      ${href ? html`<a href=${href}>${name}</a>` : name}
      <span class="txt-hint txt-sm">Since ${formatDateTime(given.since)}${given.by && `, by ${given.by}`}</span>
    </div>
    ${!readOnly && html`<${Button} size="sm" tone="transparent secondary" busy=${busy} onClick=${run}>Stop sharing<//>`}
    <${Refusal} error=${error} />
  </li>`;
}

/** @param {DeskShare} given */
function placeOf({ contact, company, project }) {
  if (company) return { icon: TARGETS.company.icon, href: companyAddress(company.id) };
  if (project) return { icon: TARGETS.project.icon, href: projectAddress(project.id) };
  return { icon: TARGETS.contact.icon, href: contact && contactAddress(contact.id) };
}

/**
 * @param {DeskDocument} doc
 * @returns {Scope | undefined}
 */
function filedUnder({ contact, company, project }) {
  if (project) return { type: "project", ...project };
  if (contact) return { type: "contact", ...contact };
  return company ? { type: "company", ...company } : undefined;
}
