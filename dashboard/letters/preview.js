// @ts-check

import { html } from "/shared/vendor/preact.js";
import { PdfPages } from "/shared/preview-pdf.js";
import { Sheet } from "../ui/dialog.js";

/**
 * What a letter will look like.
 *
 * @param {{title: string, pdf: Uint8Array, onClose: () => void}} props
 */
export function LetterPreview({ title, pdf, onClose }) {
  return html`<${Sheet} title=${title} shape="popup desk-preview" onClose=${onClose}>
    <${PdfPages} url=${pdf} name=${title} onFail=${onClose} />
  <//>`;
}
