// @ts-check

import { html } from "/shared/vendor/preact.js";
import { create, update } from "../data/api.js";
import { useAction } from "../data/hooks.js";
import { problem } from "../lib/errors.js";
import { TextArea, TextField, binder, useValues } from "../ui/form.js";
import { FormDialog } from "../ui/form_dialog.js";
import { Refusal } from "../ui/states.js";

/**
 * Makes a company or changes one.
 *
 * @param {{company?: Company, onClose: () => void, onSaved: (company: Company) => void}} props
 */
export function CompanyForm({ company, onClose, onSaved }) {
  const { name = "", email = "", phone = "", website = "", address = "", notes = "" } = company ?? {};
  const { values, setValues, dirty } = useValues({ name, email, phone, website, address, notes });

  const { run, busy, error } = useAction(async () => {
    onSaved(company ? await update("companies", company.id, values) : await create("companies", values));
  });

  const { fields } = problem(error);
  const bind = binder(values, setValues, fields);

  return html`<${FormDialog}
    title=${company ? "Edit company" : "New company"}
    shape=""
    submit=${company ? "Save" : "Add company"}
    dirty=${dirty}
    busy=${busy}
    fields=${fields}
    onSubmit=${run}
    onClose=${onClose}
  >
    <${Refusal} error=${error} shown=${values} />
    <${TextField} label="Name" ...${bind("name")} required autofocus maxLength=${200} />
    <${TextField} label="Email" type="email" ...${bind("email")} maxLength=${255} />
    <${TextField} label="Phone" type="tel" ...${bind("phone")} maxLength=${60} />
    <${TextField} label="Website" type="url" ...${bind("website")} placeholder="https://" />
    <${TextArea} label="Address" ...${bind("address")} rows=${3} maxLength=${500} />
    <${TextArea} label="Notes" ...${bind("notes")} rows=${5} maxLength=${5000} help="For your firm only: clients never see them." />
  <//>`;
}
