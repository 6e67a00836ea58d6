// @ts-check
// The body of a list: its rows, or what to say where there are none.

import { html } from "../../shared/vendor/preact.js";
import { place } from "../place.js";
import { documentsHref } from "../route.js";
import { useStore } from "../store.js";
import { Button } from "../ui/field.js";
import { LoadFailed, Stale } from "../ui/loaded.js";
import { EmptyState } from "../ui/notice.js";
import { Pager } from "./pager.js";
import { DocumentRow, SkeletonRows } from "./row.js";

/**
 * @typedef {object} ListProps
 * @property {import("./list-state.js").ListState<import("../types.js").DocumentPage>} state
 * @property {import("../types.js").ListName} list
 * @property {import("../route.js").ListQuery} query
 * @property {import("../types.js").Project | null} project that the list is narrowed to
 * @property {(query: Partial<import("../route.js").ListQuery>) => void} onQuery
 * @property {(doc: import("../types.js").PortalDocument) => void} onDelete
 */

/** @param {ListProps} props */
export function DocumentList(props) {
  const { state, list, query, project, onQuery, onDelete } = props;
  const opened = useStore((store) => store.opened);
  const firm = useStore((store) => store.firm.name);

  if (state.status === "loading") return html`<${SkeletonRows} />`;
  if (state.status === "failed" || !state.data) {
    return html`<${LoadFailed} title="Your documents could not be loaded" error=${state.error} />`;
  }
  if (state.data.items.length === 0) return html`<${Nothing} ...${props} firm=${firm} />`;

  return html`${state.error !== null && html`<${Stale} />`}
    <ul class=${`list ${state.waiting ? "is-waiting" : ""}`} role="list" aria-busy=${state.waiting}>
      ${state.data.items.map(
        (doc) =>
          html`<${DocumentRow}
            key=${doc.id}
            doc=${doc}
            isNew=${doc.isNew && !opened.has(doc.id)}
            arrived=${state.arrived.has(doc.id)}
            href=${documentsHref(list, query, doc.id, project?.slug)}
            onDelete=${doc.mine && !place.preview ? () => onDelete(doc) : undefined}
          />`,
      )}
    </ul>
    <${Pager} data=${state.data} onPage=${(/** @type {number} */ page) => onQuery({ page })} />`;
}

/** @param {ListProps & {firm: string}} props */
function Nothing({ list, query, project, onQuery, firm }) {
  if (query.q) {
    const clear = html`<${Button} onClick=${() => onQuery({ q: "" })}>Clear search<//>`;
    return html`<${EmptyState} icon="search" title="Nothing found" role="status" action=${clear}>
      No document matches “${query.q}”.
    <//>`;
  }
  if (list === "uploads") {
    return html`<${EmptyState} icon="inbox" title="No uploads yet">
      What you send to ${firm || "the firm"}${project ? " for this project" : ""} is listed here.
    <//>`;
  }
  return html`<${EmptyState} icon="documents" title="No shared documents yet">
    When ${firm || "the firm"} shares a document ${project ? "of this project" : "with you"}, it appears here at once.
  <//>`;
}
