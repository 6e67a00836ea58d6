// @ts-check
// Steps through the pages of a list.

import { Icon } from "../../shared/icons.js";
import { html, useEffect } from "../../shared/vendor/preact.js";
import { replaceRoute } from "../use-route.js";
import { describeRange, pageInstead } from "./list-state.js";

/**
 * @param {{data: import("../types.js").Paged<unknown>, what?: string, onPage: (page: number) => void}} props `what` one of them is called
 */
export function Pager({ data, what = "document", onPage }) {
  const { page, totalPages } = data;
  return html`<nav class="pager" aria-label="Pages">
    <p class="pager-range" role="status">${describeRange(data, what)}</p>
    ${totalPages > 1 &&
    html`<div class="pager-steps">
      <${Step} label="Previous" icon="chevron-left" off=${page <= 1} onStep=${() => onPage(page - 1)} />
      <span class="pager-page">Page ${page} of ${totalPages}</span>
      <${Step} label="Next" icon="chevron-right" off=${page >= totalPages} onStep=${() => onPage(page + 1)} />
    </div>`}
  </nav>`;
}

/** @param {{label: string, icon: string, off: boolean, onStep: () => void}} props */
function Step({ label, icon, off, onStep }) {
  return html`<button
    type="button"
    class="button button-small"
    aria-disabled=${off || undefined}
    onClick=${() => {
      if (off) return;
      onStep();
      // The list begins there.
      window.scrollTo(0, 0);
    }}
  >
    ${icon === "chevron-left" && html`<${Icon} name=${icon} size=${16} />`} ${label}
    ${icon === "chevron-right" && html`<${Icon} name=${icon} size=${16} />`}
  </button>`;
}

/**
 * Past the last page, a list goes back to it.
 * @param {import("./list-state.js").Page | null} data null while it is not known
 * @param {(page: number) => string} href
 */
export function useLastPage(data, href) {
  const past = data ? pageInstead(data) : 0;
  useEffect(() => {
    if (past > 0) replaceRoute(href(past));
  }, [past]);
}
