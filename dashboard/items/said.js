// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { Particulars } from "/shared/particulars.js";
import { Preview } from "/shared/preview.js";
import { photoUrl } from "../data/items.js";
import { useFiles } from "../documents/preview.js";
import { Sheet } from "../ui/dialog.js";
import { Failure, Loading } from "../ui/states.js";

/** @typedef {import("/shared/particulars.js").Photo} Photo */

/**
 * What an estimate, an invoice or a daily log says.
 *
 * @param {{doc: DeskDocument}} props
 */
export function Said({ doc }) {
  const [photo, setPhoto] = useState(/** @type {Photo | undefined} */ (undefined));
  const address = (/** @type {Photo} */ one) => photoUrl(doc.id, one);
  const said = html`<${Particulars} doc=${doc} photoUrl=${address} onPhoto=${setPhoto} />`;
  return html`<div class="desk-said">
    ${doc.log?.photos.length ? html`<${WithFiles}>${said}<//>` : said}
    ${photo && html`<${PhotoDialog} photo=${photo} url=${address(photo)} onClose=${() => setPhoto(undefined)} />`}
  </div>`;
}

/** Shows what needs the way to the files to be open. @param {{children?: unknown}} props */
function WithFiles({ children }) {
  const { ready, error, retry } = useFiles();
  if (ready) return children;
  return error ? html`<${Failure} error=${error} onRetry=${retry} />` : html`<${Loading} />`;
}

/** @param {{photo: Photo, url: string, onClose: () => void}} props */
function PhotoDialog({ photo, url, onClose }) {
  return html`<${Sheet} title=${photo.name} shape="popup desk-preview" onClose=${onClose}>
    <${Preview}
      name=${photo.name}
      type=${photo.type}
      size=${photo.size}
      preview="image"
      url=${url}
      downloadUrl=${`${url}?download=1`}
    />
  <//>`;
}
