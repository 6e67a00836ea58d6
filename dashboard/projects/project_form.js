// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { create, update } from "../data/api.js";
import { useAction } from "../data/hooks.js";
import { problem } from "../lib/errors.js";
import { STATUS_CHOICES } from "../lib/labels.js";
import { formErrors, projectForm } from "../lib/projects.js";
import { SelectField, TextArea, TextField, binder, useValues } from "../ui/form.js";
import { FormDialog } from "../ui/form_dialog.js";
import { Picker } from "../ui/picker.js";
import { Refusal } from "../ui/states.js";

/**
 * Makes a project or changes one.
 *
 * @param {{project?: Project, onClose: () => void, onSaved: (project: Project) => void}} props
 */
export function ProjectForm({ project, onClose, onSaved }) {
  const { values, setValues, dirty } = useValues(() => projectForm(project));
  const [company, setCompany] = useState(/** @type {Named | undefined} */ (project?.expand?.company));
  const [wrong, setWrong] = useState(/** @type {Record<string, string>} */ ({}));

  const { run, busy, error } = useAction(async () => {
    const body = { ...values, company: company?.id ?? "" };
    onSaved(project ? await update("projects", project.id, body) : await create("projects", body));
  });

  const submit = () => {
    const found = formErrors(values);
    setWrong(found);
    if (!Object.keys(found).length) run();
  };

  const fields = { ...problem(error).fields, ...wrong };
  const bind = binder(values, setValues, fields);

  return html`<${FormDialog}
    title=${project ? "Edit project" : "New project"}
    shape=""
    submit=${project ? "Save" : "Add project"}
    dirty=${dirty || company?.id !== project?.expand?.company?.id}
    busy=${busy}
    fields=${fields}
    onSubmit=${submit}
    onClose=${onClose}
  >
    <${Refusal} error=${error} shown=${values} />
    <${TextField}
      label="Name"
      ...${bind("name")}
      required
      autofocus
      maxLength=${200}
      help="Clients read it in the portal."
    />
    <${Picker}
      label="Company"
      collection="companies"
      value=${company}
      onPick=${setCompany}
      hint=${(/** @type {Company} */ found) => found.email}
      optional
    />
    <${SelectField} label="Status" ...${bind("status")} choices=${STATUS_CHOICES} />
    <div class="desk-pair">
      <${TextField} label="Starts" type="date" ...${bind("starts")} />
      <${TextField} label="Ends" type="date" ...${bind("ends")} />
    </div>
    <${TextArea}
      label="Description"
      ...${bind("description")}
      rows=${5}
      maxLength=${5000}
      help="Clients read it in the portal."
    />
  <//>`;
}
