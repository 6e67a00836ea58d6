// @ts-check
// The places of the portal. Where there is not room for all of them, the last ones stand behind a button.

import { Icon } from "../shared/icons.js";
import { html, useId } from "../shared/vendor/preact.js";
import { place } from "./place.js";
import { projectHref } from "./route.js";
import { useStore } from "./store.js";
import { useMenu } from "./ui/use-menu.js";
import { useRoom } from "./ui/use-wide.js";

/** Which tab the pages belong to; the others are the home page's. @type {Partial<Record<import("./route.js").Route["page"], string>>} */
const TABS = {
  documents: "documents",
  bills: "invoices",
  requests: "requests",
  request: "requests",
  signings: "sign",
  signing: "sign",
  messages: "messages",
  tickets: "tickets",
  ticket: "tickets",
  projects: "projects",
  project: "projects",
  ...(!place.preview && { account: "account", verify: "account" }),
};

/** @param {{page: import("./route.js").Route["page"]}} props */
export function Nav({ page }) {
  const projects = useStore((state) => state.projects) ?? [];
  const unread = useStore((state) => state.unread);
  const home = useStore((state) => state.home);
  const phone = !useRoom("(width > 40rem)");
  const room = useRoom("(width > 84rem)");
  const tab = TABS[page] ?? "home";
  const [only] = projects.length === 1 ? projects : [];
  const waiting = (home?.invoices.total ?? 0) + (home?.estimates.total ?? 0);
  const bills = html`<${Tab} href="#/invoices" icon="bill" current=${tab === "invoices"} count=${waiting} what="waiting">Invoices<//>`;
  const tickets = html`<${Tab} href="#/tickets" icon="ticket" current=${tab === "tickets"}>Tickets<//>`;
  const folded = ["tickets", "projects", ...(phone ? ["invoices"] : [])];
  return html`<nav class="nav" aria-label="Main">
    <${Tab} href="#/" icon="home" current=${tab === "home"}>Home<//>
    <${Tab} href="#/requests" icon="tasks" current=${tab === "requests"} count=${home?.requests.total ?? 0} what="to answer">Requests<//>
    <${Tab} href="#/sign" icon="sign" current=${tab === "sign"} count=${home?.signings.total ?? 0} what="to sign">Sign<//>
    <${Tab} href="#/documents" icon="documents" current=${tab === "documents"}>Documents<//>
    ${!phone && bills}
    <${Tab} href="#/messages" icon="messages" current=${tab === "messages"} count=${unread} what="unread">Messages<//>
    <${Rest} folded=${phone || (!room && projects.length > 0)} current=${folded.includes(tab)} count=${phone ? waiting : 0}>
      ${phone && bills} ${tickets}
      ${projects.length > 0 &&
      html`<${Tab} href=${only ? projectHref(only.slug) : "#/projects"} icon="projects" current=${tab === "projects"}>Projects<//>`}
    <//>
    ${!place.preview && html`<${Tab} href="#/account" icon="user" current=${tab === "account"} class="nav-account">Account<//>`}
  </nav>`;
}

/**
 * @param {{href: string, icon: string, current: boolean, count?: number, what?: string, class?: string, children?: unknown}} props `count` of what waits there
 */
function Tab({ href, icon, current, count = 0, what = "", class: className = "", children }) {
  return html`<a class=${`nav-link ${className}`} href=${href} aria-current=${current ? "page" : undefined}>
    <${Icon} name=${icon} /> <span>${children}</span>
    ${count > 0 && html`<span class="badge" aria-hidden="true">${count}</span><span class="visually-hidden">, ${count} ${what}</span>`}
  </a>`;
}

/** @param {{folded: boolean, current: boolean, count: number, children?: unknown}} props `current`: one of them is; `count` of what waits there */
function Rest({ folded, current, count, children }) {
  const id = useId();
  const { open, setOpen, ref, button } = useMenu();
  if (!folded) return children;
  return html`<div class="menu nav-rest" ref=${ref}>
    <button
      type="button"
      class=${`nav-link ${current ? "is-current" : ""}`}
      ref=${button}
      aria-expanded=${open}
      aria-controls=${id}
      onClick=${() => setOpen(!open)}
    >
      <${Icon} name="more" /> <span>More</span>
      ${count > 0 && html`<span class="badge" aria-hidden="true">${count}</span><span class="visually-hidden">, ${count} waiting</span>`}
    </button>
    <div class="menu-panel" id=${id} hidden=${!open} onClick=${() => setOpen(false)}>${open && children}</div>
  </div>`;
}
