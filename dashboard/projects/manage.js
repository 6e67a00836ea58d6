// @ts-check

import { html } from "/shared/vendor/preact.js";
import { switchPortal } from "../data/projects.js";
import { portalState, signInCount } from "../lib/portal.js";
import { Chip } from "../ui/bits.js";
import { Icon } from "../ui/icon.js";
import { Section } from "../ui/record.js";
import { PortalMessages } from "./messages.js";
import { PortalAccess } from "./portal_access.js";
import { SharedItems } from "./shared_items.js";
import { PortalSwitch } from "./switch.js";

/**
 * A project's portal: whether it is on, what is in it, who can sign in, and the ways to change that.
 *
 * @param {{project: Project, portal: ProjectPortal, onChanged: () => void}} props
 */
export function ManagePortal({ project, portal, onChanged }) {
  const state = portalState(portal);
  return html`
    ${
      !portal.canEdit &&
      html`<div class="alert info desk-note">
        <p>You can look at this, but not change it: that takes the permission to edit this project.</p>
      </div>`
    }
    <div class="desk-access-card">
      <${Icon} name=${state.on ? "door-open" : "door-lock"} />
      <div>
        <p><${Chip} tone=${state.tone}>${state.label}<//> ${signInCount(portal.access)}</p>
        <p class="txt-hint desk-break">${state.means || portal.url}</p>
      </div>
    </div>
    <${SharedItems} portal=${portal} onChanged=${onChanged} />
    <${PortalMessages} project=${project} portal=${portal} />
    <${PortalAccess} project=${project} portal=${portal} onChanged=${onChanged} />
    ${portal.canEdit && html`<${Off} portal=${portal} onChanged=${onChanged} />`}
  `;
}

/** @param {{portal: ProjectPortal, onChanged: () => void}} props */
function Off({ portal, onChanged }) {
  const { id, name, portalEnabled } = portal;
  /** @param {boolean} on */
  const flip = async (on) => {
    await switchPortal(id, on);
    onChanged();
  };
  return html`<${Section} title=${portalEnabled ? "Switch the portal off" : "Switch the portal on"}>
    <p class="txt-hint">
      ${
        portalEnabled
          ? "Nothing is deleted: shared items and access entries come back as they were when it is enabled again."
          : "Shared items and access entries are kept, and come back as they were."
      }
    </p>
    <${PortalSwitch} on=${portalEnabled} title="Disable the portal of ${name}?" onSwitch=${flip} />
  <//>`;
}
