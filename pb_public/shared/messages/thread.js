// @ts-check
// The messages of a conversation, with days, what is new, and earlier ones on demand. Needs /shared/messages/messages.css.

import { formatDay, plural } from "../format.js";
import { Icon } from "../icons.js";
import { html, useEffect, useRef, useState } from "../vendor/preact.js";
import { MessageItem } from "./message.js";
import { rowsOf } from "./thread-state.js";
import { useReading } from "./use-reading.js";
import { useScroll } from "./use-scroll.js";

/**
 * @typedef {object} ThreadProps
 * @property {import("./thread-state.js").ThreadState} state that is ready
 * @property {"client" | "firm"} side whose eyes look
 * @property {string} label
 * @property {boolean} fetching earlier ones are on their way
 * @property {boolean} failed earlier ones could not be loaded
 * @property {() => void} onEarlier
 * @property {((seq: number) => Promise<unknown>) | undefined} markRead
 * @property {import("./types.js").ConversationProps["urls"]} urls
 * @property {import("./types.js").ConversationProps["onPreview"]} onPreview
 * @property {import("./types.js").ConversationProps["onDownload"]} [onDownload]
 * @property {unknown} empty
 */

/** @param {ThreadProps} props */
export function Thread({ state, side, label, fetching, failed, onEarlier, markRead, urls, onPreview, onDownload, empty }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const { below, toEnd } = useScroll(box, state.items);
  useReading(box, state, markRead);
  const news = useNews(state.items);

  return html`<div class="talk-thread">
    <div class="talk-scroll" ref=${box} tabindex="0" role="region" aria-label=${label}>
      ${state.items.length === 0 && html`<div class="talk-empty">${empty}</div>`}
      ${state.earlier &&
      html`<p class="talk-earlier">
        <span class="talk-problem" role="status">${failed && "Earlier messages could not be loaded."}</span>
        <button type="button" class="talk-button" aria-disabled=${fetching || undefined} onClick=${onEarlier}>
          ${fetching ? "Loading…" : "Show earlier messages"}
        </button>
      </p>`}
      <ul class="talk-list" role="list">
        ${rowsOf(state, side).map((row) => {
          if (row.kind === "day") return html`<li class="talk-day" key=${row.key}><span>${formatDay(row.at)}</span></li>`;
          if (row.kind === "new") return html`<li class="talk-new" key=${row.key}><span>New</span></li>`;
          return html`<${MessageItem} key=${row.key} row=${row} urls=${urls} onPreview=${onPreview} onDownload=${onDownload} />`;
        })}
      </ul>
    </div>
    ${below > 0 &&
    html`<button type="button" class="talk-button talk-below" onClick=${toEnd}>
      <${Icon} name="chevron-down" size=${16} /> ${plural(below, "new message")}
    </button>`}
    <div class="talk-unseen" role="status">${news}</div>
  </div>`;
}

/**
 * What came from others while the page was open, for screen readers.
 * @param {readonly import("./types.js").Message[]} items
 */
function useNews(items) {
  const known = useRef(items.at(-1)?.seq ?? 0);
  const [news, setNews] = useState("");
  useEffect(() => {
    const fresh = items.filter(({ seq, mine }) => seq > known.current && !mine);
    known.current = items.at(-1)?.seq ?? 0;
    const last = fresh.at(-1);
    if (last) setNews(`${last.author}: ${last.text || plural(last.files.length, "file")}`);
  }, [items]);
  return news;
}
