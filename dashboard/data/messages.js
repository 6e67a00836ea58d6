// @ts-check

import { request } from "/shared/http.js";
import { upload } from "/shared/upload.js";
import { host } from "../host.js";
import { contactReads, documentReads, projectReads } from "../lib/messages.js";
import { get, one, update } from "./api.js";
import { loadDocument } from "./documents.js";
import { useLive, useLoad } from "./hooks.js";

/**
 * A page of the firm's conversations, the latest first, and how many messages in them nobody has read.
 *
 * @typedef {ListOf<Conversation> & {unreadCount: number}} Conversations
 */

/**
 * @param {{inbox?: string, q?: string, page?: number, perPage?: number, contact?: string, project?: string}} wanted
 *   `contact`, `project`: only those about them and about what belongs to them.
 * @param {AbortSignal} [signal]
 * @returns {Promise<Conversations>}
 */
export function loadConversations(wanted, signal) {
  return get("/api/desk/conversations", wanted, signal);
}

/**
 * How many messages nobody at the firm has read, live.
 *
 * @param {{contact?: string, project?: string}} [of] All, where nothing is named.
 * @returns {number | undefined}
 */
export function useUnread({ contact, project } = {}) {
  const { data, reload } = useLoad(
    (signal) => loadConversations({ inbox: "unread", perPage: 1, ...(contact && { contact }), ...(project && { project }) }, signal),
    [contact, project],
  );
  // What is deleted takes its conversations along.
  useLive(["conversations", "contacts", "documents", "projects", "tickets"], reload);
  return data?.unreadCount;
}

/**
 * What a conversation is about, as its page says it.
 *
 * @typedef {object} Subject
 * @property {string} name
 * @property {string} context
 * @property {string} note Who reads along, where that does not go without saying.
 * @property {boolean} ofProject
 */

/**
 * @param {About} about
 * @param {AbortSignal} signal
 * @returns {Promise<Subject>}
 */
export async function loadSubject({ kind, id }, signal) {
  if (kind === "document") {
    const doc = await loadDocument(id, signal);
    const home = doc.project ?? doc.contact ?? doc.company;
    return { name: doc.title, context: home?.name ?? "", note: documentReads(doc), ofProject: Boolean(doc.project) };
  }
  if (kind === "ticket") {
    /** @type {{subject: string, contact: Named | null, project: Named | null}} */
    const { subject, contact, project } = await get(`/api/desk/tickets/${id}`, {}, signal);
    return { name: subject, context: (project ?? contact)?.name ?? "", note: "", ofProject: Boolean(project) };
  }
  if (kind === "project") {
    /** @type {Project} */
    const project = await one("projects", id, { expand: "company", signal });
    const context = project.expand?.company?.name ?? "";
    return { name: project.name, context, note: projectReads(project), ofProject: true };
  }
  /** @type {Contact} */
  const contact = await one("contacts", id, { signal });
  return { name: contact.name, context: contact.email, note: contactReads(contact), ofProject: false };
}

/** A conversation wants the errors of /shared/http.js. */
const authorized = () => ({ Authorization: host().pb.authStore.token });

/**
 * @param {About} about
 * @param {number} before The last messages where it is 0.
 * @param {AbortSignal} signal
 * @returns {Promise<import("/shared/messages/types.js").ThreadPage>}
 */
export function loadThread({ kind, id }, before, signal) {
  const query = new URLSearchParams({ [kind]: id, ...(before > 0 && { before: String(before) }) });
  return request(`/api/desk/messages?${query}`, { headers: authorized(), signal });
}

/**
 * @param {About} about
 * @param {{text: string, files: string[]}} message
 * @param {string} key The same on every try.
 * @returns {Promise<import("/shared/messages/types.js").Message>}
 */
export function sendMessage({ kind, id }, message, key) {
  return request("/api/desk/messages", {
    method: "POST",
    body: { [kind]: id, ...message },
    headers: { ...authorized(), "Idempotency-Key": key },
  });
}

/**
 * @param {About} about
 * @param {number} seq The last message that was read.
 */
export function markRead({ kind, id }, seq) {
  return request("/api/desk/messages/read", { method: "POST", body: { [kind]: id, seq }, headers: authorized() });
}

/** @type {import("/shared/messages/types.js").ConversationProps["attach"]} */
export function attach(file, key, onProgress, signal) {
  return upload({ url: "/api/desk/attachments", file, key, headers: authorized(), onProgress, signal });
}

/** @param {string} id */
export function detach(id) {
  return request(attachmentPath(id), { method: "DELETE", headers: authorized() });
}

/**
 * Where a file that was sent is to be had while the way to files is open (openFiles).
 *
 * @param {{id: string}} file
 */
export function attachmentUrls({ id }) {
  const url = `${attachmentPath(id)}/file`;
  return { url, downloadUrl: `${url}?download=1` };
}

const attachmentPath = (/** @type {string} */ id) => `/api/desk/attachments/${id}`;

/**
 * How soon a mail tells somebody of the staff of unread messages.
 *
 * @param {string} staff
 * @param {MessageMails} choice
 */
export function chooseMails(staff, choice) {
  return update("staff", staff, { message_mails: choice });
}
