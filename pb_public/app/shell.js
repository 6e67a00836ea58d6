// @ts-check
// What stands around every page of somebody who is signed in.

import { initials } from "../shared/format.js";
import { Icon } from "../shared/icons.js";
import { html, useEffect, useId, useRef, useState } from "../shared/vendor/preact.js";
import { AccountPage } from "./account/page.js";
import { DocumentsPage } from "./documents/page.js";
import { MessagesPage } from "./messages/page.js";
import { useConversations } from "./messages/use-conversations.js";
import { toast } from "./notices.js";
import { place } from "./place.js";
import { PreviewBanner } from "./preview.js";
import { ProjectsPage } from "./projects/list-page.js";
import { ProjectPage } from "./projects/page.js";
import { useProjects } from "./projects/use-projects.js";
import { projectHref } from "./route.js";
import { signOut } from "./session.js";
import { getState, setState, useStore } from "./store.js";
import { Brand } from "./ui/brand.js";
import { Toasts } from "./ui/notice.js";
import { UploadDialog } from "./upload/dialog.js";
import { explain } from "./words.js";

/** @param {{route: import("./route.js").Route}} props */
export function Shell({ route }) {
  const uploading = useStore((state) => state.uploading);
  const dragging = useFileDrag();
  useProjects();
  useConversations();
  return html`<div class="shell">
    <button type="button" class="skip" onClick=${focusMain}>Skip to content</button>
    ${place.preview && html`<${PreviewBanner} />`}
    <${Header} page=${route.page} />
    <${ConnectionBanner} />
    <main class="main" id="main" tabindex="-1">
      <${Page} route=${route} />
    </main>
    ${uploading && html`<${UploadDialog} />`}
    ${dragging && !uploading && html`<div class="drop-veil" aria-hidden="true"><${Icon} name="upload" size=${40} /> Drop to upload</div>`}
    <${Toasts} />
    <div id="announcer" class="visually-hidden" aria-live="polite"></div>
  </div>`;
}

/** @param {{route: import("./route.js").Route}} props */
function Page({ route }) {
  if (route.page === "account" && !place.preview) return html`<${AccountPage} />`;
  if (route.page === "messages") return html`<${MessagesPage} route=${route} />`;
  if (route.page === "projects") return html`<${ProjectsPage} />`;
  if (route.page === "project") return html`<${ProjectPage} key=${route.project} route=${route} />`;
  return html`<${DocumentsPage} route=${route.page === "documents" ? route : HOME} />`;
}

/** Where the addresses of the sign-in pages lead, once signed in. @type {import("./route.js").DocumentsRoute} */
const HOME = { page: "documents", list: "shared", id: "", query: { q: "", sort: "-created", page: 1 } };

const focusMain = () => document.getElementById("main")?.focus();

/** @param {{page: import("./route.js").Route["page"]}} props */
function Header({ page }) {
  const projects = useStore((state) => state.projects) ?? [];
  const unread = useStore((state) => state.unread);
  const inProjects = page === "projects" || page === "project";
  const inMessages = page === "messages";
  const inAccount = page === "account" && !place.preview;
  const [only] = projects.length === 1 ? projects : [];
  return html`<header class="header">
    <div class="header-inner">
      <a class="header-brand" href="#/shared"><${Brand} /></a>
      <nav class="nav" aria-label="Main">
        <a class="nav-link" href="#/shared" aria-current=${inProjects || inMessages || inAccount ? undefined : "page"}>
          <${Icon} name="documents" /> <span>Documents</span>
        </a>
        <a class="nav-link" href="#/messages" aria-current=${inMessages ? "page" : undefined}>
          <${Icon} name="messages" /> <span>Messages</span>
          ${unread > 0 && html`<span class="badge" aria-hidden="true">${unread}</span><span class="visually-hidden">, ${unread} unread</span>`}
        </a>
        ${projects.length > 0 &&
        html`<a
          class="nav-link"
          href=${only ? projectHref(only.slug) : "#/projects"}
          aria-current=${inProjects ? "page" : undefined}
        >
          <${Icon} name="projects" /> <span>Projects</span>
        </a>`}
        ${!place.preview &&
        html`<a class="nav-link" href="#/account" aria-current=${inAccount ? "page" : undefined}>
          <${Icon} name="user" /> <span>Account</span>
        </a>`}
      </nav>
      ${!place.preview && html`<${AccountMenu} />`}
    </div>
  </header>`;
}

function AccountMenu() {
  const contact = useStore((state) => state.contact);
  const firm = useStore((state) => state.firm.name);
  const id = useId();
  const [open, setOpen] = useState(false);
  const ref = useRef(/** @type {HTMLDivElement | null} */ (null));
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));

  useEffect(() => {
    if (!open) return undefined;
    const onPointer = (/** @type {Event} */ event) => {
      if (event.target instanceof Node && !ref.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", onPointer);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPointer);
      document.removeEventListener("keydown", onKey);
    };
  }, [open]);

  const leave = () => signOut().catch((err) => toast(explain(err, firm), "bad"));
  if (!contact) return null;
  return html`<div class="menu" ref=${ref}>
    <button
      type="button"
      class="menu-button"
      ref=${button}
      aria-expanded=${open}
      aria-controls=${id}
      onClick=${() => setOpen(!open)}
    >
      <span class="visually-hidden">${contact.name}: menu</span>
      <span class="avatar" aria-hidden="true" data-initials=${initials(contact.name || contact.email)}></span>
      <${Icon} name="chevron-down" size=${16} />
    </button>
    <div class="menu-panel" id=${id} hidden=${!open}>
      <p class="menu-who"><strong>${contact.name}</strong><span>${contact.email}</span></p>
      ${open &&
      html`<a class="menu-item" href="#/account" onClick=${() => setOpen(false)}><${Icon} name="user" size=${18} /> Account</a>
        <button type="button" class="menu-item" onClick=${leave}><${Icon} name="sign-out" size=${18} /> Sign out</button>`}
    </div>
  </div>`;
}

function ConnectionBanner() {
  const connected = useStore((state) => state.connected);
  return html`<div role="status">
    ${!connected &&
    html`<p class="banner"><${Icon} name="offline" size=${18} /> No connection to the portal. What you see may be out of date.</p>`}
  </div>`;
}

/** Files dragged over the page: dropping them anywhere opens the upload dialog with them. */
function useFileDrag() {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    if (place.preview) return undefined;
    const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
    const onOver = (/** @type {DragEvent} */ event) => {
      if (!hasFiles(event)) return;
      // A conversation takes files itself.
      if (event.target instanceof Element && event.target.closest("[data-takes-files]")) {
        setDragging(false);
        return;
      }
      event.preventDefault();
      setDragging(true);
    };
    const onLeave = (/** @type {DragEvent} */ event) => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const onDrop = (/** @type {DragEvent} */ event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDragging(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0 && !getState().uploading) setState({ uploading: true, dropped: files });
    };
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, []);
  return dragging;
}
