// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { destroy, one } from "../data/api.js";
import { host } from "../host.js";
import { contactAddress } from "../lib/address.js";
import { problem } from "../lib/errors.js";
import { signInHindrances } from "../lib/portal.js";
import { AccessButtons, useAccess } from "../people/access.js";
import { ContactForm } from "../people/contact_form.js";
import { Chip, When } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { Confirm } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { Menu } from "../ui/menu.js";
import { Section } from "../ui/record.js";
import { Empty } from "../ui/states.js";
import { AddClient } from "./add_client.js";
import { usePreview } from "./preview.js";

/**
 * Who may enter a project's portal, who of them can, and why the others cannot.
 *
 * @param {{project: Project, portal: ProjectPortal, onChanged: () => void}} props
 */
export function PortalAccess({ project, portal, onChanged }) {
  const { canEdit } = portal;
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState(/** @type {AccessEntry | undefined} */ (undefined));
  const [editing, setEditing] = useState(/** @type {Contact | undefined} */ (undefined));
  const access = useAccess({ onChanged });
  const preview = usePreview(portal.id);

  /** @param {AccessEntry} entry */
  const edit = async (entry) => {
    try {
      setEditing(await one("contacts", entry.contact));
    } catch (error) {
      host().warn(problem(error).title);
    }
  };

  const add = canEdit && html`<${Button} size="sm" icon="user-add" onClick=${() => setAdding(true)}>Add client<//>`;
  return html`<${Section} title="Portal access" actions=${add}>
    ${
      portal.access.length === 0 &&
      html`<${Empty} icon="user-add" title="Nobody is on the access list yet.">
        <p>Add the contacts who are to see the shared items.</p>
      <//>`
    }
    <ul class="desk-rows" aria-label="Portal access">
      ${portal.access.map(
        (entry) =>
          html`<${Client}
            key=${entry.id}
            entry=${entry}
            portal=${portal}
            access=${access}
            onEdit=${() => edit(entry)}
            onView=${() => preview.view(entry.contact)}
            onRemove=${() => setRemoving(entry)}
          />`,
      )}
    </ul>
    ${adding && html`<${AddClient} project=${project} onClose=${() => setAdding(false)} onAdded=${onChanged} />`}
    ${
      editing &&
      html`<${ContactForm}
        contact=${editing}
        onClose=${() => setEditing(undefined)}
        onSaved=${() => {
          setEditing(undefined);
          onChanged();
        }}
      />`
    }
    ${removing && html`<${RemoveClient} entry=${removing} onClose=${() => setRemoving(undefined)} onRemoved=${onChanged} />`}
    ${access.dialog}
  <//>`;
}

/**
 * @param {{entry: AccessEntry, portal: ProjectPortal, access: ReturnType<typeof useAccess>, onEdit: () => void,
 *   onView: () => void, onRemove: () => void}} props
 */
function Client({ entry, portal, access, onEdit, onView, onRemove }) {
  const me = useMe();
  const hindrances = signInHindrances(entry, portal);
  // Giving somebody access to the portal at all is more than one project's business.
  const mayEnable = portal.canEdit && me.canEdit && entry.access !== "enabled";
  const contact = { id: entry.contact, name: entry.name, email: entry.email, access: entry.access };
  return html`<li class="desk-row">
    <span class="desk-file-icon"><${Icon} name="user" /></span>
    <div class="desk-row-main">
      <div class="desk-row-title">
        <a href=${contactAddress(entry.contact)}>${entry.name}</a>
        ${
          entry.canSignIn
            ? html`<${Chip} tone="success">Can sign in<//>`
            : html`<${Chip} tone="warning">Cannot sign in<//>`
        }
      </div>
      ${hindrances.length > 0 && html`<div class="desk-row-text">${hindrances.join(" ")}</div>`}
      <div class="desk-row-meta">
        <span class="desk-break">${entry.email || "No email"}</span>
        ${entry.lastSeen && html`<span>Last seen <${When} at=${entry.lastSeen} /></span>`}
        ${!entry.lastSeen && entry.access === "enabled" && html`<span>Not seen in the portal lately</span>`}
      </div>
    </div>
    ${
      mayEnable &&
      html`<div class="desk-row-controls">
        <${AccessButtons} contact=${contact} access=${access} onAddEmail=${onEdit} />
      </div>`
    }
    <div class="desk-row-corner">
      <${Menu}
        label="More actions for ${entry.name}"
        items=${[
          { label: "View as this client", icon: "external-link", onSelect: onView },
          portal.canEdit && { label: "Remove client", icon: "user-unfollow", danger: true, onSelect: onRemove },
        ]}
      />
    </div>
  </li>`;
}

/** @param {{entry: AccessEntry, onClose: () => void, onRemoved: () => void}} props */
function RemoveClient({ entry, onClose, onRemoved }) {
  const confirm = async () => {
    await destroy("project_contacts", entry.id);
    host().toast(`${entry.name} was removed from the portal.`);
    onRemoved();
  };
  return html`<${Confirm} title="Remove this client?" confirm="Remove" onConfirm=${confirm} onClose=${onClose}>
    <p><strong>${entry.name}</strong> can no longer sign in to this portal. The shared items stay in it.</p>
    <p>What ${entry.name} has in other projects, or was given directly, is not touched.</p>
  <//>`;
}
