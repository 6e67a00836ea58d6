// @ts-check
// A PDF as pages on canvases, for browsers without a PDF viewer of their own (phones). PDF.js is loaded only here.

import { html, useEffect, useRef, useState } from "./vendor/preact.js";

/** Canvases beyond this many pixels make phones reload the page. */
const MOST_PIXELS = 8_000_000;

/** @typedef {import("./vendor/pdf.mjs").PDFDocumentProxy} PdfDocument */
/** @typedef {import("./vendor/pdf.mjs").PDFDocumentLoadingTask} Opening */

const VENDOR = new URL("./vendor/", import.meta.url).href;

/** @param {string} url */
async function openPdf(url) {
  const pdfjs = await import("./vendor/pdf.mjs");
  pdfjs.GlobalWorkerOptions.workerSrc = `${VENDOR}pdf.worker.mjs`;
  return pdfjs.getDocument({
    url,
    wasmUrl: VENDOR,
    useWasm: false,
    standardFontDataUrl: VENDOR,
    disableAutoFetch: true,
    enableXfa: false,
  });
}

/** @param {{url: string, name: string, onFail: () => void}} props */
export function PdfPages({ url, name, onFail }) {
  const [pdf, setPdf] = useState(/** @type {PdfDocument | null} */ (null));
  const [ratio, setRatio] = useState(Math.SQRT2);

  useEffect(() => {
    let gone = false;
    /** @type {Opening | null} */
    let task = null;
    const open = async () => {
      task = await openPdf(url);
      const opened = await task.promise;
      const first = (await opened.getPage(1)).getViewport({ scale: 1 });
      if (gone) return;
      setRatio(first.height / first.width);
      setPdf(opened);
    };
    open().catch(() => gone || onFail());
    return () => {
      gone = true;
      task?.destroy();
    };
  }, [url]);

  if (!pdf) {
    return html`<div class="preview preview-wait" role="status"><span class="preview-spinner"></span>Opening…</div>`;
  }
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1);
  return html`<div class="preview preview-pages" tabindex="0" role="region" aria-label=${name}>
    ${numbers.map((number) => html`<${PdfPage} key=${number} pdf=${pdf} number=${number} ratio=${ratio} />`)}
  </div>`;
}

/**
 * One page, drawn when it comes near the screen and let go when it is far away.
 * @param {{pdf: PdfDocument, number: number, ratio: number}} props
 */
function PdfPage({ pdf, number, ratio }) {
  const frame = useRef(/** @type {HTMLDivElement | null} */ (null));
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const [near, setNear] = useState(false);
  const [text, setText] = useState("");

  useEffect(() => {
    const watcher = new IntersectionObserver(([entry]) => setNear(Boolean(entry?.isIntersecting)), {
      rootMargin: "150%",
    });
    if (frame.current) watcher.observe(frame.current);
    return () => watcher.disconnect();
  }, []);

  useEffect(() => {
    const target = canvas.current;
    const box = frame.current;
    if (!near || !target || !box) return undefined;
    let gone = false;
    let cancel = () => {};
    const draw = async () => {
      const page = await pdf.getPage(number);
      if (gone) return;
      const plain = page.getViewport({ scale: 1 });
      box.style.aspectRatio = `${plain.width} / ${plain.height}`;
      const viewport = page.getViewport({ scale: sharpScale(plain.width, plain.height, box.clientWidth) });
      target.width = Math.floor(viewport.width);
      target.height = Math.floor(viewport.height);
      const drawing = page.render({ canvas: target, viewport });
      cancel = () => drawing.cancel();
      await drawing.promise;
      const content = await page.getTextContent();
      if (!gone) setText(content.items.map((item) => item.str ?? "").join(" "));
    };
    draw().catch(() => {
      // Cancelled while scrolling past, or a page that is broken: the others still show.
    });
    return () => {
      gone = true;
      cancel();
      target.width = 0;
      target.height = 0;
    };
  }, [near, pdf, number]);

  useEffect(() => {
    if (frame.current) frame.current.style.aspectRatio = `1 / ${ratio}`;
  }, []);

  const label = `Page ${number} of ${pdf.numPages}`;
  return html`<div class="preview-page" ref=${frame} role="group" aria-label=${label}>
    <canvas ref=${canvas} aria-hidden="true"></canvas>
    <span class="preview-unseen">${text}</span>
  </div>`;
}

/**
 * How much larger than its own points a page is drawn, to be sharp at this width and yet fit into memory.
 * @param {number} width
 * @param {number} height
 * @param {number} shownWidth in CSS pixels
 */
function sharpScale(width, height, shownWidth) {
  const sharp = (shownWidth / width) * Math.min(globalThis.devicePixelRatio || 1, 3);
  return Math.min(sharp, Math.sqrt(MOST_PIXELS / (width * height)));
}
