// @ts-check
// Asks why somebody does not sign.

import { Dialog } from "../../shared/dialog.js";
import { html, useId } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { useStore } from "../store.js";
import { Button, FormError, TextArea } from "../ui/field.js";
import { useForm } from "../ui/form.js";
import { refuse } from "../words.js";

const LONGEST_REASON = 1000;

/**
 * @param {object} props
 * @param {import("../types.js").WholeSigning} props.signing
 * @param {ReturnType<typeof import("./use-signing.js").useSending>["send"]} props.send
 * @param {() => void} props.onClose
 */
export function DeclineDialog({ signing, send, onClose }) {
  const id = useId();
  const firm = useStore((state) => state.firm.name) || "the firm";
  const form = useForm(
    async ({ reason = "" }) => {
      refuse({ reason: reason.trim() ? "" : `Say why, so that ${firm} knows what to change.` });
      const problem = await send(() => api.declineToSign(signing.id, reason.trim()));
      if (problem) throw problem;
      onClose();
    },
    ["reason"],
  );
  return html`<${Dialog} labelledBy=${id} class="confirm" onClose=${onClose}>
    <form method="post" noValidate ref=${form.ref} onSubmit=${form.onSubmit}>
      <div class="confirm-body">
        <h2 id=${id} tabindex="-1" autofocus>Decline to sign?</h2>
        <p>
          <strong>${signing.title}</strong> is then signed by nobody${signing.signers.length > 1 ? ", and the others are told" : ""}. ${firm} reads
          your reason at once. This cannot be undone here.
        </p>
        <${FormError} text=${form.error} />
        <${TextArea} label="Why do you not sign?" name="reason" error=${form.fields["reason"]} input=${{ rows: 3, maxlength: LONGEST_REASON }} />
      </div>
      <div class="dialog-actions">
        <${Button} onClick=${onClose}>Cancel<//>
        <${Button} type="submit" class="button-danger" busy=${form.busy}>Decline<//>
      </div>
    </form>
  <//>`;
}
