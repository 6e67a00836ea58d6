// @ts-check
// Addresses inside the portal: what stands after the #. Pure.

/** @typedef {import("./types.js").ListName} ListName */

/** What a list shows. @typedef {{q: string, sort: string, page: number}} ListQuery */

/**
 * @typedef {{page: "documents", list: ListName, id: string, query: ListQuery, comments?: true}} DocumentsRoute `comments`: the document's are open, too
 * @typedef {{page: "project", project: string, list: ListName, id: string, query: ListQuery, comments?: true, messages?: true}} ProjectRoute `project` is a slug; `messages`: they are shown instead of the documents
 * @typedef {{page: "bills", kind: import("./types.js").BillKind, id: string, query: ListQuery}} BillsRoute
 * @typedef {{page: "requests", done: boolean, q: string, number: number}} RequestsRoute `done`: those with nothing left to do; `number` of the list's page
 * @typedef {{page: "request", id: string}} RequestRoute
 * @typedef {{page: "signings", done: boolean, number: number}} SigningsRoute `done`: those with nothing left to do; `number` of the list's page
 * @typedef {{page: "signing", id: string}} SigningRoute
 * @typedef {{page: "tickets", q: string, number: number}} TicketsRoute
 * @typedef {{page: "ticket", id: string, document: string}} TicketRoute `document`: one that is opened on top of it; empty for none
 * @typedef {{page: "messages", kind: "" | "contact" | "document" | "project", id: string}} MessagesRoute `kind` is empty where no conversation was chosen
 * @typedef {{page: "reset", token: string}} ResetRoute
 * @typedef {{page: "home" | "sign-in" | "code" | "forgot" | "account" | "projects" | "verify"}} PlainRoute
 * @typedef {DocumentsRoute | ProjectRoute | BillsRoute | RequestsRoute | RequestRoute | SigningsRoute | SigningRoute | TicketsRoute | TicketRoute | MessagesRoute | ResetRoute | PlainRoute} Route
 */

export const DEFAULT_SORT = "-created";

/** What lists can be sorted by, in the order of the menu. */
export const SORTS = /** @type {const} */ ([
  ["-created", "Newest first"],
  ["created", "Oldest first"],
  ["title", "Title A to Z"],
  ["-title", "Title Z to A"],
  ["-size", "Largest first"],
  ["size", "Smallest first"],
]);

const DEFAULT_BILL_SORT = "-issued";

/** The same, for invoices and estimates. */
export const BILL_SORTS = /** @type {const} */ ([
  ["-issued", "Newest first"],
  ["issued", "Oldest first"],
  ["-due", "Latest due date first"],
  ["-total", "Largest first"],
  ["total", "Smallest first"],
]);

/**
 * @param {string} hash
 * @returns {Route}
 */
export function parseRoute(hash) {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [page = "", rest = "", list = "", id = ""] = path.split("/").map(decode);
  switch (page) {
    case "requests":
      if (rest && rest !== "done") return { page: "request", id: rest };
      return { page, done: rest === "done", ...parseSearch(search) };
    case "sign":
      if (rest && rest !== "done") return { page: "signing", id: rest };
      return { page: "signings", done: rest === "done", number: parseQuery(search).page };
    case "tickets":
      if (rest) return { page: "ticket", id: rest, document: list === "documents" ? id : "" };
      return { page, ...parseSearch(search) };
    case "sign-in":
    case "code":
    case "forgot":
    case "account":
    case "verify":
      return { page };
    case "projects":
      if (!rest) return { page };
      return {
        page: "project",
        project: rest,
        list: list === "uploads" ? "uploads" : "shared",
        id,
        query: parseQuery(search),
        ...(list === "messages" && { messages: true }),
        ...withComments(search),
      };
    case "invoices":
    case "estimates": {
      const query = parseQuery(search, BILL_SORTS, DEFAULT_BILL_SORT);
      return { page: "bills", kind: page === "invoices" ? "invoice" : "estimate", id: rest, query };
    }
    case "messages":
      return { page, ...parseConversation(rest, list) };
    case "documents":
      return { page, list: "shared", id: rest, query: parseQuery(search), ...(rest && { comments: true }) };
    case "reset":
      return { page, token: rest };
    case "uploads":
      return { page: "documents", list: "uploads", id: rest, query: parseQuery(search), ...withComments(search) };
    case "shared":
      return { page: "documents", list: "shared", id: rest, query: parseQuery(search), ...withComments(search) };
    default:
      return { page: "home" };
  }
}

/**
 * @param {string} search
 * @returns {{comments?: true}}
 */
function withComments(search) {
  return new URLSearchParams(search).has("comments") ? { comments: true } : {};
}

/**
 * @param {string} kind
 * @param {string} id
 * @returns {Pick<MessagesRoute, "kind" | "id">}
 */
function parseConversation(kind, id) {
  if (kind === "firm") return { kind: "contact", id: "" };
  return (kind === "document" || kind === "project") && id ? { kind, id } : { kind: "", id: "" };
}

