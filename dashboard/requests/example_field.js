// @ts-check

import { html, useId } from "/shared/vendor/preact.js";
import { formatSize } from "/shared/format.js";
import { IconButton } from "../ui/button.js";
import { useFirm } from "../ui/desk.js";
import { Icon } from "../ui/icon.js";

/**
 * A file that shows clients what is meant. It is sent when the request is saved.
 *
 * @param {{item: import("../lib/requests.js").ItemForm, name: string,
 *   onChange: (part: Partial<import("../lib/requests.js").ItemForm>) => void}} props
 */
export function ExampleField({ item, name, onChange }) {
  const id = useId();
  const { maxUploadSize } = useFirm();
  const shown = item.file?.name ?? item.example;
  const tooLarge = item.file && item.file.size > maxUploadSize;
  const empty = item.file?.size === 0;

  /** @param {Event & {currentTarget: HTMLInputElement}} event */
  const take = (event) => {
    const [file] = event.currentTarget.files ?? [];
    event.currentTarget.value = "";
    if (file) onChange({ file });
  };
  return html`<div class="desk-item-wide desk-example">
    <span class="desk-example-pick">
      <input id=${id} type="file" class="no-error" aria-label="Example for ${name}" onChange=${take} />
      <label for=${id} class="btn sm secondary">
        <${Icon} name="attachment" />
        <span class="txt">${shown ? "Other example" : "Add an example file"}</span>
      </label>
    </span>
    ${
      shown &&
      html`<span class="desk-break">Example: ${shown}</span>
        <${IconButton}
          icon="close"
          label="Remove the example of ${name}"
          onClick=${() => onChange({ file: undefined, example: "" })}
        />`
    }
    ${tooLarge && html`<span class="field-help error" role="alert">This file is larger than ${formatSize(maxUploadSize)}.</span>`}
    ${empty && html`<span class="field-help error" role="alert">This file is empty.</span>`}
  </div>`;
}
