// @ts-check
// What stands around every page of somebody who is signed in.

import { initials } from "../shared/format.js";
import { Icon } from "../shared/icons.js";
import { html, useEffect, useId, useState } from "../shared/vendor/preact.js";
import { AccountPage } from "./account/page.js";
import { BillsPage } from "./bills/page.js";
import { DocumentsPage } from "./documents/page.js";
import { HomePage } from "./home/page.js";
import { useHome } from "./home/use-home.js";
import { MessagesPage } from "./messages/page.js";
import { useConversations } from "./messages/use-conversations.js";
import { Nav } from "./nav.js";
import { toast } from "./notices.js";
import { place } from "./place.js";
import { PreviewBanner } from "./preview.js";
import { ProjectsPage } from "./projects/list-page.js";
import { ProjectPage } from "./projects/page.js";
import { useProjects } from "./projects/use-projects.js";
import { RequestsPage } from "./requests/list-page.js";
import { RequestPage } from "./requests/page.js";
import { signOut } from "./session.js";
import { SigningsPage } from "./sign/list-page.js";
import { SigningPage } from "./sign/page.js";
import { getState, setState, useStore } from "./store.js";
import { TicketsPage } from "./tickets/list-page.js";
import { TicketPage } from "./tickets/page.js";
import { Brand } from "./ui/brand.js";
import { LeaveDialog } from "./ui/confirm.js";
import { Announcer, Toasts } from "./ui/notice.js";
import { useMenu } from "./ui/use-menu.js";
import { UploadDialog } from "./upload/dialog.js";
import { CheckFile } from "./verify/check.js";
import { explain } from "./words.js";

/** @param {{route: import("./route.js").Route}} props */
export function Shell({ route }) {
  const uploading = useStore((state) => state.uploading);
  const dragging = useFileDrag();
  useProjects();
  useConversations();
  useHome();
  return html`<div class="shell">
    <button type="button" class="skip" onClick=${focusMain}>Skip to content</button>
    ${place.preview && html`<${PreviewBanner} />`}
    <${Header} page=${route.page} />
    <${ConnectionBanner} />
    <main class="main" id="main" tabindex="-1">
      <${Page} route=${route} />
    </main>
    ${uploading && html`<${UploadDialog} />`} <${LeaveDialog} />
    ${dragging && !uploading && html`<div class="drop-veil" aria-hidden="true"><${Icon} name="upload" size=${40} /> Drop to upload</div>`}
    <${Toasts} />
    <${Announcer} />
  </div>`;
}

/** @param {{route: import("./route.js").Route}} props */
function Page({ route }) {
  if (route.page === "account" && !place.preview) return html`<${AccountPage} />`;
  if (route.page === "verify") return html`<${CheckFile} />`;
  if (route.page === "messages") return html`<${MessagesPage} route=${route} />`;
  if (route.page === "projects") return html`<${ProjectsPage} />`;
  if (route.page === "project") return html`<${ProjectPage} key=${route.project} route=${route} />`;
  if (route.page === "bills") return html`<${BillsPage} route=${route} />`;
  if (route.page === "requests") return html`<${RequestsPage} route=${route} />`;
  if (route.page === "request") return html`<${RequestPage} key=${route.id} route=${route} />`;
  if (route.page === "signings") return html`<${SigningsPage} route=${route} />`;
  if (route.page === "signing") return html`<${SigningPage} key=${route.id} id=${route.id} />`;
  if (route.page === "tickets") return html`<${TicketsPage} route=${route} />`;
  if (route.page === "ticket") return html`<${TicketPage} key=${route.id} route=${route} />`;
  if (route.page === "documents") return html`<${DocumentsPage} route=${route} />`;
  // The addresses of the sign-in pages lead here, too, once signed in.
  return html`<${HomePage} />`;
}

const focusMain = () => document.getElementById("main")?.focus();

/** @param {{page: import("./route.js").Route["page"]}} props */
function Header({ page }) {
  return html`<header class="header">
    <div class="header-inner">
      <a class="header-brand" href="#/"><${Brand} /></a>
      <${Nav} page=${page} />
      ${!place.preview && html`<${AccountMenu} />`}
    </div>
  </header>`;
}

function AccountMenu() {
  const contact = useStore((state) => state.contact);
  const firm = useStore((state) => state.firm.name);
  const id = useId();
  const { open, setOpen, ref, button } = useMenu();
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
        <a class="menu-item" href="#/verify" onClick=${() => setOpen(false)}><${Icon} name="shield" size=${18} /> Check a signed document</a>
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
