// @ts-check
// The pages of a document to sign, with what stands on them.

import { plural } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { PdfPages } from "../../shared/preview-pdf.js";
import { FilledMarks } from "../../shared/signing/filled.js";
import { html, useId, useLayoutEffect, useRef, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { download } from "../documents/download.js";
import { Button } from "../ui/field.js";
import { Places } from "./places.js";

/** How much wider than the room there is pages can be made. */
const ZOOMS = [1, 1.5, 2, 3];

/**
 * @param {{signing: import("../types.js").WholeSigning, room?: import("./places.js").Room}} props `room`: where it can be filled in
 */
export function DocumentToSign({ signing, room }) {
  const { id, title, pages } = signing;
  const heading = useId();
  const section = useRef(/** @type {HTMLElement | null} */ (null));
  const [zoom, setZoom] = useZoom(section);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState(/** @type {"opening" | "open" | "failed"} */ ("opening"));
  const { url, downloadUrl } = api.signingUrls(id);
  const onDownload = (/** @type {MouseEvent} */ event) => download(event, downloadUrl, title);
  const again = () => {
    setState("opening");
    setAttempt(attempt + 1);
  };
  return html`<section class="signing-document" ref=${section} aria-labelledby=${heading}>
    <div class="signing-tools">
      <h2 class="signing-count" id=${heading}>The document<span>, ${plural(pages.length, "page")}</span></h2>
      ${state === "opening" &&
      html`<span class="signing-opening" role="status"><span class="spinner" aria-hidden="true"></span> Opening…</span>`}
      ${state !== "failed" && html`<${Zoom} zoom=${zoom} onZoom=${setZoom} />`}
      <a class="icon-button" href=${downloadUrl} download title="Download" onClick=${onDownload}>
        <${Icon} name="download" /><span class="visually-hidden">Download ${title}</span>
      </a>
    </div>
    ${state === "failed"
      ? html`<div class="signing-failed" role="alert">
          <${Icon} name="alert" size=${40} />
          <p><strong>The document cannot be shown here.</strong> Check your connection and try again, or download it to read it.</p>
          <div class="form-buttons">
            <${Button} onClick=${again}><${Icon} name="refresh" size=${18} /> Try again<//>
            <a class="button" href=${downloadUrl} download onClick=${onDownload}><${Icon} name="download" size=${18} /> Download</a>
          </div>
        </div>`
      : html`<${PdfPages}
          key=${attempt}
          url=${url}
          name=${title}
          sizes=${pages}
          zoom=${zoom}
          flow
          overlay=${room && ((/** @type {number} */ page, /** @type {import("../../shared/preview-pdf.js").PageSize} */ size) => placesOf(signing, page, size, room))}
          onOpen=${() => setState("open")}
          onFail=${() => setState("failed")}
        />`}
  </section>`;
}

/**
 * @param {import("../types.js").WholeSigning} signing
 * @param {number} page
 * @param {import("../../shared/preview-pdf.js").PageSize} size
 * @param {import("./places.js").Room} room
 */
function placesOf({ fields, filled }, page, size, room) {
  const here = fields.filter((field) => field.page === page);
  if (here.length === 0 && !filled.some((field) => field.page === page)) return null;
  return html`<${FilledMarks} filled=${filled} page=${page} size=${size} />
    ${here.length > 0 && html`<${Places} fields=${here} size=${size} room=${room} />`}`;
}

/**
 * What stood in the middle of the window still does when the pages are larger.
 * @param {{current: HTMLElement | null}} section
 * @returns {[number, (zoom: number) => void]}
 */
function useZoom(section) {
  const [zoom, setZoom] = useState(1);
  const middle = useRef(0); // as a share of the pages
  const box = () => section.current?.querySelector(".preview-pages")?.getBoundingClientRect() ?? new DOMRect();
  useLayoutEffect(() => {
    const { top, height } = box();
    if (middle.current > 0) window.scrollBy(0, top + middle.current * height - window.innerHeight / 2);
  }, [zoom]);
  const change = (/** @type {number} */ next) => {
    const { top, height } = box();
    middle.current = height > 0 ? (window.innerHeight / 2 - top) / height : 0;
    setZoom(next);
  };
  return [zoom, change];
}

/** @param {{zoom: number, onZoom: (zoom: number) => void}} props */
function Zoom({ zoom, onZoom }) {
  const at = ZOOMS.indexOf(zoom);
  const step = (/** @type {number} */ by, /** @type {string} */ name, /** @type {string} */ icon) => {
    const next = ZOOMS[at + by];
    return html`<button
      type="button"
      class="icon-button"
      title=${name}
      aria-disabled=${!next || undefined}
      onClick=${() => next && onZoom(next)}
    >
      <${Icon} name=${icon} /><span class="visually-hidden">${name} pages</span>
    </button>`;
  };
  return html`<div class="signing-zoom" role="group" aria-label="Size of the pages">
    ${step(-1, "Smaller", "minus")} <span class="signing-percent" role="status">${zoom * 100} %</span> ${step(1, "Larger", "plus")}
  </div>`;
}
