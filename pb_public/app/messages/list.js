// @ts-check
// The conversations of whoever is here: the one with the firm first, then the latest.

import { formatDateTime, formatWhen } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { html } from "../../shared/vendor/preact.js";
import { conversationHref } from "../route.js";
import { bumpVersion, setState, useStore } from "../store.js";
import { Button } from "../ui/field.js";
import { useWide } from "../ui/use-wide.js";
import { explain } from "../words.js";

/** @typedef {import("../types.js").Summary} Summary */

/** @type {Record<Summary["kind"], {icon: string, what: string}>} */
const KINDS = {
  contact: { icon: "messages", what: "" },
  document: { icon: "document", what: "Comments" },
  project: { icon: "projects", what: "Project" },
  ticket: { icon: "ticket", what: "Ticket" },
};

/** @param {{route: import("../route.js").MessagesRoute}} props */
export function ConversationList({ route }) {
  const found = useStore((state) => state.conversations);
  const error = useStore((state) => state.conversationsError);
  const pages = useStore((state) => state.conversationPages);
  const firm = useStore((state) => state.firm.name);
  const wide = useWide();
  const others = found?.items.filter(({ kind }) => kind !== "contact") ?? [];
  const own = found?.items.find(({ kind }) => kind === "contact") ?? null;
  const isOpen = (/** @type {Summary} */ { kind, id }) => route.kind === kind && route.id === id;
  return html`<ul class="inbox-items" role="list">
      <${Item}
        name=${firm || "The firm"}
        kind="contact"
        id=${own?.id ?? ""}
        summary=${own}
        known=${found !== null}
        open=${route.kind === "contact" || (wide && route.kind === "")}
      />
      ${others.map(
        (item) =>
          html`<${Item} key=${item.kind + item.id} name=${item.name} kind=${item.kind} id=${item.id} summary=${item} known open=${isOpen(item)} />`,
      )}
    </ul>
    ${!found && error === null && html`<p class="inbox-note" role="status">Loading messages…</p>`}
    ${error !== null &&
    html`<p class="notice notice-bad" role="alert">
      <${Icon} name="offline" size=${18} />
      <span>${found ? "The list could not be brought up to date." : explain(error, firm)}</span>
      <button type="button" class="link" onClick=${bumpVersion}>Try again</button>
    </p>`}
    ${found?.more &&
    html`<p class="inbox-note"><${Button} class="button-small" onClick=${() => setState({ conversationPages: pages + 1 })}>Show more<//></p>`}`;
}

/**
 * @param {{name: string, kind: Summary["kind"], id: string, summary: Summary | null, known: boolean, open: boolean}} props
 */
function Item({ name, kind, id, summary, known, open }) {
  const { icon, what } = KINDS[kind];
  const unread = summary?.unread ?? 0;
  const by = summary && (summary.side === "firm" ? summary.by : "");
  return html`<li class=${`inbox-item ${open ? "is-open" : ""} ${unread > 0 ? "is-new" : ""}`}>
    <span class="tile inbox-tile"><${Icon} name=${icon} size=${20} /></span>
    <p class="inbox-what">
      <a class="inbox-link" href=${conversationHref(kind, id)} aria-current=${open ? "true" : undefined}>${name}</a>
      ${unread > 0 && html`<span class="visually-hidden">${unread} unread</span>`}
      <span class="inbox-last">${summary ? `${by ? `${by}: ` : ""}${summary.last}` : known && "Write a message"}</span>
    </p>
    <p class="inbox-facts">
      ${summary && html`<time datetime=${summary.at.replace(" ", "T")} title=${formatDateTime(summary.at)}>${formatWhen(summary.at)}</time>`}
      ${unread > 0 ? html`<span class="badge" aria-hidden="true">${unread}</span>` : html`<span>${what}</span>`}
    </p>
  </li>`;
}
