// @ts-check

import { html } from "/shared/vendor/preact.js";
import { PER_PAGE } from "../data/lists.js";
import { Pager } from "./pager.js";
import { Failure, Loading, Stale } from "./states.js";
import { Table } from "./table.js";

/**
 * A page of a list in each of its states, and the way to its other pages.
 *
 * @template T
 * @param {{found: import("../data/lists.js").Found<T>, page: number, perPage?: number, one: string, many?: string,
 *   empty: unknown, change: (part: {page: number}) => void, children: (rows: T[]) => unknown}} props
 *   `one`: what one of them is called; `empty`: what to say where there are none.
 */
export function PagedList({ found, page, perPage = PER_PAGE, one, many, empty, change, children }) {
  const { data, error, current, reload } = found;
  if (!data) return error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  if (!data.items.length && page === 1) return current ? empty : html`<${Loading} />`;
  return html`
    <${Stale} error=${error} onRetry=${reload} />
    ${children(data.items)}
    <${Pager}
      page=${page}
      perPage=${perPage}
      shown=${data.items.length}
      total=${data.totalItems}
      one=${one}
      many=${many}
      onPage=${(/** @type {number} */ next) => change({ page: next })}
    />
  `;
}

/**
 * The same as a table, which can be put in another order where `asked` knows of one.
 *
 * @template {{id: string}} T
 * @param {{label: string, columns: import("./table.js").Column<T>[], found: import("../data/lists.js").Found<T>,
 *   asked: {page: number, sort?: string}, perPage?: number, one: string, many?: string, empty: unknown,
 *   change: (part: {page?: number, sort?: string}) => void}} props
 */
export function PagedTable({ label, columns, asked, change, ...list }) {
  return html`<${PagedList} ...${list} page=${asked.page} change=${change}>
    ${(/** @type {T[]} */ rows) => html`<${Table}
      label=${label}
      columns=${columns}
      rows=${rows}
      sort=${asked.sort}
      onSort=${(/** @type {string} */ sort) => change({ sort })}
      busy=${list.found.loading}
    />`}
  <//>`;
}
