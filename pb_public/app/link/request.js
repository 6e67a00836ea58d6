// @ts-check
// A request behind a public link: what is asked for, a place for the files, and what was received by this link.

import { acceptAttribute } from "../../shared/filetypes.js";
import { fileKind, formatCalendarDay, formatDateTime, formatSize } from "../../shared/format.js";
import { Icon, iconOfKind } from "../../shared/icons.js";
import { useAttachments } from "../../shared/messages/use-attachments.js";
import { useDrop } from "../../shared/use-drop.js";
import { html, useEffect, useState } from "../../shared/vendor/preact.js";
import { announce } from "../notices.js";
import { Camera, ScanTray, useScan } from "../requests/scan.js";
import { scanName } from "../requests/words.js";
import { useStore } from "../store.js";
import { Brand } from "../ui/brand.js";
import { FilesComing } from "../ui/files-coming.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { PickButton, describeLimits } from "../upload/drop-zone.js";
import { isGone, openLink, sendFile } from "./open.js";

/** @typedef {import("./open.js").OpenRequest} OpenRequest */
/** @typedef {import("./open.js").AskedItem} AskedItem */

/** As many as anybody chooses at once. */
const MOST_AT_ONCE = 200;

/** @param {{request: OpenRequest, secret: string, onGone: () => void}} props */
export function RequestView({ request: opened, secret, onGone }) {
  const [request, setRequest] = useState(opened);
  const firm = useStore((state) => state.firm);
  const { title, message, due, items, expires } = request;
  useTitle(title);

  /** Of two answers that cross, the later one knows of more. @param {OpenRequest} answer */
  const onAnswer = (answer) => setRequest((last) => (answer.received.length < last.received.length ? last : answer));

  /** The browser's leave to send ends before the link does: then the link is opened again. @param {unknown} err */
  const onRefused = async (err) => {
    if (!isGone(err)) return;
    try {
      onAnswer(/** @type {OpenRequest} */ (await openLink(secret)));
    } catch (again) {
      if (isGone(again)) onGone();
    }
  };

  return html`<div class="shell">
    <header class="header"><div class="header-inner"><${Brand} /></div></header>
    <main class="main" id="main">
      <div class="request">
        <div class="request-head">
          <${PageHeading}>${title}<//>
          ${due && html`<p class="request-facts"><span class="due"><${Icon} name="clock" size=${18} /> Due ${formatCalendarDay(due)}</span></p>`}
        </div>
        ${message && html`<p class="request-message">${message}</p>`}
        <ul class="request-items" role="list">
          ${items.map(
            (item) => html`<${Asked} key=${item.id} request=${request} item=${item} onAnswer=${onAnswer} onRefused=${onRefused} />`,
          )}
        </ul>
        <p class="request-hint request-foot">
          ${`Each file is with ${firm.name || "the firm"} as soon as it stands here as received. You can close this page and come back: the link works until ${formatDateTime(expires)}.`}
        </p>
      </div>
    </main>
  </div>`;
}

/**
 * @typedef {object} AskedProps
 * @property {OpenRequest} request
 * @property {AskedItem} item
 * @property {(answer: OpenRequest) => void} onAnswer
 * @property {(err: unknown) => Promise<void>} onRefused
 */

/** @param {AskedProps} props */
function Asked({ request, item, onAnswer, onRefused }) {
  const { id, name, explanation, example, open } = item;
  const received = request.received.filter((file) => file.item === id);
  const { text, tone } = standing(item, received.length);
  return html`<li class="ask">
    <div class="ask-top">
      <h2 class="ask-name">${name}</h2>
      <span class=${`chip chip-${tone}`}>${text}</span>
    </div>
    ${explanation && html`<p class="ask-explanation">${explanation}</p>`}
    ${example && html`<${Example} name=${example.name} item=${name} url=${`${request.url}/items/${id}/example`} />`}
    ${received.length > 0 &&
    html`<ul class="ask-list" role="list" aria-label=${`Received for ${name}`}>
      ${received.map((file) => html`<${Received} key=${file.id} file=${file} />`)}
    </ul>`}
    ${open && html`<${Files} request=${request} item=${item} more=${received.length > 0} onAnswer=${onAnswer} onRefused=${onRefused} />`}
  </li>`;
}