/** @param {string} part */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * @param {string} search
 * @param {readonly (readonly [string, string])[]} [sorts]
 * @param {string} [usual] sort
 * @returns {ListQuery}
 */
function parseQuery(search, sorts = SORTS, usual = DEFAULT_SORT) {
  const params = new URLSearchParams(search);
  const sort = params.get("sort") ?? "";
  const page = Number.parseInt(params.get("page") ?? "", 10);
  return {
    q: params.get("q") ?? "",
    sort: sorts.some(([name]) => name === sort) ? sort : usual,
    page: page > 0 ? page : 1,
  };
}

/** Of a list that is not sorted. @param {string} search */
function parseSearch(search) {
  const { q, page } = parseQuery(search);
  return { q, number: page };
}

/**
 * Whether both are addresses of one ticket: documents are opened on top of it.
 * @param {string} one
 * @param {string} other
 */
export function isOnTop(one, other) {
  const [from, to] = [parseRoute(one), parseRoute(other)];
  return from.page === "ticket" && to.page === "ticket" && from.id === to.id;
}

/**
 * The address of a list, or of a document opened on top of it.
 * @param {ListName} list
 * @param {Partial<ListQuery>} [query]
 * @param {string} [id]
 * @param {string} [project] slug of the project that the list is narrowed to
 */
export function documentsHref(list, query = {}, id = "", project = "") {
  const path = project ? `${projectHref(project)}/${list}` : `#/${list}`;
  return listHref(path, id, query, DEFAULT_SORT);
}

/**
 * The address of the invoices or estimates, or of one of them opened on top of the list.
 * @param {import("./types.js").BillKind} kind
 * @param {Partial<ListQuery>} [query]
 * @param {string} [id]
 */
export function billsHref(kind, query = {}, id = "") {
  return listHref(`#/${kind}s`, id, query, DEFAULT_BILL_SORT);
}

/**
 * @param {string} path of the list
 * @param {string} id of what is opened on top of it, or empty
 * @param {Partial<ListQuery>} query
 * @param {string} usual sort, which does not stand in the address
 */
function listHref(path, id, { q = "", sort = "", page = 1 }, usual) {
  const params = new URLSearchParams();
  if (q) params.set("q", q);
  if (sort && sort !== usual) params.set("sort", sort);
  if (page > 1) params.set("page", String(page));
  const search = params.toString();
  return (id ? `${path}/${encodeURIComponent(id)}` : path) + (search ? `?${search}` : "");
}

/**
 * The address of a project.
 * @param {string} slug
 */
export function projectHref(slug) {
  return `#/projects/${encodeURIComponent(slug)}`;
}

/**
 * The address of a document with its comments open.
 * @param {string} href of the document
 */
export function commentsHref(href) {
  return `${href}${href.includes("?") ? "&" : "?"}comments`;
}

/**
 * The address of a conversation.
 * @param {import("./types.js").Summary["kind"]} kind
 * @param {string} id of what it is about
 */
export function conversationHref(kind, id) {
  if (kind === "ticket") return ticketHref(id);
  return kind === "contact" ? "#/messages/firm" : `#/messages/${kind}/${encodeURIComponent(id)}`;
}

/**
 * The address of a project's messages.
 * @param {string} slug
 */
export function projectMessagesHref(slug) {
  return `${projectHref(slug)}/messages`;
}

/**
 * The address of a request.
 * @param {string} id
 */
export function requestHref(id) {
  return `#/requests/${encodeURIComponent(id)}`;
}

/**
 * The address of the list of requests.
 * @param {boolean} done those with nothing left to do
 * @param {{q?: string, number?: number}} [query] what is searched, and the number of the list's page
 */
export function requestsHref(done, { q = "", number = 1 } = {}) {
  return listHref(`#/requests${done ? "/done" : ""}`, "", { q, page: number }, "");
}

/**
 * The address of a document to sign.
 * @param {string} id
 */
export function signingHref(id) {
  return `#/sign/${encodeURIComponent(id)}`;
}

/**
 * The address of the list of what to sign.
 * @param {boolean} done those with nothing left to do
 * @param {number} [number] of the list's page
 */
export function signingsHref(done, number = 1) {
  return listHref(`#/sign${done ? "/done" : ""}`, "", { page: number }, "");
}

/**
 * The address of the list of tickets.
 * @param {{q?: string, number?: number}} [query] what is searched, and the number of the list's page
 */
export function ticketsHref({ q = "", number = 1 } = {}) {
  return listHref("#/tickets", "", { q, page: number }, "");
}

/**
 * The address of a ticket, or of a document of it opened on top.
 * @param {string} id
 * @param {string} [document]
 */
export function ticketHref(id, document = "") {
  return `#/tickets/${encodeURIComponent(id)}${document ? `/documents/${encodeURIComponent(document)}` : ""}`;
}
