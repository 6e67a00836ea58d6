// @ts-check
// A PDF as pages on canvases: for browsers without a PDF viewer of their own (phones), and where something stands on the
// pages. PDF.js is loaded only here.

import { html, useEffect, useRef, useState } from "./vendor/preact.js";

/** Canvases beyond this many pixels make phones reload the page. */
const MOST_PIXELS = 8_000_000;

/** @typedef {import("./vendor/pdf.mjs").PDFDocumentProxy} PdfDocument */
/** @typedef {import("./vendor/pdf.mjs").PDFDocumentLoadingTask} Opening */
/** How large a page is, in points. @typedef {{width: number, height: number}} PageSize */

const VENDOR = new URL("./vendor/", import.meta.url).href;

/** @param {string | Uint8Array} source an address, or the PDF itself */
async function openPdf(source) {
  const pdfjs = await import("./vendor/pdf.mjs");
  pdfjs.GlobalWorkerOptions.workerSrc = `${VENDOR}pdf.worker.mjs`;
  return pdfjs.getDocument({
    ...(typeof source === "string" ? { url: source } : { data: source.slice() }), // PDF.js takes it away
    wasmUrl: VENDOR,
    useWasm: false,
    standardFontDataUrl: VENDOR,
    disableAutoFetch: true,
    enableXfa: false,
  });
}

/**
 * @typedef {object} PdfPagesProps
 * @property {string | Uint8Array} url an address, or the PDF itself
 * @property {string} name
 * @property {() => void} onFail it cannot be opened
 * @property {() => void} [onOpen] it was
 * @property {PageSize[]} [sizes] of all pages: where they are known, the pages stand there before the file has come
 * @property {(page: number, size: PageSize) => unknown} [overlay] what stands on a page; its box is the page's
 * @property {number} [zoom] 1 is the width that there is
 * @property {boolean} [flow] the pages are part of what scrolls around them
 */

/** @param {PdfPagesProps} props */
export function PdfPages({ url, name, onFail, onOpen, sizes = [], overlay, zoom = 1, flow = false }) {
  const [pdf, setPdf] = useState(/** @type {PdfDocument | null} */ (null));
  const [first, setFirst] = useState(/** @type {PageSize | null} */ (null));
  const [attempt, setAttempt] = useState(0);
  const pageOf = useSamePages(() => setAttempt((last) => last + 1));

  useEffect(() => {
    let gone = false;
    /** @type {Opening | null} */
    let task = null;
    const open = async () => {
      task = await openPdf(url);
      if (gone) {
        task.destroy();
        return;
      }
      const opened = await task.promise;
      const { width, height } = (await opened.getPage(1)).getViewport({ scale: 1 });
      if (gone) return;
      setFirst({ width, height });
      setPdf(opened);
      onOpen?.();
    };
    open().catch(() => gone || onFail());
    return () => {
      gone = true;
      task?.destroy();
    };
  }, [url, attempt]);

  const count = sizes.length || pdf?.numPages || 0;
  if (count === 0) {
    return html`<div class="preview preview-wait" role="status"><span class="preview-spinner"></span>Opening…</div>`;
  }
  const pages = Array.from({ length: count }, (_, index) => {
    const size = sizes[index] ?? first;
    return pageOf(index + 1, [pdf, count, size, zoom], overlay?.(index + 1, size) || null);
  });
  // What scrolls has to be reached with the keyboard.
  const scrolls = !flow || zoom > 1;
  return html`<div class=${`preview preview-pages ${flow ? "is-flowing" : ""}`} tabindex=${scrolls ? 0 : undefined} role="region" aria-label=${name}>
    <div class=${zoom > 1 ? "preview-zoomed" : ""} style=${{ inlineSize: `${zoom * 100}%` }}>${pages}</div>
  </div>`;
}

/**
 * Makes the pages. One on which nothing stands stays what it was: of thousands, few are gone through for every letter that
 * somebody types into a field.
 * @param {() => void} onRetry
 * @returns {(number: number, about: [PdfDocument | null, number, PageSize, number], over: unknown) => unknown}
 */
