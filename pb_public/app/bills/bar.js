// @ts-check
// Under an open invoice or estimate: what is to be done about it, or what was.

import { billWaits } from "../../shared/bills.js";
import { formatDate, formatMoney } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { html, useState } from "../../shared/vendor/preact.js";
import { place } from "../place.js";
import { useStore } from "../store.js";
import { Button } from "../ui/field.js";
import { AnswerDialog } from "./answer.js";
import { PayLink } from "./row.js";
import { dueWords } from "./words.js";

/** @typedef {import("../types.js").PortalDocument} PortalDocument */
/** @typedef {import("../../shared/particulars.js").Bill} Bill */

/**
 * @param {{doc: PortalDocument, onAnswered: (doc: PortalDocument) => void}} props
 */
export function BillBar({ doc, onAnswered }) {
  const { bill } = doc;
  if (!bill) return null;
  if (doc.kind === "estimate") return html`<${EstimateBar} doc=${doc} bill=${bill} onAnswered=${onAnswered} />`;
  if (!bill.payUrl) return null;
  return html`<div class="bill-bar">
    <${Facts} kind="invoice" bill=${bill} />
    <div class="bill-bar-actions"><${PayLink} url=${bill.payUrl} what=${bill.number} /></div>
  </div>`;
}

/** @param {{kind: import("../types.js").BillKind, bill: Bill}} props */
function Facts({ kind, bill }) {
  const { text, late } = dueWords({ kind, due: bill.due, state: bill.state });
  return html`<p class="bill-bar-text">
    <strong>${formatMoney(bill.total, bill.currency, bill.decimals)}</strong>
    ${text && html`<span class=${late ? "overdue" : ""}>${text}</span>`}
  </p>`;
}

/** @param {{doc: PortalDocument, bill: Bill, onAnswered: (doc: PortalDocument) => void}} props */
function EstimateBar({ doc, bill, onAnswered }) {
  const [answering, setAnswering] = useState(/** @type {"" | "accept" | "decline"} */ (""));
  const [changed, setChanged] = useState("");
  const close = () => setAnswering("");
  const ask = (/** @type {"accept" | "decline"} */ answer) => {
    setChanged("");
    setAnswering(answer);
  };
  // What is said here changes by itself: when it was answered by somebody else, or taken back.
  return html`<div class="bill-bar">
    <div class="bill-bar-said" role="status">
      ${changed && html`<p class="notice notice-bad"><${Icon} name="alert" /> <span>${changed}</span></p>`}
      ${billWaits(bill.state) ? html`<${Facts} kind="estimate" bill=${bill} />` : html`<${Outcome} bill=${bill} />`}
    </div>
    ${billWaits(bill.state) &&
    html`<div class="bill-bar-actions">
      ${place.preview
        ? html`<span class="bill-bar-note">Previews are read-only: it cannot be answered here.</span>`
        : html`<${Button} onClick=${() => ask("decline")}>Decline<//>
            <${Button} class="button-primary" onClick=${() => ask("accept")}><${Icon} name="check" /> Accept<//>`}
    </div>`}
    ${answering &&
    html`<${AnswerDialog}
      doc=${doc}
      bill=${bill}
      accept=${answering === "accept"}
      onAnswered=${onAnswered}
      onChanged=${setChanged}
      onClose=${close}
    />`}
  </div>`;
}

/** What has become of an estimate. @param {{bill: Bill}} props */
function Outcome({ bill: { state, response, due } }) {
  const firm = useStore((store) => store.firm.name) || "the firm";
  if (response && (state === "accepted" || state === "declined")) {
    return html`<p class=${`bill-outcome bill-outcome-${state}`}>
      <${Icon} name=${state === "accepted" ? "check" : "close"} />
      <span>
        <strong>${state === "accepted" ? "Accepted" : "Declined"} by ${response.by} on ${formatDate(response.at)}.</strong>
        ${response.note && html` <q class="bill-note">${response.note}</q>`}
      </span>
    </p>`;
  }
  const words =
    state === "expired"
      ? `${dueWords({ kind: "estimate", due, state }).text}. Ask ${firm} for a new one if you are still interested.`
      : "There is nothing to answer here any more.";
  return html`<p class="bill-outcome"><${Icon} name="clock" /> <span>${words}</span></p>`;
}
