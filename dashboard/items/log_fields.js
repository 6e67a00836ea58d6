// @ts-check

import { html } from "/shared/vendor/preact.js";
import { formatSize } from "/shared/format.js";
import { removePhoto } from "../data/items.js";
import { useAction } from "../data/hooks.js";
import { DropZone } from "../documents/drop_zone.js";
import { UploadItem } from "../documents/upload_item.js";
import { IconButton } from "../ui/button.js";
import { useFirm } from "../ui/desk.js";
import { TextArea, TextField } from "../ui/form.js";
import { Refusal } from "../ui/states.js";

/**
 * What a daily log says, and its photos.
 *
 * @param {import("./bill_fields.js").ItemFieldsProps & {doc?: DeskDocument | undefined,
 *   photos: ReturnType<typeof import("../documents/uploads.js").useUploads>, onChanged: () => void}} props
 */
export function LogFields({ values, fields, change, doc, photos, onChanged }) {
  const { maxUploadSize } = useFirm();
  /** @param {"date" | "weather" | "crew" | "notes"} field */
  const bind = (field) => ({
    value: values[field],
    error: fields[`log.${field}`],
    onInput: (/** @type {string} */ value) => change({ [field]: value }),
  });
  return html`
    <div class="desk-pair">
      <${TextField} label="Date" type="date" ...${bind("date")} required />
      <${TextField} label="Weather" ...${bind("weather")} maxLength=${200} placeholder="Dry, 14 °C" />
    </div>
    <${TextField} label="Crew" ...${bind("crew")} maxLength=${500} />
    <${TextArea} label="Notes" ...${bind("notes")} rows=${5} maxLength=${5000} />
    ${doc?.log && html`<${Kept} doc=${doc} photos=${doc.log.photos} onChanged=${onChanged} />`}
    <div>
      ${
        !photos.running &&
        html`<${DropZone} multiple what="photos" onFiles=${photos.add} hint="JPEG, PNG or WebP, at most ${formatSize(maxUploadSize)} each" />`
      }
      ${
        photos.items.length > 0 &&
        html`<ul class="desk-uploads" aria-label="New photos">
          ${photos.items.map((item) => html`<${UploadItem} key=${item.id} item=${item} uploads=${photos} />`)}
        </ul>`
      }
    </div>
  `;
}

/** @param {{doc: DeskDocument, photos: import("/shared/particulars.js").Photo[], onChanged: () => void}} props */
function Kept({ doc, photos, onChanged }) {
  const { run, busy, error } = useAction(async (/** @type {import("/shared/particulars.js").Photo} */ photo) => {
    await removePhoto(doc.id, photo);
    onChanged();
  });
  if (photos.length === 0) return null;
  return html`
    <${Refusal} error=${error} />
    <ul class="desk-uploads" aria-label="Photos">
      ${photos.map(
        (photo) => html`<li key=${photo.id} class="desk-upload">
          <div class="desk-upload-main">
            <div class="desk-upload-name">
              <span class="desk-break">${photo.name}</span>
              <span class="txt-hint">${formatSize(photo.size)}</span>
            </div>
          </div>
          <${IconButton} icon="delete-bin-7" label="Remove ${photo.name}" busy=${busy} onClick=${() => run(photo)} />
        </li>`,
      )}
    </ul>
  `;
}
