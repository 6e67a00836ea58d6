// @ts-check
// One invoice or estimate in a list.

import { billState } from "../../shared/bills.js";
import { formatShortDay, formatMoney } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { html } from "../../shared/vendor/preact.js";
import { dueWords } from "./words.js";

/** @typedef {import("../types.js").BillSummary} BillSummary */

/**
 * @param {object} props
 * @param {BillSummary} props.bill
 * @param {boolean} props.isNew
 * @param {boolean} [props.arrived] it was not there a moment ago
 * @param {string} props.href where it opens
 */
export function BillRow({ bill, isNew, arrived = false, href }) {
  const { title, number, currency, decimals, total, issued } = bill;
  const { text, late } = dueWords(bill);
  return html`<li class=${`row task-row bill-row ${isNew ? "is-new" : ""} ${arrived ? "has-arrived" : ""}`}>
    <span class=${`tile ${late ? "tile-overdue" : ""}`}><${Icon} name="bill" size=${22} /></span>
    <div class="row-main">
      <h2 class="row-title">
        <a class="row-link" href=${href}>${title}</a>
        ${isNew && html`<span class="chip chip-new">New</span>`}
      </h2>
      <p class="row-description">${[number, formatShortDay(issued)].filter(Boolean).join(" · ")}</p>
    </div>
    <p class=${`bill-due ${late ? "overdue" : ""}`}>${text}</p>
    <p class="bill-sum">${currency && formatMoney(total, currency, decimals)}</p>
    <p class="bill-state"><${StateChip} state=${bill.state} /></p>
    <p class="bill-pay">${bill.payUrl && html`<${PayLink} url=${bill.payUrl} small what=${number || title} />`}</p>
    <${Icon} name="chevron-right" />
  </li>`;
}

/** @type {Record<import("../../shared/bills.js").StateWords["tone"], string>} */
const CHIPS = { quiet: "chip-quiet", good: "chip-good", warn: "chip-warn", bad: "chip-bad" };

/** @param {{state: string}} props */
function StateChip({ state }) {
  const words = billState(state);
  return words && html`<span class=${`chip ${CHIPS[words.tone]}`}>${words.text}</span>`;
}

/**
 * To where the firm takes payments: another site, in another tab.
 * @param {{url: string, what: string, small?: boolean}} props
 */
export function PayLink({ url, what, small = false }) {
  return html`<a class=${`button button-primary ${small ? "button-small" : ""}`} href=${url} target="_blank" rel="noopener">
    Pay<span class="visually-hidden"> ${what}, opens in a new tab</span>
  </a>`;
}
