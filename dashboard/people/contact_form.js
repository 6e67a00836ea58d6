// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { create, update } from "../data/api.js";
import { useAction } from "../data/hooks.js";
import { join } from "../data/join.js";
import { problem } from "../lib/errors.js";
import { TextArea, TextField, binder, useValues } from "../ui/form.js";
import { FormDialog } from "../ui/form_dialog.js";
import { Refusal } from "../ui/states.js";

/**
 * Makes a contact or changes one. With `company` a new contact is one of its contacts from the start, with `project` on
 * its portal access list.
 *
 * @param {{contact?: Contact, company?: Named, project?: Named, onClose: () => void,
 *   onSaved: (contact: Contact) => void}} props
 */
export function ContactForm({ contact, company, project, onClose, onSaved }) {
  const { name = "", email = "", phone = "", notes = "" } = contact ?? {};
  const { values, setValues, dirty } = useValues({ name, email, phone, notes });
  // When only a later step failed, trying again must not make a second contact.
  const [made, setMade] = useState(contact);

  const { run, busy, error } = useAction(async () => {
    /** @type {Contact} */
    const saved = made ? await update("contacts", made.id, values) : await create("contacts", values);
    setMade(saved);
    if (company) await join("company_contacts", { company: company.id, contact: saved.id });
    if (project) await join("project_contacts", { project: project.id, contact: saved.id });
    onSaved(saved);
  });

  const { fields } = problem(error);
  const bind = binder(values, setValues, fields);

  return html`<${FormDialog}
    title=${contact ? "Edit contact" : "New contact"}
    shape=""
    submit=${contact ? "Save" : "Add contact"}
    dirty=${dirty}
    busy=${busy}
    fields=${fields}
    onSubmit=${run}
    onClose=${onClose}
  >
    <${Refusal} error=${error} shown=${values} />
    ${company && html`<p class="txt-hint">A contact of ${company.name}.</p>`}
    ${project && html`<p class="txt-hint">A client of ${project.name}, on its portal's access list.</p>`}
    <${TextField} label="Name" ...${bind("name")} required autofocus maxLength=${200} />
    <${TextField}
      label="Email"
      type="email"
      ...${bind("email")}
      help=${
        contact?.access === "enabled" && values.email !== email
          ? "Saving this signs the contact out everywhere. From then on they sign in with the new address and the same password."
          : "The contact signs in to the portal with it. Without one there is no portal access."
      }
      maxLength=${255}
    />
    <${TextField} label="Phone" type="tel" ...${bind("phone")} maxLength=${60} />
    <${TextArea} label="Notes" ...${bind("notes")} rows=${5} maxLength=${5000} help="For your firm only: clients never see them." />
  <//>`;
}