/**
 * @param {AskedItem} item
 * @param {number} received
 */
function standing({ open, required }, received) {
  if (!open) return { text: "Nothing more needed", tone: "good" };
  if (received > 0) return { text: "Received", tone: "good" };
  return { text: required ? "To do" : "Optional", tone: "quiet" };
}

/** @param {{name: string, item: string, url: string}} props */
function Example({ name, item, url }) {
  return html`<p class="ask-example">
    <${Icon} name="file" size=${18} />
    <span class="ask-example-name">Example: ${name}</span>
    <a class="link" href=${`${url}?download=1`} download>Download<span class="visually-hidden"> the example for ${item}</span></a>
  </p>`;
}

/** @param {{file: import("./open.js").ReceivedFile}} props */
function Received({ file: { name, type, size, created } }) {
  return html`<li class="ask-file ask-received">
    <${Icon} name=${iconOfKind(fileKind(type))} />
    <p class="ask-file-name">
      ${name} <span class="ask-file-size">${formatSize(size)}</span>
      <span class="ask-file-when">Received ${formatDateTime(created)}</span>
    </p>
    <${Icon} name="check" size=${18} />
  </li>`;
}

/** @param {AskedProps & {more: boolean}} props */
function Files({ request, item, more, onAnswer, onRefused }) {
  const firm = useStore((state) => state.firm);
  const files = useFiles(request, item, onAnswer, onRefused);
  const scan = useScan(files.add);
  const { over, ...drop } = useDrop(files.add);
  const asPdf = firm.allowedTypes.includes("pdf");
  const photos = asPdf || firm.allowedTypes.includes("images");
  return html`<div class="ask-files" ...${drop}>
    <${FilesComing} files=${files} />
    <${ScanTray} scan=${scan} item=${item.name} onSend=${() => files.add([scan.take(scanName(item.name))])} />
    <div class=${`drop drop-small ${over ? "is-over" : ""}`} role="group" aria-label=${`Files for ${item.name}`}>
      <p class="drop-text">Drop ${more ? "more files" : "files"} here, or</p>
      <div class="drop-buttons">
        <${PickButton}
          label="Choose files"
          icon="file"
          input=${{ multiple: true, accept: acceptAttribute(firm.allowedTypes) || undefined, "aria-label": `Choose files for ${item.name}` }}
          onFiles=${files.add}
        />
        ${photos &&
        scan.pages.length === 0 &&
        html`<${Camera} label="Take photos" name=${`Take photos for ${item.name}`} onFiles=${asPdf ? scan.add : files.add} />`}
      </div>
      <p class="drop-limits">${describeLimits(firm)}</p>
    </div>
  </div>`;
}

/**
 * Files on their way to an item; those that have arrived are among what was received.
 * @param {OpenRequest} request
 * @param {AskedItem} item
 * @param {AskedProps["onAnswer"]} onAnswer
 * @param {AskedProps["onRefused"]} onRefused
 */
function useFiles({ url }, { id, name: asked }, onAnswer, onRefused) {
  const firm = useStore((state) => state.firm);
  const files = useAttachments({
    id: `link/${url}/${id}`,
    attach: async (file, key, onProgress, signal) => {
      try {
        onAnswer(await sendFile(url, { item: id, file, key, onProgress, signal }));
      } catch (err) {
        await onRefused(err);
        throw err;
      }
      announce(`Received: ${file.name}, for ${asked}`);
      return { id: key, name: file.name, type: file.type, size: file.size, preview: "" };
    },
    detach: async () => {},
    limits: { maxSize: firm.maxUploadSize, allowedTypes: firm.allowedTypes, most: MOST_AT_ONCE },
  });
  useEffect(() => {
    for (const one of files.items) if (one.status === "done") files.remove(one);
  }, [files.items]);
  return files;
}
