// @ts-check
// Every question the portal asks the server; those about signing in and the account stand in account/api.js, those
// about what is to be signed in sign/api.js.

import { upload } from "../shared/upload.js";
import { BASE, ask, tell } from "./ask.js";

export * from "./account/api.js";
export * from "./sign/api.js";
export { isPortalOff, whenPortalOff, whenUnauthorized } from "./ask.js";

// Projects

/**
 * @param {AbortSignal} [signal]
 * @returns {Promise<import("./types.js").Project[]>}
 */
export async function fetchProjects(signal) {
  return (await ask("/projects", signal ? { signal } : {})).items;
}

// What waits

/**
 * @param {AbortSignal} signal
 * @returns {Promise<import("./types.js").Home>}
 */
export function fetchHome(signal) {
  return ask("/home", { signal });
}

// Requests

/** @param {string} id */
const requestPath = (id) => `/requests/${encodeURIComponent(id)}`;

/**
 * @param {string} id
 * @param {string} item
 */
const itemPath = (id, item) => `${requestPath(id)}/items/${encodeURIComponent(item)}`;

/**
 * @param {{done: boolean, q: string, page: number}} query
 * @param {AbortSignal} signal
 * @returns {Promise<import("./types.js").Paged<import("./types.js").Request>>}
 */
export function fetchRequests({ done, q, page }, signal) {
  return ask(`/requests?${new URLSearchParams({ status: done ? "done" : "open", q, page: String(page) })}`, { signal });
}

/**
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<import("./types.js").WholeRequest>}
 */
export function fetchRequest(id, signal) {
  return ask(requestPath(id), { signal });
}

/**
 * @param {string} id
 * @param {string} item
 * @param {import("./types.js").RequestAnswer} answer
 * @returns {Promise<import("./types.js").WholeRequest>}
 */
export function answerItem(id, item, answer) {
  return ask(itemPath(id, item), { method: "PUT", body: answer });
}

/**
 * @param {string} id
 * @returns {Promise<import("./types.js").WholeRequest>}
 */
export function submitRequest(id) {
  return ask(`${requestPath(id)}/submit`, { method: "POST" });
}

/**
 * @param {string} id
 * @param {string} item
 */
export function exampleUrls(id, item) {
  const url = `${BASE}${itemPath(id, item)}/example`;
  return { url, downloadUrl: `${url}?download=1` };
}

// Tickets

/**
 * @param {{q: string, page: number}} query
 * @param {AbortSignal} signal
 * @returns {Promise<import("./types.js").Paged<import("./types.js").Ticket>>}
 */
export function fetchTickets({ q, page }, signal) {
  return ask(`/tickets?${new URLSearchParams({ q, page: String(page) })}`, { signal });
}

/**
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<import("./types.js").Ticket>}
 */
export function fetchTicket(id, signal) {
  return ask(`/tickets/${encodeURIComponent(id)}`, { signal });
}

/**
 * @param {{subject: string, text: string, files: string[], project: string}} ticket `project` is an id, or empty
 * @param {string} key
 * @returns {Promise<import("./types.js").Ticket>}
 */
export function openTicket(ticket, key) {
  return ask("/tickets", { method: "POST", body: ticket, headers: { "Idempotency-Key": key } });
}

// Documents

/**
 * @param {{list: import("./types.js").ListName, project?: string, ticket?: string, q?: string, sort?: string, page?: number, perPage?: number}} query
 * @param {AbortSignal} [signal]
 * @returns {Promise<import("./types.js").DocumentPage>}
 */
export function fetchDocuments(query, signal) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value) params.set(name, String(value));
  }
  return ask(`/documents?${params}`, signal ? { signal } : {});
}

/** @param {string} id */
const documentPath = (id) => `/documents/${encodeURIComponent(id)}`;

/**
 * @param {string} id
 * @param {AbortSignal} [signal]
 * @returns {Promise<import("./types.js").PortalDocument>}
 */
export function fetchDocument(id, signal) {
  return ask(documentPath(id), signal ? { signal } : {});
}

/** @param {string} id */
export async function deleteDocument(id) {
  await ask(documentPath(id), { method: "DELETE" });
}

/** @param {string} id */
export function fileUrl(id) {
  return `${BASE}${documentPath(id)}/file`;
}

/**
 * @param {string} id of a daily log
 * @param {{id: string}} photo
 */
