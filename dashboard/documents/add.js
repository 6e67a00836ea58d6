// @ts-check

import { html, useEffect, useId, useState } from "/shared/vendor/preact.js";
import { formatSize, plural } from "/shared/format.js";
import { host } from "../host.js";
import { KIND_CHOICES } from "../lib/labels.js";
import { Button } from "../ui/button.js";
import { useFirm } from "../ui/desk.js";
import { Sheet } from "../ui/dialog.js";
import { CheckField, Form, SelectField, TextArea, TextField, useValues } from "../ui/form.js";
import { useLeave } from "../ui/form_dialog.js";
import { DropZone } from "./drop_zone.js";
import { UploadItem } from "./upload_item.js";
import { useUploads } from "./uploads.js";

/**
 * Adds documents to a contact, company or project: several files at once, each with its own title, and shared at once if
 * wanted.
 *
 * @param {{scope: Scope, ticket?: string, shared?: boolean, chooser?: import("../items/add.js").Chooser,
 *   onClose: () => void, onAdded: () => void}} props
 *   `ticket`: the one of the scope's that they are for. `shared`: sharing is what the person came for. `chooser`: stands
 *   above the form, for what else could be added.
 */
export function AddDocuments({ scope, ticket = "", shared = false, chooser, onClose, onAdded }) {
  const id = useId();
  const { maxUploadSize } = useFirm();
  const { values, setValues, dirty } = useValues({ title: "", description: "", kind: "document", share: shared });
  const [missing, setMissing] = useState(false);

  const uploads = useUploads({
    maxSize: maxUploadSize,
    send: ({ title }) => ({
      url: "/api/desk/documents",
      fields: {
        title: single ? values.title || title : title,
        description: values.description,
        kind: values.kind,
        [scope.type]: scope.id,
        ...(ticket && { ticket }),
        share: values.share ? "true" : "",
      },
    }),
  });
  const { items, running, done, finished, waiting } = uploads;
  const single = items.length < 2;
  const { leave, question } = useLeave({
    dirty: !done && (dirty || items.length > 0),
    busy: running,
    lost: items.length > 0 ? "The files have not been sent." : undefined,
  });
  const close = () => leave(onClose);

  /** @param {Partial<typeof values>} part */
  const change = (part) => setValues((last) => ({ ...last, ...part }));

  useEffect(() => {
    if (done) onAdded();
  }, [done]);

  useEffect(() => {
    if (!finished) return;
    host().toast(`${plural(done, "document")} added${values.share ? " and shared" : ""}.`);
    onClose();
  }, [finished]);

  // A file that is alone has the form's title; among others each has its own.
  useEffect(() => {
    const [first] = items;
    if (!first) return;
    if (single && first.titled) change({ title: first.title });
    if (single || !values.title) return;
    uploads.change({ type: "title", id: first.id, title: values.title });
    change({ title: "" });
  }, [single]);

  const submit = () => {
    setMissing(!waiting);
    if (waiting) uploads.begin();
  };

  /** @param {File[]} files */
  const take = (files) => {
    setMissing(false);
    uploads.add(files);
  };

  return html`<${Sheet}
    title="Add documents"
    shape=""
    onClose=${close}
    footer=${html`<${Footer} form=${id} uploads=${uploads} onClose=${close} />`}
  >
    <${Form} id=${id} onSubmit=${submit}>
      ${!running && chooser?.(leave)}
      <p class="txt-hint">For ${scope.name}.</p>
      ${!running && html`<${DropZone} multiple onFiles=${take} hint="At most ${formatSize(maxUploadSize)} each" />`}
      ${missing && html`<div class="field-help error" role="alert">Choose at least one file.</div>`}
      ${
        items.length > 0 &&
        html`<ul class="desk-uploads" aria-label="Files">
        ${items.map(
          (item) => html`<${UploadItem}
            key=${item.id}
            item=${item}
            uploads=${uploads}
            titled=${!single}
          />`,
        )}
      </ul>`
      }
      ${
        single &&
        html`<${TextField}
        label="Title"
        value=${values.title}
        maxLength=${200}
        placeholder=${items[0]?.title ?? "As the file is called"}
        onInput=${(/** @type {string} */ title) => change({ title })}
      />`
      }
      <${TextArea}
        label="Description"
        value=${values.description}
        maxLength=${2000}
        onInput=${(/** @type {string} */ description) => change({ description })}
      />
      <${SelectField}
        label="Kind"
        value=${values.kind}
        choices=${KIND_CHOICES}
        onInput=${(/** @type {string} */ kind) => change({ kind })}
      />
      <${CheckField}
        label="Share to Client Portal"
        toggle
        checked=${values.share}
        disabled=${running}
        onChange=${(/** @type {boolean} */ share) => change({ share })}
        help=${`Off, it stays within your firm; you can share it later. On, ${
          scope.type === "project" ? `the clients of ${scope.name} have` : `${scope.name} has`
        } it at once.`}
      />
    <//>
    ${question}
  <//>`;
}

/** @param {{form: string, uploads: ReturnType<typeof useUploads>, onClose: () => void}} props */
function Footer({ form, uploads, onClose }) {
  const { items, running, done, waiting } = uploads;
  if (running) return html`<span class="txt-hint" role="status">${done} of ${items.length} stored</span>`;
  return html`
    <${Button} tone="transparent" onClick=${onClose}>${done ? "Close" : "Cancel"}<//>
    <${Button} type="submit" form=${form}>${waiting > 1 ? `Add ${waiting} documents` : "Add document"}<//>
  `;
}
