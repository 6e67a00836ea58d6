// @ts-check
/*
 * Portico inside PocketBase's dashboard.
 *
 * PocketBase joins this file into /_/extensions.js, wrapped in a function (apis/extensions.go), so it holds no import
 * statements, and its import()s are relative to /_/. It has to finish synchronously: PocketBase starts its router when
 * the script has run, and nothing can be registered after that.
 *
 * The extension interface is undocumented. This is the one file of Portico that touches it (`app` and `t`); every use
 * names the file of PocketBase's ui/src that it rests on. The pages get what they need from it as a `Host`.
 */

const FOLDER = "./extensions/portico/";
const FIRST_PAGE = "#/home";
const SIGN_IN = "#/login";
const RETURN_TO = "portico.return-to";
const SESSION = "portico.session";
/** Who wrote last in this tab. */
const WRITER = "portico.writer";

const MESSAGES = "#/messages";

/** How often the address has changed. */
let turns = 0;

/** What the page calls itself, and how many messages nobody at the firm has read: the browser's tab shows both. */
const tab = { title: "", unread: 0 };

/** What screen readers say of what a toast says. */
const said = t.div({ className: "desk-hidden", role: "status" });
let reading = 0;

/** How long screen readers have to begin with it, in milliseconds. */
const READ_WITHIN = 5000;

/**
 * The pages of staff and owner, by route.
 *
 * @type {Record<string, string>}
 */
const PAGES = {
  "#/home": "home",
  "#/inbox": "inbox",
  "#/messages": "messages",
  "#/requests": "requests",
  "#/requests/{id}": "request",
  "#/tickets": "tickets",
  "#/tickets/{id}": "ticket",
  "#/contacts": "contacts",
  "#/contacts/{id}": "contact",
  "#/contacts/{id}/{section}": "contact",
  "#/companies": "companies",
  "#/companies/{id}": "company",
  "#/companies/{id}/{section}": "company",
  "#/projects": "projects",
  "#/projects/{id}": "project",
  "#/projects/{id}/{section}": "project",
  "#/documents/{id}": "document",
  "#/documents/{id}/letter": "letter",
  "#/letters/{type}/{id}": "letter",
  "#/documents/{id}/sign": "sign",
  "#/signings": "signings",
  "#/signings/{id}": "signing",
  "#/outbox": "outbox",
  "#/account": "account",
  "#/portal-settings": "settings",
  "#/portal-settings/staff": "staff",
};

/** The same words for everybody who may see the page; `manages` pages are for managers and the owner. */
const LINKS = [
  { href: FIRST_PAGE, icon: "ri-home-5-line", label: "Home" },
  { href: "#/inbox", icon: "ri-inbox-2-line", label: "Inbox" },
  { href: MESSAGES, icon: "ri-chat-3-line", label: "Messages" },
  { href: "#/requests", icon: "ri-list-check-3", label: "Requests" },
  { href: "#/signings", icon: "ri-quill-pen-line", label: "Signing" },
  { href: "#/tickets", icon: "ri-customer-service-2-line", label: "Tickets" },
  { href: "#/contacts", icon: "ri-contacts-book-2-line", label: "Contacts" },
  { href: "#/companies", icon: "ri-building-2-line", label: "Companies" },
  { href: "#/projects", icon: "ri-briefcase-4-line", label: "Projects" },
  { href: "#/outbox", icon: "ri-mail-send-line", label: "Outbox" },
  { href: "#/portal-settings", icon: "ri-settings-3-line", label: "Settings", manages: true },
];

/** PocketBase's own pages (router.js). The server refuses staff their data; this spares them the empty pages. */
const POCKETBASE_PAGES = /^#\/(collections|logs|settings)(?=[/?]|$)/u;

/** What PocketBase loads for its own pages (store.js), which it may not ask for in the name of staff. */
const SUPERUSER_LOADS = /** @type {const} */ ([
  "loadCollections",
  "loadSettings",
  "loadOAuth2Providers",
  "silentlyReloadCollections",
]);

