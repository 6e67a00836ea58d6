// @ts-check
// The open document of a public link: what it is, its preview and its download.

import { documentKind, fileKind, formatSize } from "../../shared/format.js";
import { Icon, iconOfKind } from "../../shared/icons.js";
import { Particulars } from "../../shared/particulars.js";
import { Preview } from "../../shared/preview.js";
import { html, useEffect, useRef, useState } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";
import { Brand } from "../ui/brand.js";
import { Button, FormError } from "../ui/field.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { explain } from "../words.js";
import { checkFile, isGone } from "./open.js";

/** @typedef {import("../../shared/particulars.js").Photo} Photo */

/**
 * @param {{doc: import("./open.js").OpenDocument, onGone: () => void}} props
 */
export function DocumentView({ doc, onGone }) {
  const { title, description, fileType, fileSize, fileUrl, preview } = doc;
  const firm = useStore((state) => state.firm.name);
  const [looking, setLooking] = useState(/** @type {"" | "file" | Photo} */ (""));
  const [problem, setProblem] = useState("");
  const type = fileKind(fileType);
  const written = doc.bill || doc.log;
  const photoUrl = (/** @type {Photo} */ photo) => `${doc.photosUrl}/${photo.id}`;
  const downloadUrl = `${fileUrl}?download=1`;
  useTitle(title);

  // What is opened may stand below what is said.
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (looking) frame.current?.scrollIntoView({ block: "nearest" });
  }, [looking]);

  /** @param {unknown} err */
  const onError = (err) => {
    if (isGone(err)) onGone();
  };

  /** A browser tells nobody why a download failed, so the server is asked first. @param {MouseEvent} event */
  const onDownload = async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    setProblem("");
    try {
      await checkFile(fileUrl);
      location.assign(downloadUrl);
    } catch (err) {
      onError(err);
      setProblem(explain(err, firm));
    }
  };

  return html`<div class="shell">
    <header class="header"><div class="header-inner"><${Brand} /></div></header>
    <main class="main link-page" id="main">
      <div class="link-card">
        <span class=${`tile tile-${type.toLowerCase()}`}><${Icon} name=${iconOfKind(type)} size=${22} /></span>
        <div class="link-what">
          <${PageHeading} class="link-title">${title}<//>
          <p class="link-facts">
            ${[written && documentKind(doc.kind), type, fileSize > 0 && formatSize(fileSize)].filter(Boolean).join(" · ")}
          </p>
          ${description && html`<p class="link-description">${description}</p>`}
        </div>
        <div class="link-actions">
          <${Button} aria-expanded=${looking !== ""} aria-controls="preview" onClick=${() => setLooking(looking ? "" : "file")}>
            <${Icon} name="eye" /> Preview
          <//>
          <a class="button button-primary" href=${downloadUrl} download onClick=${onDownload}><${Icon} name="download" /> Download</a>
        </div>
      </div>
      <${FormError} text=${problem} />
      ${written &&
      html`<div class="link-said"><${Particulars} doc=${doc} photoUrl=${photoUrl} onPhoto=${setLooking} /></div>`}
      <div class="link-preview" id="preview" hidden=${!looking} ref=${frame} tabindex="-1">
        ${typeof looking === "object" &&
        html`<${Preview}
          key=${looking.id}
          name=${looking.name}
          type=${looking.type}
          size=${looking.size}
          preview="image"
          url=${photoUrl(looking)}
          downloadUrl=${`${photoUrl(looking)}?download=1`}
          onError=${onError}
        />`}
        ${looking === "file" &&
        html`<${Preview}
          key=${fileUrl}
          name=${title}
          type=${fileType}
          size=${fileSize}
          preview=${preview}
          url=${fileUrl}
          downloadUrl=${downloadUrl}
          onDownload=${onDownload}
          onError=${onError}
        />`}
      </div>
    </main>
  </div>`;
}
