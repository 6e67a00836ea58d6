// @ts-check

import { html } from "/shared/vendor/preact.js";
import { sortDirection, toggleSort } from "../lib/query.js";
import { Filter } from "./search.js";

/**
 * @template T
 * @typedef {object} Column
 * @property {string} label
 * @property {string} [sort] The field to sort by; columns without cannot be sorted by. For names it is `search`, which
 *   begins with the name, folded: case and accents do not count.
 * @property {(row: T) => unknown} cell
 * @property {string} [className]
 */

/**
 * A table that becomes a list of cards on a phone.
 *
 * @template {{id: string}} T
 * @param {{label: string, columns: Column<T>[], rows: T[], sort?: string, onSort?: (sort: string) => void, busy?: boolean}} props
 */
export function Table({ label, columns, rows, sort = "", onSort, busy = false }) {
  return html`<div class="desk-table ${busy ? "desk-busy" : ""}" aria-busy=${busy}>
    <table aria-label=${label}>
      <thead>
        <tr>
          ${columns.map((column) => html`<${Head} column=${column} sort=${sort} onSort=${onSort} />`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`<tr key=${row.id}>
            ${columns.map(
              (column) => html`<td class=${column.className} data-name=${column.label}>${column.cell(row)}</td>`,
            )}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/**
 * @param {{column: Column<any>, sort: string, onSort?: (sort: string) => void}} props
 */
function Head({ column, sort, onSort }) {
  const field = column.sort;
  if (!field || !onSort) {
    return html`<th scope="col" class=${column.className}>
      <span class=${column.label ? "" : "desk-hidden"}>${column.label || "Actions"}</span>
    </th>`;
  }
  const direction = sortDirection(sort, field);
  return html`<th scope="col" class=${column.className} aria-sort=${direction}>
    <button type="button" class="desk-sort" onClick=${() => onSort(toggleSort(sort, field))}>${column.label}</button>
  </th>`;
}

/**
 * The same choice of order for a phone, where the heads are not shown.
 *
 * @param {{columns: Column<any>[], sort: string, onSort: (sort: string) => void}} props
 */
export function SortFilter({ columns, sort, onSort }) {
  const choices = columns.flatMap((column) =>
    column.sort
      ? [
          { value: column.sort, label: `${column.label} ↑` },
          { value: `-${column.sort}`, label: `${column.label} ↓` },
        ]
      : [],
  );
  return html`<${Filter} label="Sort by" value=${sort} choices=${choices} onInput=${onSort} className="desk-narrow" />`;
}