/** What stands in letters (internal/letters/html.go): the server leaves nothing else of them. */
const LETTER_ELEMENTS = "p[style],h1[style],h2[style],h3[style],strong/b,em/i,u,ul,ol,li,br,hr[class],blockquote";

/** How a letter looks while it is written. */
const LETTER_STYLE = `
  body { max-width: 44rem; margin: 16px auto; padding: 0 16px; font: 16px/1.5 system-ui, sans-serif; }
  p { margin: 0 0 0.75em; }
  h1 { font-size: 1.5em; } h2 { font-size: 1.25em; } h3 { font-size: 1.1em; }
  blockquote { margin: 0 0 0.75em 40px; border: 0; padding: 0; }
  hr.page-break { border: 0; border-top: 2px dashed #888; margin: 1.5em 0; }
  hr.page-break::after { content: "New page"; display: block; font-size: 12px; color: #666; text-align: center; }`;

/**
 * The editor as letters need it: base/tinymce.js has its settings ready, of which some are changed here.
 *
 * @param {TinyMCEOptions} options
 * @param {string} label
 * @returns {Partial<TinyMCEOptions>}
 */
function forLetters({ content_style, setup, readonly, toolbar }, label) {
  return {
    plugins: ["autoresize", "lists"],
    toolbar: toolbar && "undo redo | blocks | bold italic underline | bullist numlist outdent indent | blockquote hr newpage",
    toolbar_mode: "wrap",
    block_formats: "Paragraph=p;Heading 1=h1;Heading 2=h2;Heading 3=h3",
    formats: { underline: { inline: "u", exact: true } },
    indentation: "40px",
    valid_elements: LETTER_ELEMENTS,
    valid_styles: { "*": "padding-left" },
    content_style: content_style + LETTER_STYLE,
    iframe_aria_text: label,
    browser_spellcheck: true,
    contextmenu: false,
    statusbar: false,
    autoresize_overflow_padding: 16,
    paste_data_images: false,
    entity_encoding: "raw",
    min_height: readonly ? 120 : 420,
    max_height: 900,
    setup(editor) {
      setup(editor);
      editor.ui.registry.addButton("newpage", {
        icon: "page-break",
        tooltip: "New page",
        onAction: () => editor.insertContent('<hr class="page-break"><p></p>'),
      });
    },
  };
}

/** Who is signed in, if anybody. The record keeps the name of its collection (pb.js). */
const signedIn = () => (app.pb.authStore.isValid ? app.pb.authStore.record : null);
const isOwner = () => signedIn()?.collectionName === "_superusers";
const isStaff = () => signedIn()?.collectionName === "staff";

/**
 * What the pages may use of the dashboard.
 *
 * @type {Host}
 */
