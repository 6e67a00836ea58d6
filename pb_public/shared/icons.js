// @ts-check
// The icons, drawn on a 24 × 24 grid with one line width. Always decoration: the words beside them carry the meaning.

import { html } from "./vendor/preact.js";

/** @type {Record<string, string>} */
const PATHS = {
  alert: "M12 8v5m0 3.5v.01M10.3 4.2 2.9 17a2 2 0 0 0 1.7 3h14.8a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0Z",
  archive: "M4 4h16v5H4zM5.5 9v11h13V9M10 13h4",
  audio: "M9 18V6l10-2v12M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Zm10-2a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z",
  bill: "M5.5 3h13v18l-2.2-1.6-2.15 1.6L12 19.4 9.85 21 7.7 19.4 5.5 21zM9 8h6M9 12h6",
  camera: "M4 8h3.2L9 5.5h6L16.8 8H20a1 1 0 0 1 1 1v9.5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1Zm8 9a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z",
  check: "m5 12.5 4.5 4.5L19 7.5",
  "chevron-down": "m6 9 6 6 6-6",
  "chevron-left": "m15 6-6 6 6 6",
  "chevron-right": "m9 6 6 6-6 6",
  clock: "M12 7v5l3.5 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
  close: "M6 6l12 12M18 6 6 18",
  desktop: "M3.5 5h17v11h-17zM9 20h6m-3-4v4",
  document: "M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h5",
  documents: "M8 3h7l4 4v10H8zM15 3v4h4M5 7v14h10",
  download: "M12 4v11m0 0-4.5-4.5M12 15l4.5-4.5M4.5 20h15",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  "eye-off": "M4 4l16 16M9.9 5.7A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2.6 3.3M6.4 7.3A16 16 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4.2-1M10 10a3 3 0 0 0 4 4",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  home: "M3.5 11.5 12 4l8.5 7.5M6 9.5V20h4.5v-5.5h3V20H18V9.5",
  image: "M4 4h16v16H4zM4 16l4.5-4.5L13 16l2.5-2.5L20 18M15.5 9.5v.01",
  inbox: "M4 13 6.5 5h11L20 13v6H4zM4 13h4.5l1.5 3h4l1.5-3H20",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2",
  messages: "M4 5h16v11.5H11L6.5 20.5v-4H4zM8 9.5h8M8 12.5h5",
  mail: "M3.5 5.5h17v13h-17zM4 6.5l8 6.5 8-6.5",
  minus: "M5 12h14",
  more: "M6 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0Zm7 0a1 1 0 1 1-2 0 1 1 0 0 1 2 0Zm7 0a1 1 0 1 1-2 0 1 1 0 0 1 2 0Z",
  offline: "M4 4l16 16M8.5 16a5 5 0 0 1 5.8-.9M5 12.5a10 10 0 0 1 4-2.3m4.5-.1A10 10 0 0 1 19 12.5M2.5 9a14 14 0 0 1 3.7-2.3M11 5.6A14 14 0 0 1 21.5 9M12 19.5v.01",
  paperclip: "m20 11.5-8.2 8.2a5 5 0 0 1-7.1-7.1l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6",
  phone: "M7 2.5h10v19H7zM11 18.5h2",
  plus: "M12 5v14M5 12h14",
  presentation: "M4 4h16v11H4zM12 15v5m-4 0h8M8.5 11.5V10m3.5 1.5V8m3.5 3.5V9",
  projects: "M3.5 6.5h6l2 2.5h9v10.5h-17z",
  refresh: "M20 11a8 8 0 0 0-14.3-4L4 9m0-5v5h5M4 13a8 8 0 0 0 14.3 4l1.7-2m0 5v-5h-5",
  search: "m20 20-4.5-4.5M17.5 10.5a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z",
  send: "M4 12 3.5 4.5 21 12 3.5 19.5 4 12Zm0 0h8",
  shield: "M12 3 4.5 5.75v5.75c0 4.5 3.1 7.9 7.5 9.5 4.4-1.6 7.5-5 7.5-9.5V5.75zM8.5 11.75l2.5 2.5 4.5-4.5",
  sign: "M4 20h16M5.5 16.5 6.5 12 15 3.5l3.5 3.5L10 15.5zM12.5 6l3.5 3.5",
  "sign-out": "M14 4H5v16h9M10 12h11m0 0-4-4m4 4-4 4",
  spreadsheet: "M4 4h16v16H4zM4 9.5h16M4 15h16M10 9.5V20",
  text: "M5 6h14M5 10.5h14M5 15h9M5 19.5h6",
  ticket: "M3.5 6.5h17v4a1.75 1.75 0 0 0 0 3.5v4h-17v-4a1.75 1.75 0 0 0 0-3.5zM14.5 6.5v2m0 2.75v2m0 2.75v2",
  tasks: "m3.5 6.5 1.75 1.75L8.5 5m-5 8.5 1.75 1.75L8.5 12M12 6.5h8.5M12 13.5h8.5M12 20h8.5M4 20h3.5",
  trash: "M4 6.5h16M9.5 6.5V4h5v2.5M6.5 6.5l1 14h9l1-14M10.5 10.5v6m3-6v6",
  undo: "M4 9h10a5.5 5.5 0 0 1 0 11H9M4 9l4.5-4.5M4 9l4.5 4.5",
  upload: "M12 16V5m0 0L7.5 9.5M12 5l4.5 4.5M4.5 20h15",
  user: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 9a8 8 0 0 1 16 0",
  video: "M3.5 6h12v12h-12zM15.5 10.5 21 7.5v9l-5.5-3",
};

/**
 * @param {{name: string, size?: number, class?: string}} props
 */
export function Icon({ name, size = 20, class: className = "" }) {
  return html`<svg
    class=${`icon ${className}`.trim()}
    width=${size}
    height=${size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d=${PATHS[name] ?? PATHS["file"]} />
  </svg>`;
}

/** @type {Record<string, string>} */
const BY_KIND = {
  PDF: "document",
  Image: "image",
  Audio: "audio",
  Video: "video",
  Spreadsheet: "spreadsheet",
  Presentation: "presentation",
  Document: "document",
  Archive: "archive",
  Text: "text",
};

/**
 * The icon of a kind of file, as fileKind() names it.
 * @param {string} kind
 */
export function iconOfKind(kind) {
  return BY_KIND[kind] ?? "file";
}
