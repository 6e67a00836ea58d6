// @ts-check

import { html, useEffect, useRef, useState } from "/shared/vendor/preact.js";
import { formatAgo, formatDateTime } from "/shared/format.js";
import { ACCESS } from "../lib/labels.js";
import { copyText } from "./clipboard.js";
import { Icon } from "./icon.js";

/**
 * @param {{tone?: string, icon?: string, children: unknown}} props
 */
export function Chip({ tone = "", icon, children }) {
  return html`<span class="label ${tone}">${icon && html`<${Icon} name=${icon} />`}${children}</span>`;
}

/**
 * A number that asks to be looked at; nothing where it is 0.
 *
 * @param {{count: number | undefined, of?: string}} props `of`: what is counted, for who cannot see where it stands.
 */
export function Count({ count, of = "unread" }) {
  if (!count) return null;
  return html`<span class="desk-count">
    ${count.toLocaleString("en")}<span class="desk-hidden">${" "}${of}</span>
  </span>`;
}

/** @param {{access: import("../lib/labels.js").Access}} props */
export function AccessChip({ access }) {
  const { label, tone } = ACCESS[access] ?? ACCESS.never;
  return html`<${Chip} tone=${tone}>${label}<//>`;
}

/** @param {{at: string}} props */
export function When({ at }) {
  return html`<time datetime=${at.replace(" ", "T")} title=${formatDateTime(at)}>${formatAgo(at)}</time>`;
}

/**
 * Puts a text on the clipboard and says so.
 *
 * @param {{label: string, text: string}} props
 */
export function CopyButton({ label, text }) {
  const [said, setSaid] = useState("");
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = async () => {
    const done = await copyText(text);
    setSaid(done ? "Copied" : "Select it and copy it by hand");
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setSaid(""), 3000);
  };

  return html`<span class="desk-copy">
    <button type="button" class="btn sm secondary" aria-label=${label} onClick=${copy}>
      <${Icon} name=${said === "Copied" ? "check" : "file-copy"} />
      <span class="txt" role="status">${said || "Copy"}</span>
    </button>
  </span>`;
}