const host = {
  pb: app.pb,

  // store.js: PocketBase appends its application's name and resets it when the address changes.
  title(text) {
    tab.title = text;
    app.store.title = tabTitle();
  },

  // store.js: the links are what the header shows as soon as they change. PocketBase's own pages name the tab themselves.
  unread(count) {
    const ours = app.store.title === tabTitle();
    tab.unread = count;
    if (ours) app.store.title = tabTitle();
    nameMessages();
  },

  // base/toast.js
  toast(text) {
    app.toasts.success(text);
    raiseToasts();
    readOut(text);
  },

  // base/toast.js
  warn(text) {
    app.toasts.error(text, { duration: 7000 });
    raiseToasts();
    readOut(text);
  },

  // store.js keeps PocketBase's settings, which staff may not read: they get the firm's name and colour in their place.
  dress({ name, accentColor }) {
    if (!isOwner()) app.store.settings = { meta: { appName: name, accentColor } };
  },

  // base/tinymce.js: it loads TinyMCE when its element is shown. It takes the editor down when PocketBase's own renderer
  // removes that, which is not the one of our pages.
  editor({ label, value, readOnly, onInput, onReady, onFail }) {
    /** @type {TinyMCE | undefined} */
    let current;
    let closed = false;
    let first = ""; // what the editor makes of the value, which is no change
    document.addEventListener("tinymceLoadError", onFail, { once: true });
    const element = app.components.tinymce({
      value,
      readonly: readOnly,
      onchange: onInput,
      onbeforeinit: (options) => Object.assign(options, forLetters(options, label)),
      onafterinit: (editor) => {
        document.removeEventListener("tinymceLoadError", onFail);
        if (closed) {
          editor.remove();
          return;
        }
        current = editor;
        first = editor.getContent();
        onReady();
      },
    });
    return {
      element,
      read() {
        const now = current?.getContent() ?? first;
        return now === first ? value : now;
      },
      focus: () => current?.focus(),
      close() {
        closed = true;
        document.removeEventListener("tinymceLoadError", onFail);
        current?.remove();
        current = undefined;
        element.remove();
      },
    };
  },

  // pb.js: ending the session leads to the sign-in page.
  signOut() {
    app.pb.cancelAllRequests();
    app.pb.authStore.clear();
  },

  // pb.js: the event stream has lost its account with the old token; whoever joins it brings the new one along.
  async renew(token, record) {
    app.pb.authStore.save(token, record);
    const leave = await app.pb.realtime.subscribe("account", () => {});
    await leave();
  },

  proceed() {
    const target = sessionStorage.getItem(RETURN_TO);
    sessionStorage.removeItem(RETURN_TO);
    app.toasts.removeAll();
    location.hash = target ?? FIRST_PAGE;
  },
};

adaptStore();
resumeSession();
closeFiles();
keepBegun();
adaptHeader();
guardRoutes();
registerRoutes();

/** store.js and pb.js: what the dashboard loads by itself, and the pictures it shows. */
function adaptStore() {
  for (const name of SUPERUSER_LOADS) {
    const load = app.store[name];
    app.store[name] = async (...args) => (isOwner() ? load(...args) : undefined);
  }

  app.store.mainLogo = `${FOLDER}images/logo.svg`;
  app.store.headerLogo = `${FOLDER}images/logo_white.svg`;
  app.store.favicon = `${FOLDER}images/logo.svg`;
  document.head.append(t.link({ rel: "stylesheet", href: `${FOLDER}desk.css` }));
  for (const name of ["preview.css", "particulars.css", "messages/messages.css", "messages/composer.css", "signing/signing.css"]) {
    document.head.append(t.link({ rel: "stylesheet", href: `/shared/${name}` }));
  }
}

/**
 * pb.js renews a stored session while this file is still on its way, and then loads in its name what staff may not see.
 * So the session is stored where pb.js does not look, and renewed here.
 */
function resumeSession() {
  const { authStore } = app.pb;
  const stored = localStorage.getItem(authStore.storageKey);
  if (stored) {
    localStorage.setItem(SESSION, stored);
    localStorage.removeItem(authStore.storageKey);
  }
  authStore.storageKey = SESSION;

  const record = signedIn();
  app.store.superuser = record;
  if (!record) return;
  app.pb
    .collection(record.collectionName)
    .authRefresh()
    .catch(({ status }) => {
      if (status === 401 || status === 403) host.signOut();
    });
}

/** pb.js: whoever signs out, in whatever way, takes the way to files along (data/documents.js). */
function closeFiles() {
  app.pb.authStore.onChange((_token, record) => {
    if (!record) app.pb.send("/api/desk/file-access", { method: "DELETE", requestKey: null }).catch(() => {});
  });
}

