// @ts-check

import { html, useEffect, useState } from "/shared/vendor/preact.js";
import { PdfPages } from "/shared/preview-pdf.js";
import { useFiles } from "../documents/preview.js";
import { Button } from "../ui/button.js";
import { Empty, Failure, Loading } from "../ui/states.js";

/**
 * The pages of a PDF with what lies on them.
 *
 * @param {{url: string, name: string, sizes: import("../lib/places.js").PageSize[], over: (page: number, size: import("../lib/places.js").PageSize) => unknown}} props
 */
export function Pages({ url, name, sizes, over }) {
  const { ready, error, retry } = useFiles();
  const [failed, setFailed] = useState(false);
  if (error) return html`<${Failure} error=${error} onRetry=${retry} />`;
  if (!ready) return html`<${Loading} />`;
  const again = () => {
    setFailed(false);
    retry(); // the way to the file may have closed
  };
  if (failed) {
    return html`<${Empty} icon="file-warning" title="The pages could not be shown.">
      <p>Check your network, then try again.</p>
      <${Button} icon="refresh" onClick=${again}>Try again<//>
    <//>`;
  }
  return html`<div class="desk-sheets">
    <${PdfPages} flow url=${url} name=${name} sizes=${sizes} overlay=${over} onFail=${() => setFailed(true)} />
  </div>`;
}

/** The page that is in the middle of the window. */
function seenPage() {
  const middle = innerHeight / 2;
  const sheets = [...document.querySelectorAll("[data-page]")];
  const seen = sheets.find((sheet) => sheet.getBoundingClientRect().bottom > middle) ?? sheets.at(-1);
  return Number(seen?.getAttribute("data-page") ?? 1);
}

/**
 * The page that is seen now, wherever it is scrolled to.
 *
 * @returns {[number, (page: number) => void]}
 */
export function useSeenPage() {
  const [page, setPage] = useState(seenPage);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setPage(seenPage()));
    };
    // Whatever scrolls: on a phone it is another element than on a desktop.
    addEventListener("scroll", look, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("scroll", look, { capture: true });
    };
  }, []);
  return [page, setPage];
}

/**
 * How the page that is put at the end will look.
 *
 * @param {{title: string, signers: import("../lib/signings.js").SignerForm[]}} props
 */
export function SignaturePage({ title, signers }) {
  return html`<div class="desk-sheet-end" role="group" aria-label="Signature page">
    <p class="desk-sheet-title">Signatures</p>
    <p class="desk-sheet-about">${title}</p>
    ${signers.length === 0 && html`<p class="desk-sheet-about">Everyone who signs gets a place here.</p>`}
    ${signers.map(
      ({ key, name }) => html`<div class="desk-sheet-signer" key=${key}>
        <strong>${name}</strong>
        <div><span>Signature</span><span>Date</span></div>
      </div>`,
    )}
  </div>`;
}
