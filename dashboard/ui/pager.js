// @ts-check

import { html } from "/shared/vendor/preact.js";
import { plural } from "/shared/format.js";
import { Button } from "./button.js";

/**
 * Which part of a list is shown, and the way to the others. The total may be unknown for a while: counting a long list
 * takes longer than reading a page of it.
 *
 * @param {{page: number, perPage: number, shown: number, total: number | undefined, one: string, many?: string,
 *   onPage: (page: number) => void}} props
 */
export function Pager({ page, perPage, shown, total, one, many, onPage }) {
  const first = (page - 1) * perPage + 1;
  const last = first + shown - 1;
  const more = total === undefined ? shown === perPage : last < total;
  if (page === 1 && !more) {
    return html`<footer class="desk-pager"><span role="status">${plural(shown, one, many)}</span></footer>`;
  }
  const range = shown ? `${first.toLocaleString("en")}–${last.toLocaleString("en")}` : "0";
  return html`<footer class="desk-pager">
    <span role="status">${range}${total !== undefined && ` of ${plural(total, one, many)}`}</span>
    <nav aria-label="Pages">
      <${Button}
        size="sm"
        tone="transparent secondary"
        icon="arrow-left-s"
        disabled=${page === 1}
        onClick=${() => onPage(page - 1)}
        >Previous<//
      >
      <${Button} size="sm" tone="transparent secondary" disabled=${!more} onClick=${() => onPage(page + 1)}>Next<//>
    </nav>
  </footer>`;
}
