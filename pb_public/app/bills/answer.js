// @ts-check
// Asks once more before an estimate is accepted or declined, and takes a note.

import { Dialog } from "../../shared/dialog.js";
import { formatMoney } from "../../shared/format.js";
import { ApiError } from "../../shared/http.js";
import { html, useId, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { bumpVersion, useStore } from "../store.js";
import { Button, FormError, TextArea } from "../ui/field.js";
import { useForm } from "../ui/form.js";
import { isGone } from "../ui/use-loaded.js";

const LONGEST_NOTE = 1000;

/**
 * @param {object} props
 * @param {import("../types.js").PortalDocument} props.doc
 * @param {import("../../shared/particulars.js").Bill} props.bill
 * @param {boolean} props.accept or decline
 * @param {(doc: import("../types.js").PortalDocument) => void} props.onAnswered
 * @param {(why: string) => void} props.onChanged it is not any more what was to be answered
 * @param {() => void} props.onClose
 */
export function AnswerDialog({ doc, bill, accept, onAnswered, onChanged, onClose }) {
  const id = useId();
  const firm = useStore((state) => state.firm.name) || "the firm";
  // The page behind keeps itself fresh; what is answered is what was there to be read.
  const [asked] = useState(bill);
  const word = accept ? "Accept" : "Decline";
  const form = useForm(
    async ({ note = "" }) => {
      try {
        onAnswered(await api.answerEstimate(doc.id, { accept, note: note.trim(), seen: asked.updated }));
      } catch (err) {
        if (!hasChanged(err)) throw err;
        onChanged(/** @type {Error} */ (err).message);
      }
      onClose();
      bumpVersion();
    },
    ["note"],
  );

  return html`<${Dialog} labelledBy=${id} class="confirm" onClose=${onClose}>
    <form method="post" noValidate ref=${form.ref} onSubmit=${form.onSubmit}>
      <div class="confirm-body">
        <h2 id=${id} tabindex="-1" autofocus>${word} this estimate?</h2>
        <p>
          <strong>${doc.title}</strong>, ${formatMoney(asked.total, asked.currency, asked.decimals)}. Your answer goes to ${firm} at once and
          cannot be changed here afterwards.
        </p>
        <${FormError} text=${form.error} />
        <${TextArea}
          label=${accept ? `Note to ${firm}` : "Why do you decline?"}
          name="note"
          optional
          error=${form.fields["note"]}
          input=${{ rows: 3, maxlength: LONGEST_NOTE }}
        />
      </div>
      <div class="dialog-actions">
        <${Button} onClick=${onClose}>Cancel<//>
        <${Button} type="submit" class=${accept ? "button-primary" : "button-danger"} busy=${form.busy}>${word}<//>
      </div>
    </form>
  <//>`;
}

/**
 * Somebody was quicker, or the firm has changed it or taken it back.
 * @param {unknown} err
 */
function hasChanged(err) {
  return isGone(err) || (err instanceof ApiError && err.data["estimate"]?.code === "validation_wrong_state");
}
