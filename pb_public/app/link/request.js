// @ts-check
// A request behind a public link: what is asked for, a place for the files, and what was received by this link.

import { fileKind, formatCalendarDay, formatDateTime, formatSize } from "../../shared/format.js";
import { Icon, iconOfKind } from "../../shared/icons.js";
import { html, useState } from "../../shared/vendor/preact.js";
import { download } from "../documents/download.js";
import { announce } from "../notices.js";
import { TakeFiles, useTaking } from "../requests/take-files.js";
import { useStore } from "../store.js";
import { Brand } from "../ui/brand.js";
import { Announcer, Toasts } from "../ui/notice.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { isGone, openLink, sendFile } from "./open.js";

/** @typedef {import("./open.js").OpenRequest} OpenRequest */
/** @typedef {import("./open.js").AskedItem} AskedItem */

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
    <${Toasts} /> <${Announcer} />
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
    ${example && html`<${Example} name=${example.name} item=${name} url=${`${request.url}/items/${id}/example?download=1`} />`}
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
    <a class="link" href=${url} download onClick=${(/** @type {MouseEvent} */ event) => download(event, url, name)}>Download<span class="visually-hidden"> the example for ${item}</span></a>
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
function Files({ request: { url }, item: { id, name }, more, onAnswer, onRefused }) {
  const taking = useTaking(`link/${url}/${id}`, async (file, key, onProgress, signal) => {
    try {
      onAnswer(await sendFile(url, { item: id, file, key, onProgress, signal }));
    } catch (err) {
      await onRefused(err);
      throw err;
    }
    announce(`Received: ${file.name}, for ${name}`);
    return { id: key, name: file.name, type: file.type, size: file.size, preview: "" };
  });
  return html`<${TakeFiles} item=${name} more=${more} taking=${taking} />`;
}
