// @ts-check
// Shows a file in the page: PDF, images, text, audio and video. Everything else is offered as a download.
// Needs /shared/preview.css.

import { fileKind, formatSize } from "./format.js";
import { ApiError } from "./http.js";
import { Icon, iconOfKind } from "./icons.js";
import { PdfPages } from "./preview-pdf.js";
import { TextFile } from "./preview-text.js";
import { html, useEffect, useState } from "./vendor/preact.js";

/** @typedef {"pdf" | "image" | "text" | "audio" | "video" | ""} PreviewType */

/**
 * @typedef {object} PreviewProps
 * @property {string} name what people call the file
 * @property {string} type its media type
 * @property {number} size in bytes
 * @property {PreviewType} preview how it can be shown; empty where it cannot
 * @property {string} url of the file, shown inline
 * @property {string} downloadUrl
 * @property {(event: MouseEvent) => void} [onDownload] for a click on the download link
 * @property {() => void} [onShown] the server gives it
 * @property {(err: ApiError) => void} [onError] the server refused it
 */

/** @param {PreviewProps} props */
export function Preview({ name, type, size, preview, url, downloadUrl, onDownload, onShown, onError }) {
  const [shown, setShown] = useState(/** @type {PreviewType | "checking" | "refused"} */ ("checking"));
  const [refusal, setRefusal] = useState(/** @type {ApiError | null} */ (null));

  // A frame or an <img> cannot tell why it stays empty, so the server is asked first. HEAD does not count as opening.
  useEffect(() => {
    if (!preview) {
      setShown("");
      return undefined;
    }
    const control = new AbortController();
    setShown("checking");
    askFirst(url, control.signal).then((err) => {
      if (control.signal.aborted) return;
      setRefusal(err);
      setShown(err ? "refused" : preview);
      if (err) onError?.(err);
      else onShown?.();
    });
    return () => control.abort();
  }, [url, preview]);

  const giveUp = () => setShown("");
  switch (shown) {
    case "checking":
      return html`<div class="preview preview-wait" role="status"><span class="preview-spinner"></span>Opening…</div>`;
    case "refused":
      return html`<${Refused} err=${refusal} />`;
    case "pdf":
      return hasPdfViewer()
        ? html`<div class="preview preview-pdf"><iframe class="preview-frame" src=${`${url}#navpanes=0`} title=${name}></iframe></div>`
        : html`<${PdfPages} url=${url} name=${name} onFail=${giveUp} />`;
    case "image":
      return html`<${Picture} url=${url} name=${name} onFail=${giveUp} />`;
    case "text":
      return html`<${TextFile} url=${url} name=${name} size=${size} onFail=${giveUp} />`;
    case "audio":
      return html`<div class="preview preview-audio">
        <${Icon} name="audio" size=${56} />
        <audio controls preload="metadata" src=${url} aria-label=${name} onError=${giveUp}></audio>
      </div>`;
    case "video":
      return html`<div class="preview preview-video">
        <video controls playsinline preload="metadata" src=${url} aria-label=${name} onError=${giveUp}></video>
      </div>`;
    default:
      return html`<${OfferDownload} type=${type} size=${size} downloadUrl=${downloadUrl} onDownload=${onDownload} failed=${preview !== ""} />`;
  }
}

/**
 * Why the server would not give the file; null where it would.
 * @param {string} url
 * @param {AbortSignal} signal
 */
async function askFirst(url, signal) {
  try {
    const answer = await fetch(url, { method: "HEAD", credentials: "same-origin", cache: "no-store", signal });
    return answer.ok ? null : new ApiError({ status: answer.status });
  } catch {
    return new ApiError({ status: 0 });
  }
}

/** Phones say no: there, a PDF in a frame is a grey box or its first page only. */
function hasPdfViewer() {
  return navigator.pdfViewerEnabled === true;
}

/** @param {{err: ApiError | null}} props */
function Refused({ err }) {
  const words =
    err?.status === 404
      ? "This document is no longer available to you."
      : err?.status === 401
        ? "You are no longer signed in."
        : err?.status === 0
          ? "The connection was lost. Check it, then open the document again."
          : "The document could not be opened. Please try again.";
  return html`<div class="preview preview-note" role="alert">
    <${Icon} name=${err?.status === 0 ? "offline" : "alert"} size=${40} />
    <p>${words}</p>
  </div>`;
}

/** @param {{url: string, name: string, onFail: () => void}} props */
function Picture({ url, name, onFail }) {
  const [large, setLarge] = useState(false);
  return html`<div class=${`preview preview-image ${large ? "is-large" : ""}`}>
    <button type="button" class="preview-zoom" aria-pressed=${large} onClick=${() => setLarge(!large)}>
      <span class="preview-unseen">Show in full size</span>
      <img src=${url} alt=${name} onError=${onFail} />
    </button>
  </div>`;
}

/** @param {{type: string, size: number, downloadUrl: string, onDownload?: (event: MouseEvent) => void, failed: boolean}} props */
function OfferDownload({ type, size, downloadUrl, onDownload, failed }) {
  const kind = fileKind(type);
  return html`<div class="preview preview-note">
    <${Icon} name=${iconOfKind(kind)} size=${48} />
    <p>
      <strong>${failed ? "Your browser cannot show this file." : "This type of file has no preview."}</strong>
      Download it to open it on your device.
    </p>
    <p class="preview-facts">${kind} · ${formatSize(size)}</p>
    <a class="preview-button" href=${downloadUrl} download onClick=${onDownload}><${Icon} name="download" /> Download</a>
  </div>`;
}
