// @ts-check
// One document in a list.

import { documentKind, fileKind, formatDate, formatDateTime, formatSize, plural } from "../../shared/format.js";
import { Icon, iconOfKind } from "../../shared/icons.js";
import { html } from "../../shared/vendor/preact.js";
import { downloadUrl } from "../api.js";
import { commentsHref } from "../route.js";
import { onDownloadClick } from "./download.js";

/**
 * @param {object} props
 * @param {import("../types.js").PortalDocument} props.doc
 * @param {boolean} props.isNew
 * @param {boolean} props.arrived it was not there a moment ago
 * @param {string} props.href where it opens
 * @param {() => void} [props.onDelete] only where it may be deleted
 */
export function DocumentRow({ doc, isNew, arrived, href, onDelete }) {
  const { title, description, kind, fileType, fileSize } = doc;
  const type = fileKind(fileType);
  const date = doc.sharedSince || doc.created;
  return html`<li class=${`row ${isNew ? "is-new" : ""} ${arrived ? "has-arrived" : ""}`}>
    <span class=${`tile tile-${type.toLowerCase()}`}><${Icon} name=${iconOfKind(type)} size=${22} /></span>
    <div class="row-main">
      <h2 class="row-title">
        <a href=${href}>${title}</a>
        ${isNew && html`<span class="chip chip-new">New</span>`} <${Comments} doc=${doc} href=${href} />
      </h2>
      ${description && html`<p class="row-description">${description}</p>`}
    </div>
    <p class="row-facts">
      <span class="row-kind">${kind && kind !== "document" ? `${documentKind(kind)} · ${type}` : type}</span>
      <span class="row-size">${fileSize > 0 && formatSize(fileSize)}</span>
      <time class="row-date" datetime=${date.replace(" ", "T")} title=${formatDateTime(date)}>${formatDate(date)}</time>
    </p>
    <div class="row-actions">
      <a class="button button-small" href=${href} aria-label=${`Preview ${title}`}><${Icon} name="eye" size=${18} /> Preview</a>
      <a
        class="button button-small"
        href=${downloadUrl(doc.id)}
        download
        aria-label=${`Download ${title}`}
        onClick=${(/** @type {MouseEvent} */ event) => onDownloadClick(event, doc)}
        ><${Icon} name="download" size=${18} /> Download</a
      >
      ${onDelete &&
      html`<button type="button" class="icon-button icon-button-danger" aria-label=${`Delete ${title}`} title="Delete" onClick=${onDelete}>
        <${Icon} name="trash" />
      </button>`}
    </div>
  </li>`;
}

/** @param {{doc: import("../types.js").PortalDocument, href: string}} props */
function Comments({ doc: { title, comments, unread }, href }) {
  if (comments === 0) return null;
  const words = unread > 0 ? plural(unread, "new comment") : plural(comments, "comment");
  return html`<a class=${`chip ${unread > 0 ? "chip-new" : "chip-quiet"}`} href=${commentsHref(href)} aria-label=${`${words} on ${title}`}>
    <${Icon} name="messages" size=${14} /> ${words}
  </a>`;
}

/** Stands where rows will be. @param {{what?: string}} props */
export function SkeletonRows({ what = "documents" }) {
  return html`<div class="list" role="status">
    <span class="visually-hidden">Loading ${what}…</span>
    ${[0, 1, 2, 3, 4].map(
      (index) =>
        html`<div class="row row-skeleton" key=${index} aria-hidden="true">
          <span class="tile bone"></span>
          <div class="row-main"><span class="bone bone-title"></span><span class="bone bone-line"></span></div>
          <span class="bone bone-facts"></span>
        </div>`,
    )}
  </div>`;
}
