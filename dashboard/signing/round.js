// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { formatCalendarDay, formatDateTime } from "/shared/format.js";
import { certificateFile, sentFile } from "../data/signings.js";
import { download } from "../documents/download.js";
import { documentAddress, signAddress } from "../lib/address.js";
import { canBeWithdrawn, reminderText } from "../lib/signings.js";
import { Button } from "../ui/button.js";
import { Facts } from "../ui/record.js";
import { DeleteDraft, RemindDialog, WithdrawDialog } from "./end.js";

/**
 * What can be done about a round by now.
 *
 * @param {{round: Signing, small?: boolean, onChanged: () => void, onDeleted: () => void}} props
 */
export function RoundActions({ round, small = false, onChanged, onDeleted }) {
  const { id, status, title, document, canEdit } = round;
  const [open, setOpen] = useState(/** @type {"" | "remind" | "withdraw" | "delete"} */ (""));
  const close = () => setOpen("");
  const size = small ? "sm" : "";
  const isOver = !["draft", "sent", "sealing"].includes(status);
  return html`
    ${
      status === "draft" &&
      canEdit &&
      html`<${Button} size=${size} tone="transparent" onClick=${() => setOpen("delete")}>Delete<//>
        <a class="btn ${size} secondary" href="#/signings/${id}"><span class="txt">Edit</span></a>`
    }
    ${
      canBeWithdrawn(round) &&
      canEdit &&
      html`<${Button} size=${size} tone="outline danger" onClick=${() => setOpen("withdraw")}>Withdraw<//>`
    }
    ${
      status === "sent" &&
      canEdit &&
      html`<${Button} size=${size} tone="secondary" icon="notification-3" onClick=${() => setOpen("remind")}>Remind<//>`
    }
    ${
      status === "completed" &&
      html`<${Button} size=${size} tone="secondary" icon="award" onClick=${() => download(certificateFile(id), "The certificate")}>Certificate<//>`
    }
    ${
      isOver &&
      status !== "completed" &&
      canEdit &&
      document &&
      html`<a class="btn ${size} secondary" href=${signAddress(document)}><span class="txt">Send to sign again</span></a>`
    }
    ${open === "remind" && html`<${RemindDialog} round=${round} onClose=${close} onDone=${onChanged} />`}
    ${open === "withdraw" && html`<${WithdrawDialog} round=${round} onClose=${close} onDone=${onChanged} />`}
    ${open === "delete" && html`<${DeleteDraft} id=${id} title=${title} onClose=${close} onDeleted=${onDeleted} />`}
  `;
}

/**
 * What has become of a round, where that takes words.
 *
 * @param {{round: Signing}} props
 */
export function RoundNews({ round: { status, error, reason } }) {
  if (status === "sealing" && error) {
    return html`<div class="alert warning" role="status">
      <p><strong>Everyone has signed, but the finished PDF could not be made yet.</strong></p>
      <p>${error}</p>
      <p>Nothing is lost, and nobody has to sign again: Portico keeps trying, at least once an hour. If this stays, tell whoever runs your Portico.</p>
    </div>`;
  }
  if (status === "sealing") return html`<p class="txt-hint" role="status">Everyone has signed. The finished PDF is being made.</p>`;
  if (status === "withdrawn" && reason) return html`<p class="desk-text txt-hint">Withdrawn: ${reason}</p>`;
  if (status === "expired") return html`<p class="txt-hint">Its due date has passed before everyone had signed.</p>`;
  if (status === "voided") return html`<p class="txt-hint">The file of the document was changed, so what was signed counts no more.</p>`;
  return null;
}

/** @param {{round: Signing}} props */
export function RoundFacts({ round }) {
  const { status, due, by, sent, ended, nextReminder, askCode, inOrder, document, title, signers } = round;
  return html`<${Facts}
    facts=${[
      { label: "Document", value: document ? html`<a href=${documentAddress(document)}>${title}</a>` : `${title} (deleted)` },
      { label: "Sent", value: sent && formatDateTime(sent) },
      { label: "Sent by", value: by },
      { label: "Due", value: due && formatCalendarDay(due) },
      ...(status === "sent"
        ? [
            { label: "Reminders", value: reminderText(round) },
            { label: "Next reminder", value: nextReminder && formatDateTime(nextReminder) },
          ]
        : [{ label: "Ended", value: ended && formatDateTime(ended) }]),
      ...(signers.length > 1 ? [{ label: "Order", value: inOrder ? "One after the other" : "All at once" }] : []),
      { label: "One-time code", value: askCode ? "Asked for" : "Not asked for" },
    ]}
  />`;
}

/** Has the browser save what was sent to be signed. @param {{round: Signing}} props */
export function DownloadSent({ round }) {
  return html`<${Button} tone="secondary" icon="download" onClick=${() => download(`${sentFile(round.id)}?download=1`, round.title)}>
    Download what was sent
  <//>`;
}
