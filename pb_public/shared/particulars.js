// @ts-check
// What an estimate, an invoice or a daily log says, to be read in the page. Needs /shared/particulars.css.

import { billState } from "./bills.js";
import { documentKind, formatCalendarDay, formatMoney, formatPercent, formatQuantity } from "./format.js";
import { html } from "./vendor/preact.js";

/**
 * @typedef {object} BillLine
 * @property {string} description
 * @property {string} quantity a decimal number
 * @property {number} unitPrice in minor units
 * @property {number} taxRate in basis points
 * @property {number} discount in basis points
 */

/**
 * What a bill comes to, in minor units.
 * @typedef {object} Totals
 * @property {number[]} amounts of the lines
 * @property {{rate: number, net: number, tax: number}[]} taxes
 * @property {number} net
 * @property {number} tax
 * @property {number} total
 */

/**
 * @typedef {object} BillFields
 * @property {string} number
 * @property {string} currency
 * @property {string} issued 2026-05-31
 * @property {string} due empty where there is none
 * @property {string} status
 * @property {string} notes
 * @property {BillLine[]} lines
 */

/** What a client has said to an estimate. @typedef {{answer: "accepted" | "declined", note: string, by: string, at: string}} Response */

/**
 * @typedef {object} Standing
 * @property {number} decimals of the currency
 * @property {string} updated when it was written last
 * @property {import("./bills.js").BillState} state
 * @property {Response | null} response
 * @property {string} payUrl where an invoice is paid; empty where there is nothing to pay, or no such place
 */

/** @typedef {BillFields & Totals & Standing} Bill */

/** @typedef {{id: string, name: string, type: string, size: number}} Photo */

/** @typedef {{date: string, weather: string, crew: string, notes: string, photos: Photo[]}} Log */

/** @typedef {{kind: string, bill?: Bill | null, log?: Log | null}} Said */

/**
 * @param {object} props
 * @param {Said} props.doc
 * @param {(photo: Photo) => string} props.photoUrl
 * @param {(photo: Photo) => void} props.onPhoto somebody wants to see it
 */
export function Particulars({ doc, photoUrl, onPhoto }) {
  if (doc.bill) return html`<${BillPaper} kind=${doc.kind} bill=${doc.bill} />`;
  if (doc.log) return html`<${LogPaper} log=${doc.log} photoUrl=${photoUrl} onPhoto=${onPhoto} />`;
  return null;
}

/** @param {{kind: string, bill: Bill}} props */
function BillPaper({ kind, bill }) {
  const money = (/** @type {number} */ amount) => formatMoney(amount, bill.currency, bill.decimals);
  // That it is on its way says nothing to who reads it.
  const state = bill.state === "sent" || bill.state === "viewed" ? null : billState(bill.state);
  return html`<div class="said">
    <div class="said-top">
      <dl class="said-facts">
        <${Fact} name=${documentKind(kind)}>${bill.number}<//>
        <${Fact} name="Date">${formatCalendarDay(bill.issued)}<//>
        ${bill.due && html`<${Fact} name=${kind === "estimate" ? "Valid until" : "Due"}>${formatCalendarDay(bill.due)}<//>`}
      </dl>
      <p class="said-sum">
        ${state && html`<span class=${`said-status said-${state.tone}`}>${state.text}</span>`}
        <span class="said-sum-word">Total</span> <strong>${money(bill.total)}</strong>
      </p>
    </div>
    <table class="said-lines">
      <thead>
        <tr>
          <th scope="col">Description</th>
          <th scope="col" class="said-number said-wide">Quantity</th>
          <th scope="col" class="said-number said-wide">Price</th>
          <th scope="col" class="said-number said-wide">Tax</th>
          <th scope="col" class="said-number">Amount</th>
        </tr>
      </thead>
      <tbody>
        ${bill.lines.map((line, at) => html`<${Line} key=${at} line=${line} amount=${bill.amounts[at] ?? 0} money=${money} />`)}
      </tbody>
    </table>
    <dl class="said-sums">
      <div><dt>Net</dt><dd>${money(bill.net)}</dd></div>
      ${bill.taxes
        .filter(({ rate }) => rate > 0)
        .map(({ rate, net, tax }) => html`<div key=${rate}><dt>Tax ${formatPercent(rate)} of ${money(net)}</dt><dd>${money(tax)}</dd></div>`)}
      <div class="said-total"><dt>Total</dt><dd>${money(bill.total)}</dd></div>
    </dl>
    ${bill.notes && html`<p class="said-text">${bill.notes}</p>`}
  </div>`;
}

/** @param {{line: BillLine, amount: number, money: (amount: number) => string}} props */
function Line({ line, amount, money }) {
  const { description, unitPrice, taxRate, discount } = line;
  const quantity = formatQuantity(line.quantity);
  return html`<tr>
    <td>
      <span class="said-what">${description}</span>
      <span class="said-small said-narrow">${quantity} × ${money(unitPrice)}, tax ${formatPercent(taxRate)}</span>
      ${discount > 0 && html`<span class="said-small">less ${formatPercent(discount)}</span>`}
    </td>
    <td class="said-number said-wide">${quantity}</td>
    <td class="said-number said-wide">${money(unitPrice)}</td>
    <td class="said-number said-wide">${formatPercent(taxRate)}</td>
    <td class="said-number">${money(amount)}</td>
  </tr>`;
}

/** @param {{log: Log, photoUrl: (photo: Photo) => string, onPhoto: (photo: Photo) => void}} props */
function LogPaper({ log, photoUrl, onPhoto }) {
  const { date, weather, crew, notes, photos } = log;
  return html`<div class="said">
    <dl class="said-facts">
      <${Fact} name="Date">${formatCalendarDay(date)}<//>
      ${weather && html`<${Fact} name="Weather">${weather}<//>`}
      ${crew && html`<${Fact} name="Crew">${crew}<//>`}
    </dl>
    ${notes && html`<p class="said-text">${notes}</p>`}
    ${photos.length > 0 &&
    html`<ul class="said-photos" role="list" aria-label="Photos">
      ${photos.map(
        (photo) =>
          html`<li key=${photo.id}>
            <button type="button" class="said-photo" onClick=${() => onPhoto(photo)}>
              <img src=${photoUrl(photo)} alt=${`Open photo ${photo.name}`} loading="lazy" decoding="async" />
            </button>
          </li>`,
      )}
    </ul>`}
  </div>`;
}

/** @param {{name: string, children?: unknown}} props */
function Fact({ name, children }) {
  return html`<div><dt>${name}</dt><dd>${children}</dd></div>`;
}
