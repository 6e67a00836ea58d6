// @ts-check
// Fills in a place that is too small to type in.

import { Dialog } from "../../shared/dialog.js";
import { html, useId, useState } from "../../shared/vendor/preact.js";
import { Button, TextField } from "../ui/field.js";
import { focusOnce } from "../ui/focus.js";
import { fieldName } from "./words.js";

/**
 * @param {object} props
 * @param {import("../types.js").SigningField} props.field
 * @param {string} props.text
 * @param {(field: string, text: string) => void} props.onWrite
 * @param {() => void} props.onClose
 */
export function TextDialog({ field, text, onWrite, onClose }) {
  const id = useId();
  const [now, setNow] = useState(text);
  const name = fieldName(field);
  const done = (/** @type {Event} */ event) => {
    event.preventDefault();
    onWrite(field.id, now);
    onClose();
  };
  return html`<${Dialog} labelledBy=${id} class="confirm" onClose=${onClose}>
    <form method="post" noValidate onSubmit=${done}>
      <div class="confirm-body">
        <h2 id=${id}>Page ${field.page}</h2>
        <${TextField}
          label=${name}
          name="text"
          optional=${!field.required}
          input=${{
            value: now,
            maxlength: 500,
            autocomplete: "off",
            ref: focusOnce,
            onInput: (/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => setNow(event.currentTarget.value),
          }}
        />
      </div>
      <div class="dialog-actions">
        <${Button} onClick=${onClose}>Cancel<//>
        <${Button} type="submit" class="button-primary">Done<//>
      </div>
    </form>
  <//>`;
}