/** base/appHeader.js: the links on top, and the menu behind the email address. */
function adaptHeader() {
  const pocketbaseLinks = app.store.headerLinks.map((link) =>
    // Two links called Settings would be one too many.
    link.href === "#/settings" ? { ...link, icon: "ri-server-line", label: "System" } : link,
  );

  app.pb.authStore.onChange((_token, record) => {
    const manages = record?.collectionName === "_superusers" || record?.role === "manager";
    const links = LINKS.filter((link) => manages || !link.manages);
    app.store.headerLinks = isOwner() ? [...links, ...pocketbaseLinks] : links;
    nameMessages();
  }, true);

  document.addEventListener("mount:loggedUserDropdown", (event) => {
    const menu = /** @type {CustomEvent<HTMLElement>} */ (event).detail;
    // On a phone PocketBase hides the address in the button, and with it the button's name.
    menu.previousElementSibling?.setAttribute("aria-label", `Account: ${signedIn()?.email ?? ""}`);
    menu.querySelector(".dropdown-item-logout")?.addEventListener("click", () => forgetDrafts());
    if (isOwner()) return;
    menu.querySelector(".dropdown-item-manage")?.replaceWith(
      t.a(
        { className: "dropdown-item", href: "#/account", onclick: () => menu.hidePopover() },
        t.i({ className: "ri-user-settings-line", ariaHidden: true }),
        t.span({ className: "txt" }, "Your account"),
      ),
    );
  });

  // auth/pageConfirmPasswordReset.js says "go back to sign in" and offers no way to.
  document.addEventListener("mount:confirmPasswordResetAlert", (event) => {
    const alert = /** @type {CustomEvent<HTMLElement>} */ (event).detail;
    alert.append(t.p(null, t.a({ href: SIGN_IN }, "Sign in")));
  });
}

/**
 * Whoever signs out leaves nothing behind of what they were writing.
 *
 * @param {string} [but] whose it is that stays
 */
async function forgetDrafts(but) {
  const drafts = await import("/shared/messages/drafts.js");
  drafts.forgetDrafts(but);
}

