// @ts-check
// The Documents tab.

import { plural } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { html, useEffect, useRef, useState } from "../../shared/vendor/preact.js";
import { announce } from "../notices.js";
import { documentsHref } from "../route.js";
import { setState, useStore } from "../store.js";
import { Button } from "../ui/field.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { go, replaceRoute } from "../use-route.js";
import { DeleteDialog } from "./delete-dialog.js";
import { pageInstead } from "./list-state.js";
import { DocumentList } from "./list.js";
import { PreviewDialog } from "./preview-dialog.js";
import { Toolbar } from "./toolbar.js";
import { useDocumentList } from "./use-list.js";

/** @typedef {import("../types.js").PortalDocument} PortalDocument */

/** @param {{route: import("../route.js").DocumentsRoute}} props */
export function DocumentsPage({ route }) {
  const { list, id, query } = route;
  const newCount = useStore((state) => state.newCount);
  const { state, dispatch } = useDocumentList(list, query);
  const [deleting, setDeleting] = useState(/** @type {PortalDocument | null} */ (null));
  useTitle(newCount > 0 ? `(${newCount}) Documents` : "Documents");
  useArrivals(state.arrived);

  /** @param {Partial<import("../route.js").ListQuery>} change */
  const onQuery = (change) => {
    const next = { ...query, page: 1, ...change };
    if ("page" in change) go(documentsHref(list, next));
    else replaceRoute(documentsHref(list, next));
  };

  const past = state.data && !state.waiting ? pageInstead(state.data) : 0;
  useEffect(() => {
    if (past > 0) replaceRoute(documentsHref(list, { ...query, page: past }, id));
  }, [past]);

  const onDeleted = (/** @type {PortalDocument} */ doc) => {
    setDeleting(null);
    dispatch({ type: "remove", id: doc.id });
    // The button that had the focus is gone with its row.
    setTimeout(() => document.querySelector("h1")?.focus());
  };

  return html`<div class="documents">
    <div class="page-top">
      <${PageHeading}>Documents<//>
      <${Button} class="button-primary" onClick=${() => setState({ uploading: true })}>
        <${Icon} name="upload" /> Upload Document
      <//>
    </div>
    <div class="list-top">
      <${ListTabs} list=${list} newCount=${newCount} />
      <${Toolbar} key=${list} query=${query} onChange=${onQuery} />
    </div>
    <section aria-label=${list === "shared" ? "Shared Documents" : "My uploads"}>
      <${DocumentList} state=${state} list=${list} query=${query} onQuery=${onQuery} onDelete=${setDeleting} />
    </section>
    ${id &&
    html`<${PreviewDialog}
      key=${id}
      id=${id}
      known=${state.data?.items.find((item) => item.id === id) ?? null}
      onClose=${() => go(documentsHref(list, query))}
    />`}
    ${deleting && html`<${DeleteDialog} doc=${deleting} onDeleted=${onDeleted} onClose=${() => setDeleting(null)} />`}
  </div>`;
}

/** @param {{list: string, newCount: number}} props */
function ListTabs({ list, newCount }) {
  return html`<nav class="tabs" aria-label="Documents">
    <a class="tab" href="#/shared" aria-current=${list === "shared" ? "page" : undefined}>
      Shared Documents
      ${newCount > 0 && html`<span class="badge" aria-hidden="true">${newCount}</span>`}
      ${newCount > 0 && html`<span class="visually-hidden">, ${newCount} new</span>`}
    </a>
    <a class="tab" href="#/uploads" aria-current=${list === "uploads" ? "page" : undefined}>My uploads</a>
  </nav>`;
}

/**
 * Tells screen readers what appeared by itself.
 * @param {ReadonlySet<string>} arrived
 */
function useArrivals(arrived) {
  const told = useRef(arrived);
  useEffect(() => {
    if (told.current === arrived) return;
    told.current = arrived;
    if (arrived.size > 0) announce(`${plural(arrived.size, "document")} arrived.`);
  }, [arrived]);
}
