// @ts-check

import { html } from "/shared/vendor/preact.js";
import { calendarDay } from "../lib/requests.js";
import { CheckField, TextArea, TextField } from "../ui/form.js";
import { Section } from "../ui/record.js";

/**
 * What signers are told, until when they can sign, and how they are reminded.
 *
 * @param {{form: import("../lib/signings.js").SigningForm, wrong: Record<string, string>,
 *   change: (part: Partial<import("../lib/signings.js").SigningForm>) => void}} props
 */
export function Options({ form, wrong, change }) {
  /** @param {"message" | "due" | "remindBefore" | "remindEvery"} field */
  const bind = (field) => ({
    value: form[field],
    error: wrong[field],
    onInput: (/** @type {string} */ value) => change({ [field]: value }),
  });
  return html`<${Section} title="How they are asked">
    <div class="desk-form">
      <${TextArea} label="Message" ...${bind("message")} maxLength=${5000} rows=${3} help="They read it in the mail and above the document." />
      <${CheckField}
        label="Ask for a one-time code"
        toggle
        checked=${form.askCode}
        onChange=${(/** @type {boolean} */ askCode) => change({ askCode })}
        help="Clients get it by mail when they sign: it shows that the address is theirs."
      />
      <${TextField} label="Due" type="date" min=${calendarDay(new Date())} ...${bind("due")} help="After that day nobody can sign any more. Without one it stays open." />
      <div class="desk-pair">
        <${TextField} label="Remind: days before" type="number" min=${0} max=${90} ...${bind("remindBefore")} help=${form.due ? "0 for no reminder." : "Only with a due date."} />
        <${TextField} label="Remind: every … days" type="number" min=${0} max=${90} ...${bind("remindEvery")} help="Until they have signed. 0 for never." />
      </div>
    </div>
  <//>`;
}
