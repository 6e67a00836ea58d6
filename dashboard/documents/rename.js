// @ts-check

import { html } from "/shared/vendor/preact.js";
import { update } from "../data/api.js";
import { useAction } from "../data/hooks.js";
import { problem } from "../lib/errors.js";
import { KIND_CHOICES } from "../lib/labels.js";
import { SelectField, TextArea, TextField, binder, useValues } from "../ui/form.js";
import { FormDialog } from "../ui/form_dialog.js";
import { Refusal } from "../ui/states.js";

/**
 * What people read of a document: title, description, kind.
 *
 * @param {{doc: DeskDocument, onClose: () => void, onChanged: () => void}} props
 */
export function RenameDialog({ doc, onClose, onChanged }) {
  const { values, setValues, dirty } = useValues({ title: doc.title, description: doc.description, kind: doc.kind });
  const { run, busy, error } = useAction(async () => {
    await update("documents", doc.id, values);
    onChanged();
    onClose();
  });

  const { fields } = problem(error);
  const bind = binder(values, setValues, fields);

  return html`<${FormDialog}
    title="Rename"
    shape="popup"
    submit="Save"
    dirty=${dirty}
    busy=${busy}
    fields=${fields}
    onSubmit=${run}
    onClose=${onClose}
  >
    <${Refusal} error=${error} shown=${values} />
    <${TextField} label="Title" ...${bind("title")} required autofocus maxLength=${200} />
    <${TextArea} label="Description" ...${bind("description")} maxLength=${2000} rows=${4} />
    <${SelectField} label="Kind" ...${bind("kind")} choices=${KIND_CHOICES} />
  <//>`;
}
