// @ts-check
// The tabs over the lists of documents; a project has its messages beside them.

import { html } from "../../shared/vendor/preact.js";
import { documentsHref, projectMessagesHref } from "../route.js";
import { useStore } from "../store.js";

/**
 * @param {{list: import("../types.js").ListName | "messages", newCount: number, project: import("../types.js").Project | null}} props
 */
export function ListTabs({ list, newCount, project }) {
  const conversations = useStore((state) => state.conversations);
  const unread = conversations?.items.find(({ kind, id }) => kind === "project" && id === project?.id)?.unread ?? 0;
  return html`<nav class="tabs" aria-label=${project ? "Project" : "Documents"}>
    <a class="tab" href=${documentsHref("shared", {}, "", project?.slug)} aria-current=${list === "shared" ? "page" : undefined}>
      Shared Documents <${Count} count=${newCount} what="new" />
    </a>
    <a class="tab" href=${documentsHref("uploads", {}, "", project?.slug)} aria-current=${list === "uploads" ? "page" : undefined}>My uploads</a>
    ${project &&
    html`<a class="tab" href=${projectMessagesHref(project.slug)} aria-current=${list === "messages" ? "page" : undefined}>
      Messages <${Count} count=${unread} what="unread" />
    </a>`}
  </nav>`;
}

/** @param {{count: number, what: string}} props */
function Count({ count, what }) {
  if (count === 0) return null;
  return html`<span class="badge" aria-hidden="true">${count}</span><span class="visually-hidden">, ${count} ${what}</span>`;
}
