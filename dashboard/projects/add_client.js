// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { useAction } from "../data/hooks.js";
import { join } from "../data/join.js";
import { ContactForm } from "../people/contact_form.js";
import { Button } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { Sheet } from "../ui/dialog.js";
import { Picker } from "../ui/picker.js";
import { Refusal } from "../ui/states.js";
import { Tabs } from "../ui/tabs.js";

/**
 * Puts somebody on a project's portal access list: a contact of its company, any contact, or a new one.
 *
 * @param {{project: Project, onClose: () => void, onAdded: () => void}} props
 */
export function AddClient({ project, onClose, onAdded }) {
  const me = useMe();
  const company = project.expand?.company;
  const [from, setFrom] = useState(company ? "company" : "any");
  const [picked, setPicked] = useState(/** @type {Named | undefined} */ (undefined));
  const [making, setMaking] = useState(false);

  const done = () => {
    onAdded();
    onClose();
  };
  const { run, busy, error } = useAction(async () => {
    if (!picked) return;
    await join("project_contacts", { project: project.id, contact: picked.id });
    done();
  });

  /** @param {string} wanted */
  const switchTo = (wanted) => {
    setFrom(wanted);
    setPicked(undefined);
  };

  if (making) return html`<${ContactForm} company=${company} project=${project} onClose=${onClose} onSaved=${done} />`;

  const tabs = [
    ...(company ? [{ value: "company", label: `Contacts of ${company.name}` }] : []),
    { value: "any", label: "Any contact" },
  ];
  return html`<${Sheet}
    title="Add client"
    shape="popup"
    onClose=${() => busy || onClose()}
    footer=${html`
      ${
        me.canEdit &&
        html`<${Button} tone="transparent" icon="user-add" onClick=${() => setMaking(true)} disabled=${busy}>
          New contact
        <//>`
      }
      <span class="desk-spring"></span>
      <${Button} tone="transparent" onClick=${onClose} disabled=${busy}>Cancel<//>
      <${Button} onClick=${run} busy=${busy} disabled=${!picked}>Add<//>
    `}
  >
    <${Refusal} error=${error} />
    <${Tabs} label="Whom to add" tabs=${tabs} value=${from} onChange=${switchTo} minor>
      <${Picker}
        key=${from}
        label="Contact"
        collection="contacts"
        company=${from === "company" ? company?.id : ""}
        value=${picked}
        onPick=${setPicked}
        hint=${(/** @type {Contact} */ found) => found.email}
        autofocus
      />
      <p class="field-help">They see every shared item of this project once they have portal access.</p>
    <//>
  <//>`;
}
