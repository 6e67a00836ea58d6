// @ts-check
// Searching a list, and what to say where nothing was found.

import { html } from "../../shared/vendor/preact.js";
import { SearchBox } from "../documents/toolbar.js";
import { Button } from "./field.js";
import { EmptyState } from "./notice.js";

/**
 * The field over a list.
 * @param {{what: string, q: string, onSearch: (q: string) => void}} props `what` is searched: "requests"
 */
export function ListSearch({ what, q, onSearch }) {
  return html`<div class="toolbar"><${SearchBox} what=${what} value=${q} onSearch=${onSearch} /></div>`;
}

/** @param {{what: string, q: string, onSearch: (q: string) => void}} props `what` was searched: "request to answer" */
export function NothingFound({ what, q, onSearch }) {
  const clear = html`<${Button} onClick=${() => onSearch("")}>Clear search<//>`;
  return html`<div class="list">
    <${EmptyState} icon="search" title="Nothing found" role="status" action=${clear}>No ${what} matches “${q}”.<//>
  </div>`;
}
