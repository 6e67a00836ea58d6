// @ts-check

import { html, useEffect, useId, useState } from "/shared/vendor/preact.js";
import { formatSize } from "/shared/format.js";
import { host } from "../host.js";
import { Button } from "../ui/button.js";
import { useFirm } from "../ui/desk.js";
import { Sheet } from "../ui/dialog.js";
import { Form } from "../ui/form.js";
import { DropZone } from "./drop_zone.js";
import { UploadItem } from "./upload_item.js";
import { useUploads } from "./uploads.js";

/**
 * Puts another file in the place of a document's. Title, shares and all else stay.
 *
 * @param {{doc: DeskDocument, onClose: () => void, onChanged: () => void}} props
 */
export function ReplaceDialog({ doc, onClose, onChanged }) {
  const id = useId();
  const { maxUploadSize } = useFirm();
  const [missing, setMissing] = useState(false);
  const uploads = useUploads({
    maxSize: maxUploadSize,
    send: () => ({ url: `/api/desk/documents/${doc.id}/file`, method: "PUT" }),
  });
  const { items, running, finished, waiting } = uploads;

  useEffect(() => {
    if (!finished) return;
    host().toast("File replaced.");
    onChanged();
    onClose();
  }, [finished]);

  const submit = () => {
    setMissing(!waiting);
    if (waiting) uploads.begin();
  };

  return html`<${Sheet}
    title="Replace file"
    shape="popup"
    onClose=${() => running || onClose()}
    footer=${html`
      <${Button} tone="transparent" onClick=${onClose} disabled=${running}>Cancel<//>
      ${!running && html`<${Button} type="submit" form=${id}>Replace<//>`}
    `}
  >
    <${Form} id=${id} onSubmit=${submit}>
      <p>
        The new file takes the place of <strong class="desk-break">${doc.fileName}</strong>. Whoever the document is
        shared with sees the new one from then on.
      </p>
      ${items.length === 0 && html`<${DropZone} onFiles=${uploads.add} hint="At most ${formatSize(maxUploadSize)}" />`}
      ${missing && !items.length && html`<div class="field-help error" role="alert">Choose a file.</div>`}
      ${
        items.length > 0 &&
        html`<ul class="desk-uploads" aria-label="File">
        ${items.map((item) => html`<${UploadItem} key=${item.id} item=${item} uploads=${uploads} />`)}
      </ul>`
      }
    <//>
  <//>`;
}
