// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { plural } from "/shared/format.js";
import { useAction, useLive, useLoad } from "../data/hooks.js";
import { addTemplate, deleteTemplate, loadTemplates, renameTemplate } from "../data/requests.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";
import { templateBody } from "../lib/requests.js";
import { Button, IconButton } from "../ui/button.js";
import { Confirm, Sheet } from "../ui/dialog.js";
import { TextField } from "../ui/form.js";
import { FormDialog } from "../ui/form_dialog.js";
import { Empty, Failure, Loading, Refusal } from "../ui/states.js";

/** The templates of the firm, live. */
export function useTemplates() {
  const found = useLoad(loadTemplates, []);
  useLive(["request_templates"], found.reload);
  return found;
}

/**
 * The templates, to rename and to delete.
 *
 * @param {{onClose: () => void}} props
 */
export function Templates({ onClose }) {
  const { data, error, reload } = useTemplates();
  return html`<${Sheet}
    title="Templates"
    shape="popup"
    onClose=${onClose}
    footer=${html`<${Button} onClick=${onClose}>Done<//>`}
  >
    ${!data && (error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`)}
    ${
      data?.length === 0 &&
      html`<${Empty} icon="bookmark" title="No templates yet.">
        <p>Write a request that you will need again, and choose Save as template.</p>
      <//>`
    }
    <ul class="desk-rows" aria-label="Templates">
      ${data?.map((template) => html`<${Template} key=${template.id} template=${template} onChanged=${reload} />`)}
    </ul>
  <//>`;
}

/** @param {{template: RequestTemplate, onChanged: () => void}} props */
function Template({ template, onChanged }) {
  const { id, name, form } = template;
  const [open, setOpen] = useState(/** @type {"" | "rename" | "delete"} */ (""));
  const close = () => setOpen("");
  const discard = async () => {
    await deleteTemplate(id);
    host().toast("Template deleted.");
    onChanged();
  };
  return html`<li class="desk-row">
    <div class="desk-row-main">
      <div class="desk-row-title"><strong>${name}</strong></div>
      <div class="desk-row-meta"><span>${plural(form.items?.length ?? 0, "item")}</span></div>
    </div>
    <div class="desk-row-buttons">
      <${IconButton} icon="edit" label="Rename ${name}" onClick=${() => setOpen("rename")} />
      <${IconButton} icon="delete-bin-7" label="Delete ${name}" onClick=${() => setOpen("delete")} />
    </div>
    ${
      open === "rename" &&
      html`<${NameTemplate}
        title="Rename template"
        name=${name}
        onName=${(/** @type {string} */ wanted) => renameTemplate(id, wanted)}
        onClose=${close}
        onSaved=${onChanged}
      />`
    }
    ${
      open === "delete" &&
      html`<${Confirm} title="Delete this template?" confirm="Delete" onConfirm=${discard} onClose=${close}>
        <p><strong>${name}</strong> is gone for everybody. Requests that were made from it stay.</p>
      <//>`
    }
  </li>`;
}

/**
 * Keeps what a request asks for, to begin others with.
 *
 * @param {{form: import("../lib/requests.js").RequestBody, onClose: () => void}} props
 */
export function SaveTemplate({ form, onClose }) {
  return html`<${NameTemplate}
    title="Save as template"
    name=${form.title}
    onName=${(/** @type {string} */ name) => addTemplate(name, templateBody(form))}
    onClose=${onClose}
    onSaved=${() => host().toast("Template saved.")}
  />`;
}

/**
 * @param {{title: string, name: string, onName: (name: string) => Promise<unknown>, onClose: () => void,
 *   onSaved: () => void}} props
 */
function NameTemplate({ title, name: before, onName, onClose, onSaved }) {
  const [name, setName] = useState(before);
  const { run, busy, error } = useAction(async () => {
    await onName(name.trim());
    onSaved();
    onClose();
  });
  const { fields } = problem(error);
  return html`<${FormDialog}
    title=${title}
    submit="Save"
    dirty=${name !== before}
    busy=${busy}
    fields=${fields}
    onSubmit=${run}
    onClose=${onClose}
  >
    <${Refusal} error=${error} shown=${{ name }} />
    <${TextField}
      label="Name of the template"
      value=${name}
      error=${fields.name}
      onInput=${setName}
      required
      autofocus
      maxLength=${200}
      help="Whom to ask, the due date and example files are not part of it."
    />
  <//>`;
}
