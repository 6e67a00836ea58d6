// @ts-check

import { html } from "/shared/vendor/preact.js";
import { fileKind } from "/shared/format.js";
import { Icon } from "../ui/icon.js";

/** @type {Record<string, string>} */
const ICONS = {
  PDF: "file-pdf-2",
  Image: "image",
  Audio: "music-2",
  Video: "film",
  Spreadsheet: "file-excel-2",
  Presentation: "file-ppt-2",
  Document: "file-word-2",
  Archive: "file-zip",
  Text: "file-text",
};

/** @param {{type: string}} props */
export function FileIcon({ type }) {
  const kind = fileKind(type);
  return html`<span class="desk-file-icon" title=${kind}><${Icon} name=${ICONS[kind] ?? "file"} /></span>`;
}
