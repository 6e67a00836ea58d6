// @ts-check

import { quote } from "../lib/query.js";
import { all, get, post, remove, update } from "./api.js";

/**
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<ProjectPortal>}
 */
export function loadPortal(id, signal) {
  return get(`/api/desk/projects/${id}/portal`, {}, signal);
}

/**
 * Switches the portal of a project on or off.
 *
 * @param {string} id
 * @param {boolean} on
 */
export function switchPortal(id, on) {
  return update("projects", id, { portal_enabled: on });
}

/**
 * Begins a preview in this browser.
 *
 * @param {string} id
 * @param {string} [contact] Through whose eyes; the first one's of the access list where nobody is named.
 * @returns {Promise<{url: string}>}
 */
export function startPreview(id, contact = "") {
  return post(`/api/desk/projects/${id}/preview`, { contact });
}

/**
 * Who may do more or less in a project than their role says.
 *
 * @param {string} project
 * @param {AbortSignal} signal
 * @returns {Promise<Permission[]>}
 */
export function loadTeam(project, signal) {
  return all("project_staff", { filter: `project = ${quote(project)}`, sort: "staff.name", expand: "staff", signal });
}

/**
 * @param {string} document
 * @param {AbortSignal} signal
 * @returns {Promise<{items: PublicLink[]}>}
 */
export function loadLinks(document, signal) {
  return get(`/api/desk/documents/${document}/links`, {}, signal);
}

/**
 * @param {string} document
 * @param {{password: string, days: number, maxOpens: number}} options
 * @returns {Promise<PublicLink & {url: string}>} The only time that its address is told.
 */
export function makeLink(document, options) {
  return post(`/api/desk/documents/${document}/links`, options);
}

/** @param {string} id */
export function endLink(id) {
  return remove(`/api/desk/links/${id}`);
}