function useSamePages(onRetry) {
  const kept = useRef(/** @type {Map<number, {about: unknown[], page: unknown}>} */ (new Map())).current;
  return (number, about, over) => {
    const last = kept.get(number);
    if (last && !over && about.every((one, index) => one === last.about[index])) return last.page;
    const [pdf, count, size, zoom] = about;
    const page = html`<${PdfPage} key=${number} pdf=${pdf} number=${number} count=${count} size=${size} zoom=${zoom} onRetry=${onRetry}>${over}<//>`;
    kept.set(number, { about: over ? [] : about, page });
    return page;
  };
}

/**
 * @typedef {object} PdfPageProps
 * @property {PdfDocument | null} pdf null until it has come
 * @property {number} number
 * @property {number} count of all pages
 * @property {PageSize} size as far as it is known
 * @property {number} zoom
 * @property {() => void} onRetry opens the file again
 * @property {unknown} [children] what stands on it
 */

/**
 * One page, drawn when it comes near the screen and let go when it is far away.
 * @param {PdfPageProps} props
 */
function PdfPage({ pdf, number, count, size, zoom, onRetry, children }) {
  const frame = useRef(/** @type {HTMLDivElement | null} */ (null));
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const [near, setNear] = useState(false);
  const [text, setText] = useState("");
  const [broken, setBroken] = useState(false);
  const [drawn, setDrawn] = useState(/** @type {PageSize | null} */ (null));
  const { width, height } = drawn ?? size;

  useEffect(() => {
    const watcher = new IntersectionObserver(([entry]) => setNear(Boolean(entry?.isIntersecting)), {
      rootMargin: "150%",
      scrollMargin: "150%", // what scrolls is not always the window
    });
    if (frame.current) watcher.observe(frame.current);
    return () => watcher.disconnect();
  }, []);

  useEffect(() => {
    const target = canvas.current;
    const box = frame.current;
    if (!pdf || !near || !target || !box) return undefined;
    let gone = false;
    let cancel = () => {};
    let forget = () => {};
    setBroken(false);
    const draw = async () => {
      const page = await pdf.getPage(number);
      if (gone) return;
      forget = () => page.cleanup();
      const plain = page.getViewport({ scale: 1 });
      setDrawn({ width: plain.width, height: plain.height });
      const viewport = page.getViewport({ scale: sharpScale(plain.width, plain.height, box.clientWidth) });
      target.width = Math.floor(viewport.width);
      target.height = Math.floor(viewport.height);
      const drawing = page.render({ canvas: target, viewport });
      cancel = () => drawing.cancel();
      await drawing.promise;
      const content = await page.getTextContent();
      if (!gone) setText(content.items.map((item) => item.str ?? "").join(" "));
    };
    // Cancelled while scrolling past, the connection lost, or a page that is broken: the others still show.
    draw().catch(() => gone || setBroken(true));
    return () => {
      gone = true;
      cancel();
      forget(); // what PDF.js keeps of a scanned page is large
      target.width = 0;
      target.height = 0;
    };
  }, [near, pdf, number, zoom]);

  return html`<div
    class="preview-page"
    ref=${frame}
    role="group"
    aria-label=${`Page ${number} of ${count}`}
    style=${{ aspectRatio: `${width} / ${height}` }}
  >
    <canvas ref=${canvas} aria-hidden="true"></canvas>
    <span class="preview-unseen">${text}</span>
    ${children} ${broken && html`<${Broken} number=${number} onRetry=${onRetry} />`}
  </div>`;
}

/** @param {{number: number, onRetry: () => void}} props */
function Broken({ number, onRetry }) {
  return html`<p class="preview-broken" role="status">
    <span>Page ${number} could not be shown.</span>
    <button type="button" class="preview-button" onClick=${onRetry}>Try again</button>
  </p>`;
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
