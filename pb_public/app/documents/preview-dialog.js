// @ts-check
// A document opened on top of its list.

import { Dialog } from "../../shared/dialog.js";
import { documentKind, fileKind, formatDate, formatSize } from "../../shared/format.js";
import { ApiError } from "../../shared/http.js";
import { Icon } from "../../shared/icons.js";
import { Particulars } from "../../shared/particulars.js";
import { Preview } from "../../shared/preview.js";
import { html, useEffect, useId, useRef, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { BillBar } from "../bills/bar.js";
import { DocumentTalk } from "../messages/talk.js";
import { SignBar } from "../sign/bar.js";
import { bumpVersion, useStore } from "../store.js";
import { EmptyState, Toasts } from "../ui/notice.js";
import { useWide } from "../ui/use-wide.js";
import { explain } from "../words.js";
import { CommentsButton, useTalking } from "./comments.js";
import { download, onDownloadClick } from "./download.js";
import { markOpened } from "./opened.js";

/** @typedef {import("../types.js").PortalDocument} PortalDocument */
/** @typedef {import("../../shared/particulars.js").Photo} Photo */

/**
 * @typedef {object} Viewed
 * @property {string} id
 * @property {PortalDocument | null} doc
 * @property {unknown} error
 * @property {"said" | "file" | Photo} shown
 * @property {(what: "said" | "file" | Photo) => void} onShow
 */

/**
 * @param {{id: string, comments: boolean, known: PortalDocument | null, onClose: () => void}} props `comments`: begin with them open
 */
export function PreviewDialog({ id, comments, known, onClose }) {
  const headingId = useId();
  const { doc, error, set } = useDocument(id, known);
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  const [shown, setShown] = useState(/** @type {"said" | "file" | Photo} */ ("said"));
  const [open, setOpen] = useTalking(comments, doc);
  const talking = open && doc && !error;
  const wide = useWide();
  // Who came for the comments alone has not opened the document.
  const looked = useRef(false);
  if (wide || !talking) looked.current = true;
  const show = (/** @type {Viewed["shown"]} */ what) => {
    setShown(what);
    // There is room for one of the two.
    if (!wide) setOpen(false);
  };
  const onAnswered = (/** @type {PortalDocument} */ now) => {
    set(now);
    // The button that had the focus is gone.
    setTimeout(() => heading.current?.focus());
  };
  return html`<${Dialog} labelledBy=${headingId} class=${`viewer ${talking ? "is-talking" : ""}`} closeOnBackdrop onClose=${onClose}>
    <div class="viewer-top">
      <div class="viewer-name">
        <h2 id=${headingId} ref=${heading} tabindex="-1" autofocus>${doc?.title ?? "Document"}</h2>
        ${doc && html`<p class="viewer-facts">${describe(doc)}</p>`}
      </div>
      ${doc && !error && html`<${CommentsButton} doc=${doc} open=${open} onToggle=${() => setOpen(!open)} />`}
      ${doc &&
      !error &&
      html`${doc.written && html`<${Switch} shown=${shown} onShow=${show} />`}
      <a
        class="button"
        href=${api.downloadUrl(id)}
        download
        aria-label=${`Download ${doc.title}`}
        onClick=${(/** @type {MouseEvent} */ event) => onDownloadClick(event, doc)}
        ><${Icon} name="download" /> <span class="button-text">Download</span></a
      >`}
      <button type="button" class="icon-button" onClick=${onClose}>
        <${Icon} name="close" /><span class="visually-hidden">Close</span>
      </button>
    </div>
    ${doc?.description && html`<p class="viewer-description">${doc.description}</p>`}
    <div class="viewer-parts">
      ${looked.current &&
      html`<div class="viewer-body"><${Body} id=${id} doc=${doc} error=${error} shown=${shown} onShow=${show} /></div>`}
      ${talking &&
      html`<section class="viewer-comments" aria-label="Comments"><${DocumentTalk} id=${id} name=${doc.title} /></section>`}
    </div>
    ${doc && !error && (wide || !talking) && html`<${BillBar} doc=${doc} onAnswered=${onAnswered} />`}
    ${doc && !error && html`<${SignBar} doc=${doc} />`}
    <${Toasts} />
  <//>`;
}

/**
 * Between what a document says and the file of it; from a photo it leads back.
 * @param {{shown: "said" | "file" | Photo, onShow: (what: "said" | "file") => void}} props
 */
function Switch({ shown, onShow }) {
  if (shown === "said") {
    return html`<button type="button" class="button" onClick=${() => onShow("file")}>
      <${Icon} name="eye" /> <span class="button-text">Preview</span>
    </button>`;
  }
  return html`<button type="button" class="button" onClick=${() => onShow("said")}>
    <${Icon} name="chevron-left" /> <span class="button-text">Back</span>
  </button>`;
}

/** @param {Viewed} props */
function Body({ id, doc, error, shown, onShow }) {
  const firm = useStore((state) => state.firm.name);
  if (error) {
    const gone = error instanceof ApiError && error.status === 404;
    return html`<${EmptyState}
      icon=${gone ? "lock" : "offline"}
      role="alert"
      title=${gone ? "This document is not available" : "The document could not be opened"}
    >
      ${gone ? `${firm || "The firm"} may have stopped sharing it, or it was deleted.` : explain(error, firm)}
    <//>`;
  }
  if (!doc) {
    return html`<div class="preview preview-wait" role="status"><span class="preview-spinner"></span>Opening…</div>`;
  }
  if (typeof shown === "object") {
    const url = api.photoUrl(id, shown);
    return html`<${Preview}
      key=${shown.id}
      name=${shown.name}
      type=${shown.type}
      size=${shown.size}
      preview="image"
      url=${url}
      downloadUrl=${`${url}?download=1`}
      onDownload=${(/** @type {MouseEvent} */ event) => download(event, `${url}?download=1`, shown.name)}
      onError=${bumpVersion}
    />`;
  }
  if (doc.written && shown === "said") return html`<${Said} doc=${doc} onPhoto=${onShow} />`;
  return html`<${Preview}
    key=${`${doc.fileName} ${doc.fileSize}`}
    name=${doc.title}
    type=${doc.fileType}
    size=${doc.fileSize}
    preview=${doc.preview}
    url=${api.fileUrl(id)}
    downloadUrl=${api.downloadUrl(id)}
    onDownload=${(/** @type {MouseEvent} */ event) => onDownloadClick(event, doc)}
    onShown=${() => markOpened(doc)}
    onError=${bumpVersion}
  />`;
}

/** @param {{doc: PortalDocument, onPhoto: (photo: Photo) => void}} props */
function Said({ doc, onPhoto }) {
  const whole = doc.bill || doc.log;
  useEffect(() => {
    if (whole) markOpened(doc);
  }, [whole]);
  if (!whole) return html`<div class="preview preview-wait" role="status"><span class="preview-spinner"></span>Opening…</div>`;
  return html`<div class="viewer-said" tabindex="0" role="region" aria-label=${documentKind(doc.kind)}>
    <${Particulars} doc=${doc} photoUrl=${(/** @type {Photo} */ photo) => api.photoUrl(doc.id, photo)} onPhoto=${onPhoto} />
  </div>`;
}

/**
 * The document, looked up again whenever something changed: it may just have been unshared.
 * @param {string} id
 * @param {PortalDocument | null} known from the list
 */
function useDocument(id, known) {
  const version = useStore((state) => state.version);
  const [doc, setDoc] = useState(known);
  const [error, setError] = useState(/** @type {unknown} */ (null));
  useEffect(() => {
    const control = new AbortController();
    api.fetchDocument(id, control.signal).then(
      (found) => {
        setDoc(found);
        setError(null);
      },
      (err) => {
        if (control.signal.aborted) return;
        // What is on the screen stays when only the connection is gone, but not when it was unshared.
        const opening = !doc || (doc.written && !doc.bill && !doc.log);
        if (opening || err.status === 404) setError(err);
      },
    );
    return () => control.abort();
  }, [id, version]);
  return { doc, error, set: setDoc };
}

/** @param {PortalDocument} doc */
function describe({ kind, fileType, fileSize, sharedSince, created }) {
  const type = fileKind(fileType);
  const what = kind && kind !== "document" ? `${documentKind(kind)} · ${type}` : type;
  return [what, fileSize > 0 && formatSize(fileSize), formatDate(sharedSince || created)].filter(Boolean).join(" · ");
}
