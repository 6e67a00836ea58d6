// @ts-check

import { html, useId, useState } from "/shared/vendor/preact.js";
import { update } from "../data/api.js";
import { useAction } from "../data/hooks.js";
import { problem } from "../lib/errors.js";
import { KIND_CHOICES } from "../lib/labels.js";
import { Button } from "../ui/button.js";
import { Sheet } from "../ui/dialog.js";
import { Form, SelectField, TextArea, TextField, binder } from "../ui/form.js";
import { Refusal } from "../ui/states.js";

/**
 * What people read of a document: title, description, kind.
 *
 * @param {{doc: DeskDocument, onClose: () => void, onChanged: () => void}} props
 */
export function RenameDialog({ doc, onClose, onChanged }) {
  const id = useId();
  const [values, setValues] = useState({ title: doc.title, description: doc.description, kind: doc.kind });
  const { run, busy, error } = useAction(async () => {
    await update("documents", doc.id, values);
    onChanged();
    onClose();
  });

  const { fields } = problem(error);
  const bind = binder(values, setValues, fields);

  return html`<${Sheet}
    title="Rename"
    shape="popup"
    onClose=${onClose}
    footer=${html`
      <${Button} tone="transparent" onClick=${onClose} disabled=${busy}>Cancel<//>
      <${Button} type="submit" form=${id} busy=${busy}>Save<//>
    `}
  >
    <${Form} id=${id} onSubmit=${run} fields=${fields}>
      <${Refusal} error=${error} shown=${values} />
      <${TextField} label="Title" ...${bind("title")} required autofocus maxLength=${200} />
      <${TextArea} label="Description" ...${bind("description")} maxLength=${2000} rows=${4} />
      <${SelectField} label="Kind" ...${bind("kind")} choices=${KIND_CHOICES} />
    <//>
  <//>`;
}
