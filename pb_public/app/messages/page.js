// @ts-check
// The Messages tab: the conversations, and beside them, on a phone instead of them, the one that is open.

import { Icon } from "../../shared/icons.js";
import { html } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { useWide } from "../ui/use-wide.js";
import { ConversationList } from "./list.js";
import { DocumentTalk, FirmTalk, ProjectTalk } from "./talk.js";

/** @param {{route: import("../route.js").MessagesRoute}} props */
export function MessagesPage({ route }) {
  const wide = useWide();
  if (wide) {
    return html`<div class="inbox">
      <div class="inbox-list"><${Everything} route=${route} /></div>
      <${Open} route=${route} />
    </div>`;
  }
  return html`<div class="inbox">
    ${route.kind === "" ? html`<div class="inbox-list"><${Everything} route=${route} /></div>` : html`<${Open} route=${route} alone />`}
  </div>`;
}

/** @param {{route: import("../route.js").MessagesRoute}} props */
function Everything({ route }) {
  useTitle("Messages");
  return html`<${PageHeading}>Messages<//> <${ConversationList} route=${route} />`;
}

/**
 * The conversation that is open; the one with the firm where none was chosen.
 * @param {{route: import("../route.js").MessagesRoute, alone?: boolean}} props `alone`: it is the page
 */
function Open({ route, alone = false }) {
  const { kind, id } = route;
  const { name, href, link } = useSubject(route);
  useTitle(alone ? name : "Messages");
  return html`<section class="inbox-open" aria-label=${name}>
    <div class="inbox-top">
      ${alone &&
      html`<a class="icon-button" href="#/messages"><${Icon} name="chevron-left" /><span class="visually-hidden">All messages</span></a>`}
      ${alone ? html`<${PageHeading} key=${route.kind + id} class="inbox-name">${name}<//>` : html`<h2 class="inbox-name">${name}</h2>`}
      ${href && html`<a class="button button-small" href=${href}>${link}</a>`}
    </div>
    <div class="inbox-talk"><${Talk} key=${kind + id} kind=${kind} id=${id} name=${name} /></div>
  </section>`;
}

/** @param {{kind: import("../route.js").MessagesRoute["kind"], id: string, name: string}} props */
function Talk({ kind, id, name }) {
  if (kind === "document") return html`<${DocumentTalk} id=${id} name=${name} />`;
  if (kind === "project") return html`<${ProjectTalk} id=${id} name=${name} />`;
  return html`<${FirmTalk} />`;
}

/**
 * What a conversation is about, and where that is shown.
 * @param {import("../route.js").MessagesRoute} route
 */
function useSubject({ kind, id }) {
  const firm = useStore((state) => state.firm.name);
  const found = useStore((state) => state.conversations)?.items.find((item) => item.kind === kind && item.id === id);
  const project = useStore((state) => state.projects)?.find((item) => kind === "project" && item.id === id);
  if (kind === "document") {
    return { name: found?.name ?? "Comments", href: found ? `#/shared/${encodeURIComponent(id)}` : "", link: "Open document" };
  }
  if (kind === "project") {
    const slug = found?.slug ?? project?.slug ?? "";
    const href = slug ? `#/projects/${encodeURIComponent(slug)}` : "";
    return { name: found?.name ?? project?.name ?? "Project", href, link: "Open project" };
  }
  return { name: firm || "The firm", href: "", link: "" };
}
