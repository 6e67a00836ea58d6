// @ts-check
// The Documents tab, and the lists of documents that a project's page has too.

import { plural } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { html, useEffect, useRef, useState } from "../../shared/vendor/preact.js";
import { announce } from "../notices.js";
import { place } from "../place.js";
import { SORTS, documentsHref } from "../route.js";
import { setState, useStore } from "../store.js";
import { Button } from "../ui/field.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { go, replaceRoute, useClosing } from "../use-route.js";
import { DeleteDialog } from "./delete-dialog.js";
import { DocumentList } from "./list.js";
import { ListTabs } from "./tabs.js";
import { useLastPage } from "./pager.js";
import { PreviewDialog } from "./preview-dialog.js";
import { Toolbar } from "./toolbar.js";
import { useDocumentList } from "./use-list.js";

/** @typedef {import("../types.js").PortalDocument} PortalDocument */

/** @param {{route: import("../route.js").DocumentsRoute}} props */
export function DocumentsPage({ route }) {
  const newCount = useStore((state) => state.newCount);
  useTitle("Documents", newCount);
  return html`<div class="documents">
    <div class="page-top">
      <${PageHeading}>Documents<//>
      <${UploadButton} />
    </div>
    <${Documents} route=${route} newCount=${newCount} />
  </div>`;
}

export function UploadButton() {
  if (place.preview) return null;
  return html`<${Button} class="button-primary" onClick=${() => setState({ uploading: true })}>
    <${Icon} name="upload" /> Upload Document
  <//>`;
}

/**
 * The two lists, with search and sort, and the document opened on top of them.
 * @param {object} props
 * @param {import("../route.js").DocumentsRoute | import("../route.js").ProjectRoute} props.route
 * @param {import("../types.js").Project | null} [props.project] that they are narrowed to
 * @param {number} [props.newCount] to say at the list of shared documents
 */
export function Documents({ route, project = null, newCount = 0 }) {
  const { list, id, query } = route;
  const { state, dispatch } = useDocumentList(list, query, project?.id ?? "");
  const [deleting, setDeleting] = useState(/** @type {PortalDocument | null} */ (null));
  const href = (/** @type {import("../route.js").ListQuery} */ to, of = "") => documentsHref(list, to, of, project?.slug);
  useArrivals(state.arrived);

  /** @param {Partial<import("../route.js").ListQuery>} change */
  const onQuery = (change) => {
    const next = { ...query, page: 1, ...change };
    if ("page" in change) go(href(next));
    else replaceRoute(href(next));
  };

  useLastPage(state.waiting ? null : state.data, (page) => href({ ...query, page }, id));
  const close = useClosing(id, href(query));

  const onDeleted = (/** @type {PortalDocument} */ doc) => {
    setDeleting(null);
    dispatch({ type: "remove", id: doc.id });
    // The button that had the focus is gone with its row.
    setTimeout(() => document.querySelector("h1")?.focus());
  };

  return html`<div class="list-top">
      <${ListTabs} list=${list} newCount=${newCount} project=${project} />
      <${Toolbar} key=${list} what="documents" sorts=${SORTS} query=${query} onChange=${onQuery} />
    </div>
    <section aria-label=${list === "shared" ? "Shared Documents" : "My uploads"}>
      <${DocumentList} state=${state} list=${list} query=${query} project=${project} onQuery=${onQuery} onDelete=${setDeleting} />
    </section>
    ${id &&
    html`<${PreviewDialog}
      key=${id}
      id=${id}
      comments=${route.comments ?? false}
      known=${state.data?.items.find((item) => item.id === id) ?? null}
      onClose=${close}
    />`}
    ${deleting && html`<${DeleteDialog} doc=${deleting} onDeleted=${onDeleted} onClose=${() => setDeleting(null)} />`}`;
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
