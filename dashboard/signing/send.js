// @ts-check

import { html } from "/shared/vendor/preact.js";
import { formatCalendarDay, plural } from "/shared/format.js";
import { reminderText, toldWhen } from "../lib/signings.js";
import { listOf } from "../lib/text.js";
import { Button } from "../ui/button.js";
import { Sheet } from "../ui/dialog.js";
import { Facts } from "../ui/record.js";

/**
 * The last look before clients get mails.
 *
 * @param {{title: string, form: import("../lib/signings.js").SigningForm, busy: boolean, onSend: () => void, onClose: () => void}} props
 */
export function SendDialog({ title, form, busy, onSend, onClose }) {
  const { now, later } = toldWhen(form);
  const { fields, signaturePage, due, askCode, message } = form;
  const close = () => busy || onClose();
  const facts = [
    { label: "Due", value: due ? formatCalendarDay(due) : "No due date" },
    {
      label: "Reminders",
      value: reminderText({ due, remindBefore: Number(form.remindBefore), remindEvery: Number(form.remindEvery) }),
    },
    { label: "One-time code", value: askCode ? "Asked for" : "Not asked for" },
    {
      label: "To fill in",
      value: listOf([...(fields.length ? [plural(fields.length, "field")] : []), ...(signaturePage ? ["a signature page"] : [])]),
    },
  ];
  return html`<${Sheet}
    title="Send this to sign?"
    role="alertdialog"
    closable=${false}
    onClose=${close}
    footer=${html`
      <${Button} tone="transparent" onClick=${close} disabled=${busy} autofocus>Go on preparing<//>
      <${Button} icon="send-plane" onClick=${onSend} busy=${busy}>Send<//>
    `}
  >
    <p><strong class="desk-break">${title}</strong></p>
    <p>A mail goes to:</p>
    <${People} people=${now} />
    ${
      later.length > 0 &&
      html`<p>Then, each when those before have signed:</p>
        <${People} people=${later} start=${now.length + 1} />`
    }
    <${Facts} facts=${facts} />
    ${message.trim() && html`<blockquote class="desk-text desk-quote">${message.trim()}</blockquote>`}
    <p class="txt-hint">The document is shared with the clients who do not see it yet. What they sign cannot be changed after this.</p>
  <//>`;
}

/** @param {{people: import("../lib/signings.js").SignerForm[], start?: number}} props */
function People({ people, start = 1 }) {
  return html`<ol class="desk-reached" start=${start}>
    ${people.map(
      ({ key, name, email }) => html`<li key=${key}>
        ${name} <span class="txt-hint">${email}</span>
      </li>`,
    )}
  </ol>`;
}
