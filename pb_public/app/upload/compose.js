// @ts-check
// Filling in: title, description, file; a form for every further file.

import { formatSize } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { explainUpload } from "../../shared/upload.js";
import { html } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";
import { TextArea, TextField } from "../ui/field.js";
import { DropZone, PickButton } from "./drop-zone.js";
import { LONGEST_DESCRIPTION, LONGEST_TITLE, problems } from "./queue.js";

/** @typedef {import("./queue.js").Item} Item */

/**
 * @typedef {object} ComposeProps
 * @property {Item[]} items
 * @property {import("../types.js").Project | null} project where they go
 * @property {import("../types.js").Ticket | null} ticket the same
 * @property {boolean} over files are held over the dialog
 * @property {boolean} tried `Upload` was pressed: now the gaps are shown
 * @property {(files: File[]) => void} onFiles
 * @property {(key: string, patch: {title?: string, description?: string}) => void} onEdit
 * @property {(key: string) => void} onRemove
 * @property {(key: string, file: File) => void} onReplace
 */

/** @param {ComposeProps} props */
export function Compose({ items, project, ticket, over, tried, onFiles, onEdit, onRemove, onReplace }) {
  const several = items.length > 1;
  const hasFile = items.some((item) => item.file);
  return html`${ticket &&
    html`<p class="upload-project"><${Icon} name="ticket" size=${18} /> <span>For the ticket <strong>${ticket.subject}</strong></span></p>`}
    ${project &&
    html`<p class="upload-project"><${Icon} name="projects" size=${18} /> <span>For the project <strong>${project.name}</strong></span></p>`}
    ${items.map(
      (item, index) =>
        html`<${ItemForm}
          key=${index === 0 ? "first" : item.key}
          item=${item}
          number=${several ? index + 1 : 0}
          autofocus=${index === 0}
          wrong=${tried ? problems(item) : {}}
          onEdit=${(/** @type {{title?: string, description?: string}} */ patch) => onEdit(item.key, patch)}
          onRemove=${() => onRemove(item.key)}
          onReplace=${(/** @type {File} */ file) => onReplace(item.key, file)}
        />`,
    )}
    <${DropZone} over=${over} more=${hasFile} error=${tried && !hasFile ? "Choose a file." : ""} onFiles=${onFiles} />`;
}

/**
 * @param {object} props
 * @param {Item} props.item
 * @param {number} props.number among several; 0 where it is the only one
 * @param {boolean} props.autofocus
 * @param {ReturnType<typeof problems>} props.wrong
 * @param {(patch: {title?: string, description?: string}) => void} props.onEdit
 * @param {() => void} props.onRemove
 * @param {(file: File) => void} props.onReplace
 */
function ItemForm({ item, number, autofocus, wrong, onEdit, onRemove, onReplace }) {
  const { title, description, file } = item;
  const fields = html`
    <${TextField}
      label="Title"
      name="title"
      error=${wrong.title}
      input=${{
        value: title,
        autofocus,
        maxlength: LONGEST_TITLE,
        autocomplete: "off",
        required: true,
        onInput: (/** @type {Event & {currentTarget: HTMLInputElement}} */ event) =>
          onEdit({ title: event.currentTarget.value }),
      }}
    />
    <${TextArea}
      label="Description"
      name="description"
      optional
      error=${wrong.description}
      input=${{
        value: description,
        maxlength: LONGEST_DESCRIPTION,
        rows: number > 0 ? 1 : 3,
        onInput: (/** @type {Event & {currentTarget: HTMLTextAreaElement}} */ event) =>
          onEdit({ description: event.currentTarget.value }),
      }}
    />
  `;
  const chosen = file && html`<${ChosenFile} item=${item} onRemove=${onRemove} onReplace=${onReplace} />`;
  if (number === 0) return html`<div class="upload-item">${fields} ${chosen}</div>`;
  return html`<fieldset class="upload-item upload-item-boxed">
    <legend class="upload-legend">Document ${number}</legend>
    ${fields} ${chosen}
  </fieldset>`;
}

/**
 * @param {{item: Item, onRemove: () => void, onReplace: (file: File) => void}} props
 */
function ChosenFile({ item, onRemove, onReplace }) {
  const firm = useStore((state) => state.firm);
  const { file, error } = item;
  if (!file) return null;
  return html`<div class=${`chosen ${error ? "is-wrong" : ""}`}>
    <div class="chosen-file">
      <${Icon} name="file" />
      <span class="chosen-name">${file.name}</span>
      <span class="chosen-size">${formatSize(file.size)}</span>
      <button type="button" class="icon-button" onClick=${onRemove}>
        <${Icon} name="close" size=${18} /><span class="visually-hidden">Remove ${file.name}</span>
      </button>
    </div>
    ${error &&
    html`<div class="chosen-error" role="alert">
      <p class="field-error"><${Icon} name="alert" size=${16} /> <span>${explainUpload(error, { maxSize: firm.maxUploadSize, firm: firm.name })}</span></p>
      <${PickButton}
        class="button-small"
        label="Choose another file"
        icon="refresh"
        invalid
        onFiles=${(/** @type {File[]} */ [first]) => first && onReplace(first)}
      />
    </div>`}
  </div>`;
}
