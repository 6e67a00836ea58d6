// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { PdfPages } from "/shared/preview-pdf.js";
import { Sheet } from "../ui/dialog.js";

/**
 * What a letter will look like.
 *
 * @param {{title: string, pdf: Uint8Array, onClose: () => void}} props
 */
export function LetterPreview({ title, pdf, onClose }) {
  const [failed, setFailed] = useState(false);
  return html`<${Sheet} title=${title} shape="popup desk-preview" onClose=${onClose}>
    ${
      failed
        ? html`<div class="alert danger" role="alert">
            <p><strong>The preview cannot be shown.</strong></p>
            <p>What you wrote is still there. Check your network, close this, and choose Preview once more.</p>
          </div>`
        : html`<${PdfPages} url=${pdf} name=${title} onFail=${() => setFailed(true)} />`
    }
  <//>`;
}
