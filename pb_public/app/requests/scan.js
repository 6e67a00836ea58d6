// @ts-check
// Pictures of paper, taken one after the other, that become one PDF.

import { Icon } from "../../shared/icons.js";
import { newKey } from "../../shared/upload.js";
import { html, useEffect, useRef, useState } from "../../shared/vendor/preact.js";
import { PickButton } from "../upload/drop-zone.js";
import { Button } from "../ui/field.js";
import { pdfOfJpegs } from "./pdf.js";

/** Enough to read small print of an A4 page, in pixels. */
const LONGEST_SIDE = 2400;
const QUALITY = 0.82;

/** @typedef {{key: string, bytes: Uint8Array, url: string}} Page */

/**
 * The camera as a field.
 * @param {{label: string, name: string, class?: string, onFiles: (files: File[]) => void}} props `name` is what screen readers say
 */
export function Camera({ label, name, class: className = "drop-camera", onFiles }) {
  return html`<${PickButton}
    class=${className}
    label=${label}
    icon="camera"
    input=${{ accept: "image/*", capture: "environment", "aria-label": name }}
    onFiles=${onFiles}
  />`;
}

/**
 * The pictures of a PDF in the making.
 * @param {(files: File[]) => void} onUnreadable pictures this browser cannot read are sent as they are
 */
export function useScan(onUnreadable) {
  const [pages, setPages] = useState(/** @type {Page[]} */ ([]));
  const made = useRef(/** @type {Page[]} */ ([]));
  made.current = pages;
  useEffect(() => () => made.current.forEach(({ url }) => URL.revokeObjectURL(url)), []);

  const drop = (/** @type {Page[]} */ gone) => {
    for (const { url } of gone) URL.revokeObjectURL(url);
    setPages((all) => all.filter((page) => !gone.includes(page)));
  };

  return {
    pages,
    /** @param {File[]} files */
    add: async (files) => {
      const read = await Promise.all(files.map((file) => readPicture(file).catch(() => null)));
      const unreadable = files.filter((_, index) => read[index] === null);
      if (unreadable.length > 0) onUnreadable(unreadable);
      setPages((all) => [...all, ...read.flatMap((page) => page ?? [])]);
    },
    /** @param {Page} page */
    remove: (page) => drop([page]),
    /**
     * All of them as a file.
     * @param {string} name
     */
    take: (name) => {
      const file = new File([pdfOfJpegs(pages.map(({ bytes }) => bytes))], name, { type: "application/pdf" });
      drop(pages);
      return file;
    },
    clear: () => drop(pages),
  };
}

/**
 * A picture as an upright JPEG of a reasonable size.
 * @param {File} file
 * @returns {Promise<Page>}
 */
async function readPicture(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  // What is see-through would be black.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  /** @type {Blob | null} */
  const jpeg = await new Promise((resolve) => {
    canvas.toBlob(resolve, "image/jpeg", QUALITY);
  });
  if (!jpeg) throw new Error("no picture");
  return { key: newKey(), bytes: new Uint8Array(await jpeg.arrayBuffer()), url: URL.createObjectURL(jpeg) };
}

/**
 * @param {{scan: ReturnType<typeof useScan>, item: string, onSend: () => void}} props `item` is what the pictures are of
 */
export function ScanTray({ scan, item, onSend }) {
  const { pages } = scan;
  if (pages.length === 0) return null;
  return html`<div class="scan" role="group" aria-label=${`Pictures for ${item}`}>
    <ol class="scan-pages" role="list">
      ${pages.map(
        (page, index) =>
          html`<li class="scan-page" key=${page.key}>
            <img src=${page.url} alt=${`Page ${index + 1}`} />
            <span class="scan-number" aria-hidden="true">${index + 1}</span>
            <button type="button" class="icon-button scan-remove" onClick=${() => scan.remove(page)}>
              <${Icon} name="close" size=${16} /><span class="visually-hidden">Remove page ${index + 1}</span>
            </button>
          </li>`,
      )}
    </ol>
    <p class="scan-note" role="status">${pages.length === 1 ? "1 page. Take another, or send it." : `${pages.length} pages. They are sent as one PDF.`}</p>
    <div class="scan-actions">
      <${Camera} class="button-small" label="Next page" name=${`Next page for ${item}`} onFiles=${scan.add} />
      <${Button} class="button-small button-primary" onClick=${onSend}><${Icon} name="upload" size=${18} /> Send as PDF<//>
      <${Button} class="button-small button-quiet" onClick=${scan.clear}>Discard<//>
    </div>
  </div>`;
}
