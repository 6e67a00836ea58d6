// @ts-check

import { html } from "/shared/vendor/preact.js";
import { MOST_LINES } from "../lib/bill.js";
import { emptyLine } from "../lib/items.js";
import { Button, IconButton } from "../ui/button.js";
import { TextField } from "../ui/form.js";

/** @typedef {import("../lib/bill.js").LineForm} LineForm */

/**
 * The lines of a bill, which can be added, taken out and moved.
 *
 * @param {{lines: LineForm[], amounts: string[], fields: Record<string, string>, onChange: (lines: LineForm[]) => void}} props
 *   `amounts`: what each comes to.
 */
export function Lines({ lines, amounts, fields, onChange }) {
  /** @param {number} at @param {number} to */
  const move = (at, to) => onChange(moved(lines, at, to));
  return html`<div class="desk-lines">
    ${lines.map(
      (line, at) => html`<${Line}
        key=${line.key}
        line=${line}
        at=${at}
        amount=${amounts[at]}
        fields=${fields}
        onChange=${(/** @type {Partial<LineForm>} */ part) => onChange(lines.with(at, { ...line, ...part }))}
        onUp=${at > 0 && (() => move(at, at - 1))}
        onDown=${at < lines.length - 1 && (() => move(at, at + 1))}
        onRemove=${lines.length > 1 && (() => onChange(lines.toSpliced(at, 1)))}
      />`,
    )}
    ${fields["bill.lines"] && html`<div class="field-help error" role="alert">${fields["bill.lines"]}</div>`}
    <div>
      <${Button}
        size="sm"
        tone="secondary"
        icon="add"
        disabled=${lines.length >= MOST_LINES}
        onClick=${() => onChange([...lines, emptyLine(lines)])}
      >
        Add line
      <//>
    </div>
  </div>`;
}

/**
 * @param {{line: LineForm, at: number, amount: string, fields: Record<string, string>,
 *   onChange: (part: Partial<LineForm>) => void, onUp: false | (() => void), onDown: false | (() => void),
 *   onRemove: false | (() => void)}} props
 */
function Line({ line, at, amount, fields, onChange, onUp, onDown, onRemove }) {
  const name = `line ${at + 1}`;
  /** @param {Exclude<keyof LineForm, "key">} field @param {string} [named] what the server calls it */
  const bind = (field, named = field) => ({
    value: line[field],
    error: fields[`bill.lines.${at}.${named}`],
    onInput: (/** @type {string} */ value) => onChange({ [field]: value }),
  });
  return html`<fieldset class="desk-line">
    <legend class="desk-hidden">Line ${at + 1}</legend>
    <div class="desk-line-what"><${TextField} label="Description" ...${bind("description")} maxLength=${300} /></div>
    <div class="desk-line-buttons">
      <${IconButton} icon="arrow-up" label="Move ${name} up" disabled=${!onUp} onClick=${onUp || undefined} />
      <${IconButton} icon="arrow-down" label="Move ${name} down" disabled=${!onDown} onClick=${onDown || undefined} />
      <${IconButton} icon="delete-bin-7" label="Remove ${name}" disabled=${!onRemove} onClick=${onRemove || undefined} />
    </div>
    <${TextField} label="Quantity" ...${bind("quantity")} inputMode="decimal" />
    <${TextField} label="Price" ...${bind("price", "unitPrice")} inputMode="decimal" />
    <${TextField} label="Tax %" ...${bind("tax", "taxRate")} inputMode="decimal" placeholder="0" />
    <${TextField} label="Discount %" ...${bind("discount")} inputMode="decimal" placeholder="0" />
    <p class="desk-line-amount"><span class="txt-hint txt-sm">Amount</span> <strong>${amount}</strong></p>
  </fieldset>`;
}

/**
 * @param {LineForm[]} lines
 * @param {number} from
 * @param {number} to
 */
function moved(lines, from, to) {
  const [line] = lines.slice(from, from + 1);
  return line ? lines.toSpliced(from, 1).toSpliced(to, 0, line) : lines;
}
