// @ts-check

import { html, useId, useState } from "/shared/vendor/preact.js";
import { Icon } from "../ui/icon.js";

/**
 * Takes files: dropped, or chosen with the button.
 *
 * @param {{onFiles: (files: File[]) => void, multiple?: boolean, disabled?: boolean, hint: string, what?: string}} props
 */
export function DropZone({ onFiles, multiple = false, disabled = false, hint, what = multiple ? "files" : "a file" }) {
  const id = useId();
  const [over, setOver] = useState(false);

  /** @param {FileList | null | undefined} files */
  const take = (files) => {
    const given = Array.from(files ?? []);
    if (given.length && !disabled) onFiles(multiple ? given : given.slice(0, 1));
  };

  /** @param {DragEvent} event */
  const onDragOver = (event) => {
    event.preventDefault();
    setOver(!disabled);
  };

  /** @param {DragEvent} event */
  const onDrop = (event) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer?.files);
  };

  /** @param {Event & {currentTarget: HTMLInputElement}} event */
  const onChange = (event) => {
    const input = event.currentTarget;
    take(input.files);
    // The same file may be chosen once more, after it was taken off the list.
    input.value = "";
  };

  return html`<div
    class="desk-drop ${over ? "over" : ""}"
    onDragOver=${onDragOver}
    onDragLeave=${() => setOver(false)}
    onDrop=${onDrop}
  >
    <input id=${id} type="file" class="no-error" multiple=${multiple} disabled=${disabled} onChange=${onChange} />
    <label for=${id}>
      <${Icon} name="upload-cloud-2" />
      <span><strong>Choose ${what}</strong> or drop ${multiple ? "them" : "it"} here</span>
      <span class="txt-hint txt-sm">${hint}</span>
    </label>
  </div>`;
}
