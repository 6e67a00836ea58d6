// @ts-check

import { request } from "/shared/http.js";
import { quote } from "../lib/query.js";
import { all, destroy, get, post } from "./api.js";
import { join } from "./join.js";

/**
 * @param {Scope} scope
 * @param {{tab: string, q: string, sort: string, page: number, perPage: number}} wanted
 * @param {AbortSignal} signal
 * @returns {Promise<ListOf<DeskDocument>>}
 */
export function listDocuments(scope, wanted, signal) {
  return get("/api/desk/documents", { [scope.type]: scope.id, ...wanted }, signal);
}

/**
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<DeskDocument>}
 */
export function loadDocument(id, signal) {
  return get(`/api/desk/documents/${id}`, {}, signal);
}

/**
 * @param {{assigned: string, page: number, perPage: number}} wanted
 * @param {AbortSignal} signal
 * @returns {Promise<ListOf<DeskDocument> & {unseenCount: number}>}
 */
export function loadInbox(wanted, signal) {
  return get("/api/desk/inbox", wanted, signal);
}

/**
 * Shares a document. One that a colleague shared a moment ago is shared, too.
 *
 * @param {string} document
 * @param {{type: Scope["type"], id: string}} target
 */
export async function share(document, target) {
  await join("shares", { document, [target.type]: target.id });
}

/** @param {string} id */
export function unshare(id) {
  return destroy("shares", id);
}

/**
 * What a contact sees through others: the companies they belong to, and the projects whose portal they may enter.
 *
 * @param {string} contact
 * @param {AbortSignal} signal
 * @returns {Promise<import("../lib/shares.js").Reach>}
 */
export async function loadReach(contact, signal) {
  const filter = `contact = ${quote(contact)}`;
  const [companies, projects] = await Promise.all([
    /** @type {Promise<{company: string}[]>} */ (all("company_contacts", { filter, signal })),
    /** @type {Promise<{project: string}[]>} */ (
      all("project_contacts", { filter: `${filter} && project.portal_enabled = true`, signal })
    ),
  ]);
  return { companies: companies.map(({ company }) => company), projects: projects.map(({ project }) => project) };
}

/** @param {string} id */
export function markSeen(id) {
  return post(`/api/desk/documents/${id}/seen`);
}

/**
 * Where a document's file is to be had, for the next minutes, without a header: for frames, pictures and downloads.
 *
 * @param {DeskDocument} doc
 */
export function fileUrls({ id }) {
  const url = `/api/desk/documents/${id}/file`;
  return { url, downloadUrl: `${url}?download=1` };
}

/** Opens the way to those addresses; it closes by itself after three minutes. */
export function openFiles() {
  return post("/api/desk/file-access");
}

/**
 * Has the browser save a file of the desk's. It asks for it first: a browser tells nobody why a download failed.
 *
 * @param {string} url
 */
export async function save(url) {
  await openFiles();
  await request(url, { method: "HEAD" });
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}
