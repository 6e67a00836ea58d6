// @ts-check

import { upload } from "/shared/upload.js";
import { host } from "../host.js";
import { quote } from "../lib/query.js";
import { all, create, destroy, get, one, post, remove, send, update } from "./api.js";

/**
 * @param {{status: string, q: string, sort: string, page: number, perPage: number, contact?: string, company?: string,
 *   project?: string}} wanted
 * @param {AbortSignal} signal
 * @returns {Promise<ListOf<DeskRequest>>}
 */
export function loadRequests(wanted, signal) {
  return get("/api/desk/requests", wanted, signal);
}

/**
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<WholeRequest>}
 */
export function loadRequest(id, signal) {
  return get(path(id), {}, signal);
}

/**
 * Writes a request as a draft, or changes one.
 *
 * @param {string} id "" for a new one
 * @param {object} body
 * @returns {Promise<WholeRequest>}
 */
export function saveRequest(id, body) {
  return id ? send("PUT", path(id), body) : post("/api/desk/requests", body);
}

/**
 * @param {string} id
 * @param {"send" | "remind" | "cancel" | "done"} what
 * @returns {Promise<WholeRequest>}
 */
export function changeRequest(id, what) {
  return post(`${path(id)}/${what}`);
}

/** Deletes a draft. @param {string} id */
export function deleteDraft(id) {
  return remove(path(id));
}

/** @param {string} id @param {string} item */
export function acceptItem(id, item) {
  return post(`${path(id)}/items/${item}/accept`);
}

/** @param {string} id @param {string} item @param {string} note */
export function returnItem(id, item, note) {
  return post(`${path(id)}/items/${item}/return`, { note });
}

/**
 * Gives an item an example of what is asked for.
 *
 * @param {string} id
 * @param {string} item
 * @param {File} file
 */
export function putExample(id, item, file) {
  const headers = { Authorization: host().pb.authStore.token };
  return upload({ url: `${path(id)}/items/${item}/example`, method: "PUT", file, headers });
}

/** @param {string} id @param {string} item */
export function removeExample(id, item) {
  return remove(`${path(id)}/items/${item}/example`);
}

/**
 * Where an example is to be had while the way to files is open (openFiles).
 *
 * @param {string} id
 * @param {string} item
 */
export function exampleUrls(id, item) {
  const url = `${path(id)}/items/${item}/example/file`;
  return { url, downloadUrl: `${url}?download=1` };
}

/**
 * The links by which a request is answered without an account.
 *
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<{items: RequestLink[]}>}
 */
export function loadRequestLinks(id, signal) {
  return get(`${path(id)}/links`, {}, signal);
}

/**
 * @param {string} id
 * @param {{contact: string, days: number}} body
 * @returns {Promise<RequestLink & {url: string}>}
 */
export function makeRequestLink(id, body) {
  return post(`${path(id)}/links`, body);
}

/** @param {string} id @param {string} link */
export function endRequestLink(id, link) {
  return remove(`${path(id)}/links/${link}`);
}

/** @param {string} id */
const path = (id) => `/api/desk/requests/${id}`;

/**
 * @param {AbortSignal} signal
 * @returns {Promise<RequestTemplate[]>}
 */
export function loadTemplates(signal) {
  return all("request_templates", { sort: "name", signal });
}

/** @param {string} name @param {object} form @returns {Promise<RequestTemplate>} */
export const addTemplate = (name, form) => create("request_templates", { name, form });

/** @param {string} id @param {string} name @returns {Promise<RequestTemplate>} */
export const renameTemplate = (id, name) => update("request_templates", id, { name });

/** @param {string} id */
export const deleteTemplate = (id) => destroy("request_templates", id);

/**
 * The contacts that a request to them reaches: those who can sign in. The server decides anew when it is sent
 * (internal/requests/mails.go).
 *
 * @param {Scope} scope
 * @param {AbortSignal} signal
 * @returns {Promise<{reached: Contact[], others: number, off: "" | "firm" | "project"}>}
 *   `others`: how many cannot sign in; `off`: whose portal is disabled, the firm's or the project's.
 */
export async function loadReached({ type, id }, signal) {
  const [contacts, off] = await Promise.all([loadAsked(type, id, signal), loadOff(type, id, signal)]);
  const reached = off ? [] : contacts.filter(({ access }) => access === "enabled");
  return { reached, others: contacts.length - reached.length, off };
}

/**
 * The contacts whom a request to this asks.
 *
 * @param {Scope["type"]} type
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<Contact[]>}
 */
export async function loadAsked(type, id, signal) {
  if (type === "contact") return [await one("contacts", id, { signal })];
  /** @type {Membership[]} */
  const members = await all(type === "company" ? "company_contacts" : "project_contacts", {
    filter: `${type} = ${quote(id)}`,
    sort: "contact.search",
    expand: "contact",
    signal,
  });
  return members.flatMap(({ expand }) => expand?.contact ?? []);
}

/**
 * @param {Scope["type"]} type
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<"" | "firm" | "project">}
 */
async function loadOff(type, id, signal) {
  /** @type {PortalSettings[]} */
  const [settings] = await all("portal_settings", { signal });
  if (!settings?.portal_enabled) return "firm";
  if (type !== "project") return "";
  /** @type {Project} */
  const project = await one("projects", id, { signal });
  return project.portal_enabled ? "" : "project";
}