export function photoUrl(id, photo) {
  return `${BASE}${documentPath(id)}/photos/${encodeURIComponent(photo.id)}`;
}

/** @param {string} id */
export function downloadUrl(id) {
  return `${fileUrl(id)}?download=1`;
}

/** Where an upload goes, beside its sender: a project, a ticket or an item of a request (by their ids), or nowhere else. @typedef {{project?: string, ticket?: string, request?: string, item?: string}} Destination */

/**
 * @param {{title: string, description: string, to: Destination, file: File, key: string}} what
 * @param {(progress: {loaded: number, total: number}) => void} onProgress
 * @param {AbortSignal} signal
 * @returns {Promise<import("./types.js").PortalDocument>}
 */
export async function sendDocument({ title, description, to, file, key }, onProgress, signal) {
  const fields = { title, description, ...to };
  try {
    return await upload({ url: `${BASE}/documents`, fields, file, key, onProgress, signal });
  } catch (err) {
    tell(err);
    throw err;
  }
}

// Invoices and estimates

/**
 * @param {{kind: import("./types.js").BillKind, q: string, sort: string, page: number}} query
 * @param {AbortSignal} signal
 * @returns {Promise<import("./types.js").Paged<import("./types.js").BillSummary>>}
 */
export function fetchBills({ kind, q, sort, page }, signal) {
  const params = new URLSearchParams({ kind, sort, page: String(page), ...(q && { q }) });
  return ask(`/bills?${params}`, { signal });
}

/**
 * @param {string} id of an estimate's document
 * @param {{accept: boolean, note: string, seen: string}} answer `seen`: when what is answered was written
 * @returns {Promise<import("./types.js").PortalDocument>}
 */
export function answerEstimate(id, answer) {
  return ask(`${documentPath(id)}/answer`, { method: "POST", body: answer });
}

// Messages

/** What a conversation is about: an item, a project, a ticket (by their ids), or none: then it is the client's own with the firm. @typedef {{document?: string, project?: string, ticket?: string}} About */

/**
 * The latest conversations.
 * @param {number} pages how many pages of them
 * @param {AbortSignal} signal
 * @returns {Promise<import("./types.js").Conversations>}
 */
export async function fetchConversations(pages, signal) {
  const asked = Array.from({ length: pages }, (_, i) => ask(`/conversations?perPage=50&page=${i + 1}`, { signal }));
  const found = await Promise.all(asked);
  // Between two answers one can move from one page to the other.
  const items = new Map(found.flatMap((page) => page.items).map((item) => [item.kind + item.id, item]));
  return { items: [...items.values()], more: found[0].totalPages > pages };
}

/**
 * @param {About} about
 * @param {number} before the number of a message; 0 asks for the last ones
 * @param {AbortSignal} signal
 * @returns {Promise<import("../shared/messages/types.js").ThreadPage>}
 */
export function fetchThread(about, before, signal) {
  const params = new URLSearchParams(about);
  if (before > 0) params.set("before", String(before));
  return ask(`/messages?${params}`, { signal });
}

/**
 * @param {About} about
 * @param {{text: string, files: string[]}} message
 * @param {string} key
 * @returns {Promise<import("../shared/messages/types.js").Message>}
 */
export function sendMessage(about, message, key) {
  return ask("/messages", { method: "POST", body: { ...about, ...message }, headers: { "Idempotency-Key": key } });
}

/**
 * @param {About} about
 * @param {number} seq
 */
export async function markRead(about, seq) {
  await ask("/messages/read", { method: "POST", body: { ...about, seq } });
}

/** @type {import("../shared/messages/types.js").ConversationProps["attach"]} */
export async function attachFile(file, key, onProgress, signal) {
  try {
    return await upload({ url: `${BASE}/attachments`, file, key, onProgress, signal });
  } catch (err) {
    tell(err);
    throw err;
  }
}

/** @param {string} id */
export async function detachFile(id) {
  await ask(`/attachments/${encodeURIComponent(id)}`, { method: "DELETE" });
}

/** @param {{id: string}} file of a message */
export function attachmentUrls({ id }) {
  const url = `${BASE}/attachments/${encodeURIComponent(id)}/file`;
  return { url, downloadUrl: `${url}?download=1` };
}

export const eventsUrl = `${BASE}/events`;