/** Letters that were begun in this tab and not saved (letters/form.js). */
const begunLetters = () => Object.keys(sessionStorage).some((name) => /^portico\.draft\/[^/]+\/letter\//u.test(name));

/** base/confirm.js. What was begun and not saved goes with the tab, and with whoever signs out: both ask first, and nobody else finds it. */
function keepBegun() {
  window.addEventListener("beforeunload", (event) => {
    if (begunLetters()) event.preventDefault();
  });
  document.addEventListener(
    "click",
    (event) => {
      const leaves = event.target instanceof Element && event.target.closest(".dropdown-item-logout");
      if (!leaves || !begunLetters()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const lost = "Sign out and lose the letter that you began to write and did not save?";
      const leave = async () => {
        await forgetDrafts();
        host.signOut();
      };
      app.modals.confirm(lost, leave, undefined, { yesButton: "Sign out", noButton: "Stay" });
    },
    true,
  );
  app.pb.authStore.onChange((_token, record) => {
    const last = sessionStorage.getItem(WRITER);
    if (!record) return;
    if (last && last !== record.id) forgetDrafts(`${record.id}/`);
    sessionStorage.setItem(WRITER, record.id);
  }, true);
}

/** base/toast.js: an open dialog would cover them, so they are shown anew above it. */
function raiseToasts() {
  const toasts = /** @type {HTMLElement} */ (document.querySelector(".toasts-container"));
  toasts.popover = "manual";
  toasts.hidePopover();
  toasts.showPopover();
}

/**
 * Has screen readers say what a toast says. Beside a dialog everything is inert, so it is said in the one that is open;
 * but not in one that closes with what is said.
 *
 * @param {string} text
 */
function readOut(text) {
  clearTimeout(reading);
  said.textContent = "";
  reading = setTimeout(() => {
    const place = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
    if (said.parentElement !== place) place.append(said);
    // What is there together with its text is not heard as news.
    reading = setTimeout(() => {
      said.textContent = text;
      reading = setTimeout(() => (said.textContent = ""), READ_WITHIN); // nobody is to come upon it later
    }, 100);
  }, 100);
}

function tabTitle() {
  return tab.unread > 0 ? `(${tab.unread}) ${tab.title}` : tab.title;
}

/** Says in the header how many messages are unread. */
function nameMessages() {
  const label = tab.unread > 0 ? `Messages (${tab.unread})` : "Messages";
  if (app.store.headerLinks.some((link) => link.href === MESSAGES && link.label !== label)) {
    app.store.headerLinks = app.store.headerLinks.map((link) => (link.href === MESSAGES ? { ...link, label } : link));
  }
}

/** router.js listens for the address as well, but starts later: what is stopped here never reaches it. */
function guardRoutes() {
  /** @param {Event} [event] */
  const check = (event) => {
    turns += 1;
    if (isStaff() && POCKETBASE_PAGES.test(location.hash)) {
      event?.stopImmediatePropagation();
      location.replace(FIRST_PAGE);
    } else if (!signedIn() && isOurs(location.hash)) {
      // A link in a mail leads to where it points, after the sign-in.
      sessionStorage.setItem(RETURN_TO, location.hash);
    }
  };
  window.addEventListener("hashchange", check);
  check();
}

/** @param {string} hash */
function isOurs(hash) {
  return /^#\/(home|inbox|messages|requests|tickets|contacts|companies|projects|documents|letters|signings|outbox|account|portal-settings)(?=[/?]|$)/u.test(hash);
}

/** router.js: the last one registered for a path is the one that counts. */
function registerRoutes() {
  const pages = frame("portico-page", "page desk");
  const forms = frame("portico-form", "wrapper sm m-auto p-b-base desk");

  app.routes.fallbackPath = FIRST_PAGE;
  for (const [path, name] of Object.entries(PAGES)) {
    app.routes.superuserOnly(path, (route) => show(pages, name, route));
  }
  // In place of PocketBase's own, which know superusers only.
  app.routes.guestOnly(SIGN_IN, (route) => show(forms, "sign_in", route));
  app.routes.guestOnly("#/request-password-reset", (route) => show(forms, "forgot_password", route));
}

/**
 * An element that Portico's pages are rendered into. It stays the same from page to page, so that a change of section
 * is an update and not a new page; the rid tells PocketBase's renderer that it is the same one (libs/shablon).
 *
 * @param {string} rid
 * @param {string} className
 * @returns {HTMLElement}
 */
function frame(rid, className) {
  return t.div({ rid, className, onunmount: async (/** @type {HTMLElement} */ el) => (await desk()).leave(el) });
}

/**
 * @param {HTMLElement} el
 * @param {string} name
 * @param {Route} route
 * @returns {Promise<HTMLElement>}
 */
async function show(el, name, route) {
  const turn = turns;
  const isWanted = () => turn === turns;
  const page = await loadPage(el, name, route, isWanted);
  // router.js shows whichever page is ready last: one that was left while it was loaded must not be.
  return isWanted() ? page : app.store.page;
}

/**
 * @param {HTMLElement} el
 * @param {string} name
 * @param {Route} route
 * @param {() => boolean} isWanted
 * @returns {Promise<HTMLElement>}
 */
async function loadPage(el, name, route, isWanted) {
  try {
    const { enter } = await desk();
    await enter(host, el, name, route, isWanted);
    return el;
  } catch (error) {
    reportError(error);
    return t.div(
      { className: "page" },
      t.div(
        { className: "m-auto txt-center", role: "alert" },
        t.h5(null, "This page could not be loaded."),
        t.p({ className: "txt-hint" }, "Check your network, then try again."),
        t.button({ type: "button", className: "btn", onclick: () => location.reload() }, "Try again"),
      ),
    );
  }
}

/** @returns {Promise<typeof import("./desk.js")>} */
function desk() {
  return import(`${FOLDER}desk.js`);
}
