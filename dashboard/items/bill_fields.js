// @ts-check

import { html, useMemo } from "/shared/vendor/preact.js";
import { formatMoney, formatPercent } from "/shared/format.js";
import { readableAmount, readLine, totals } from "../lib/bill.js";
import { BILL_STATUS_CHOICES } from "../lib/items.js";
import { SelectField, TextArea, TextField } from "../ui/form.js";
import { Lines } from "./lines.js";

/**
 * @typedef {object} ItemFieldsProps
 * @property {import("../lib/items.js").ItemForm} values
 * @property {Record<string, string>} fields Messages by field.
 * @property {(part: Partial<import("../lib/items.js").ItemForm>) => void} change
 */

/**
 * What an estimate or invoice says.
 *
 * @param {ItemFieldsProps & {kind: string, currencies: import("../lib/bill.js").Currency[], decimals: number}} props
 */
export function BillFields({ kind, values, fields, change, currencies, decimals }) {
  /** @param {"number" | "currency" | "issued" | "due" | "status" | "notes"} field */
  const bind = (field) => ({
    value: values[field],
    error: fields[`bill.${field}`],
    onInput: (/** @type {string} */ value) => change({ [field]: value }),
  });
  const choices = useMemo(() => currencyChoices(currencies), [currencies]);
  const lines = values.lines.map((line) => readLine(line, decimals));
  const money = (/** @type {number} */ amount) =>
    Number.isNaN(amount) ? "–" : formatMoney(amount, values.currency, decimals);

  return html`
    <div class="desk-pair">
      <${TextField} label="Number" ...${bind("number")} required autofocus maxLength=${40} placeholder="2026-001" />
      <${SelectField} label="Status" ...${bind("status")} choices=${BILL_STATUS_CHOICES} />
      <${SelectField} label="Currency" ...${bind("currency")} choices=${choices} />
    </div>
    <div class="desk-pair">
      <${TextField} label="Date" type="date" ...${bind("issued")} required />
      <${TextField} label=${kind === "estimate" ? "Valid until" : "Due"} type="date" ...${bind("due")} />
    </div>
    <${Lines}
      lines=${values.lines}
      amounts=${lines.map((line) => money(readableAmount(line)))}
      fields=${fields}
      onChange=${(/** @type {import("../lib/bill.js").LineForm[]} */ next) => change({ lines: next })}
    />
    <${Sums} lines=${lines} money=${money} />
    <${TextArea}
      label="Notes"
      ...${bind("notes")}
      maxLength=${2000}
      help="How to pay, and whatever else belongs under the amounts."
    />
  `;
}

/** @param {{lines: import("../lib/bill.js").BillLine[], money: (amount: number) => string}} props */
function Sums({ lines, money }) {
  const readable = lines.every((line) => !Number.isNaN(readableAmount(line)));
  const { net, taxes, total } = readable ? totals(lines) : { net: Number.NaN, taxes: [], total: Number.NaN };
  return html`<dl class="desk-sums" aria-live="polite">
    <div><dt>Net</dt><dd>${money(net)}</dd></div>
    ${taxes
      .filter(({ rate }) => rate > 0)
      .map(
        ({ rate, net: of, tax }) =>
          html`<div key=${rate}><dt>Tax ${formatPercent(rate)} of ${money(of)}</dt><dd>${money(tax)}</dd></div>`,
      )}
    <div class="desk-sums-total"><dt>Total</dt><dd>${money(total)}</dd></div>
  </dl>`;
}

/** @param {import("../lib/bill.js").Currency[]} currencies */
function currencyChoices(currencies) {
  const names = new Intl.DisplayNames("en", { type: "currency", fallback: "code" });
  return currencies.map(({ code }) => ({ value: code, label: [...new Set([code, names.of(code)])].join(", ") }));
}
