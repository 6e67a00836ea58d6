// @ts-check

import { all, get, send, update } from "./api.js";

/**
 * @param {{status: string, q: string, page: number, perPage: number, assigned?: string, contact?: string, project?: string}} wanted
 * @param {AbortSignal} signal
 * @returns {Promise<ListOf<Ticket>>}
 */
export function loadTickets(wanted, signal) {
  return get("/api/desk/tickets", wanted, signal);
}

/**
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<Ticket>}
 */
export function loadTicket(id, signal) {
  return get(`/api/desk/tickets/${id}`, {}, signal);
}

/**
 * Opens a ticket for a client.
 *
 * @param {{subject: string, contact: string, project: string, text: string, files: string[]}} body
 * @param {string} key The same on every try.
 * @returns {Promise<Ticket>}
 */
export function openTicket(body, key) {
  return send("POST", "/api/desk/tickets", body, { "Idempotency-Key": key });
}

/**
 * @param {string} id
 * @param {{status?: "open" | "closed", assigned_to?: string}} change
 */
export function changeTicket(id, change) {
  return update("tickets", id, change);
}

/**
 * @param {string} ticket
 * @param {{page: number, perPage: number}} wanted
 * @param {AbortSignal} signal
 * @returns {Promise<ListOf<DeskDocument>>}
 */
export function loadTicketDocuments(ticket, wanted, signal) {
  return get("/api/desk/documents", { ticket, tab: "all", sort: "-created", ...wanted }, signal);
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<StaffMember[]>}
 */
export function loadStaff(signal) {
  return all("staff", { sort: "name", signal });
}
