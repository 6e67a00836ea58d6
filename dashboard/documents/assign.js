// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { all, update } from "../data/api.js";
import { useAction, useLoad } from "../data/hooks.js";
import { SelectField } from "../ui/form.js";
import { FormDialog } from "../ui/form_dialog.js";
import { Failure, Loading, Refusal } from "../ui/states.js";

/**
 * Who of the staff looks after a document.
 *
 * @param {{doc: DeskDocument, onClose: () => void, onChanged: () => void}} props
 */
export function AssignDialog({ doc, onClose, onChanged }) {
  const [assignee, setAssignee] = useState(doc.assignedTo?.id ?? "");
  const staff = useLoad(
    /** @returns {Promise<StaffMember[]>} */
    (signal) => all("staff", { sort: "name", signal }),
    [],
  );
  const { run, busy, error } = useAction(async () => {
    await update("documents", doc.id, { assigned_to: assignee });
    onChanged();
    onClose();
  });
  const members = staff.data?.map(({ id: value, name, email }) => ({ value, label: name || email })) ?? [];

  return html`<${FormDialog}
    title="Assign"
    submit="Assign"
    ready=${Boolean(staff.data)}
    busy=${busy}
    onSubmit=${run}
    onClose=${onClose}
  >
    <${Refusal} error=${error} />
    ${!staff.data && (staff.error ? html`<${Failure} ...${staff} onRetry=${staff.reload} />` : html`<${Loading} />`)}
    ${
      staff.data &&
      html`<${SelectField}
        label="Assigned to"
        value=${assignee}
        choices=${[{ value: "", label: "Nobody" }, ...members]}
        onInput=${setAssignee}
      />`
    }
  <//>`;
}
