// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { changeSigning, deleteSigning } from "../data/signings.js";
import { host } from "../host.js";
import { Confirm } from "../ui/dialog.js";
import { TextArea } from "../ui/form.js";

/**
 * @param {{id: string, title: string, onClose: () => void, onDeleted: () => void}} props
 */
export function DeleteDraft({ id, title, onClose, onDeleted }) {
  const confirm = async () => {
    await deleteSigning(id);
    host().toast("Draft deleted.");
    onDeleted();
  };
  return html`<${Confirm} title="Delete this draft?" confirm="Delete" onConfirm=${confirm} onClose=${onClose}>
    <p>Who was to sign <strong class="desk-break">${title}</strong> and where is forgotten. It was sent to nobody, and the document stays.</p>
  <//>`;
}

/**
 * @param {{round: Signing, onClose: () => void, onDone: () => void}} props
 */
export function WithdrawDialog({ round, onClose, onDone }) {
  const [reason, setReason] = useState("");
  const confirm = async () => {
    await changeSigning(round.id, "withdraw", { reason });
    host().toast("Withdrawn. Everyone who was asked is told by mail.");
    onDone();
  };
  const signed = round.signers.filter(({ state }) => state === "signed").length;
  return html`<${Confirm} title="Withdraw it?" confirm="Withdraw" keep="Keep it" onConfirm=${confirm} onClose=${onClose}>
    <p>
      Nobody can sign <strong class="desk-break">${round.title}</strong> any more.
      ${signed > 0 && " What was signed already counts for nothing."} You can send it to sign again later.
    </p>
    <${TextArea} label="Reason (optional)" value=${reason} onInput=${setReason} maxLength=${1000} rows=${2} help="It stands in the mail to those who were asked." />
  <//>`;
}

/**
 * @param {{round: Signing, onClose: () => void, onDone: () => void}} props
 */
export function RemindDialog({ round, onClose, onDone }) {
  const waiting = round.signers.filter(({ turn }) => turn);
  const confirm = async () => {
    await changeSigning(round.id, "remind");
    host().toast("Reminder sent.");
    onDone();
  };
  return html`<${Confirm} title="Send a reminder?" confirm="Send reminder" tone="" onConfirm=${confirm} onClose=${onClose}>
    <p>A mail goes to:</p>
    <ul class="desk-reached">
      ${waiting.map(({ id, name, email }) => html`<li key=${id}>${name} <span class="txt-hint">${email}</span></li>`)}
    </ul>
  <//>`;
}
