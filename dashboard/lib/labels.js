// @ts-check

import { documentKind, plural } from "/shared/format.js";
import { listOf } from "./text.js";

/** @typedef {"never" | "enabled" | "disabled"} Access */

/** @type {Record<Access, {label: string, tone: string, enable: string}>} */
export const ACCESS = {
  never: { label: "No portal access", tone: "", enable: "Enable Access" },
  enabled: { label: "Portal access enabled", tone: "success", enable: "" },
  disabled: { label: "Portal access disabled", tone: "warning", enable: "Re-enable" },
};

/**
 * The states of portal access as choices of a filter.
 *
 * @type {{value: string, label: string}[]}
 */
export const ACCESS_CHOICES = Object.entries(ACCESS).map(([value, { label }]) => ({ value, label }));

const KINDS = ["document", "estimate", "invoice", "daily_log", "proposal", "engagement_letter", "contract"];

/** @type {{value: string, label: string}[]} */
export const KIND_CHOICES = KINDS.map((value) => ({ value, label: documentKind(value) }));

/** @type {Record<string, {label: string, means: string}>} */
export const ROLES = {
  manager: { label: "Manager", means: "Edits everything, the firm's settings and staff accounts" },
  editor: { label: "Editor", means: "Edits contacts, companies and documents" },
  viewer: { label: "Viewer", means: "Looks at everything, changes nothing" },
};

/** @type {Record<ProjectStatus, {label: string, tone: string}>} */
export const PROJECT_STATUS = {
  planned: { label: "Planned", tone: "info" },
  active: { label: "Active", tone: "success" },
  on_hold: { label: "On hold", tone: "warning" },
  done: { label: "Done", tone: "" },
  archived: { label: "Archived", tone: "" },
};

/** @type {{value: string, label: string}[]} */
export const STATUS_CHOICES = Object.entries(PROJECT_STATUS).map(([value, { label }]) => ({ value, label }));

/** @type {Record<Permission["permission"], string>} */
export const PERMISSIONS = { view: "View", edit: "Edit" };

/** @type {{value: string, label: string}[]} */
export const PERMISSION_CHOICES = Object.entries(PERMISSIONS).map(([value, label]) => ({ value, label }));

/** @type {Record<PublicLink["state"], {label: string, tone: string}>} */
export const LINK_STATES = {
  active: { label: "Active", tone: "success" },
  expired: { label: "Expired", tone: "" },
  used_up: { label: "Used up", tone: "" },
  deactivated: { label: "Deactivated", tone: "" },
};

/** @type {Record<string, string>} */
export const FILE_TYPES = {
  pdf: "PDF",
  images: "Images",
  office: "Office documents and spreadsheets",
  text: "Plain text and CSV",
  media: "Audio and video",
  archives: "Archives (ZIP and the like)",
  other: "Anything else",
};

/** @type {Record<string, {label: string, tone: string}>} */
export const MAIL_STATES = {
  queued: { label: "Queued", tone: "info" },
  sent: { label: "Sent", tone: "success" },
  failed: { label: "Failed", tone: "danger" },
};

/**
 * Why portal access can not be given to a contact now; "" where it can.
 *
 * @param {{email?: string}} contact
 * @returns {string}
 */
export function enableHindrance(contact) {
  return contact.email ? "" : "Add an email address first: the contact signs in with it.";
}

/** What else a document can be filed under than each of them. */
const OTHERS = {
  contact: "a company or a project",
  company: "a contact or a project",
  project: "a contact or a company",
};

/**
 * What deleting a contact, a company or a project takes along, for people.
 *
 * @param {Scope["type"]} what
 * @param {Record<string, number>} counts As the server counts them (internal/desk/deletion.go).
 * @returns {{goes: string, stays: string}} What goes, and what becomes of the rest.
 */
export function deletionText(what, counts) {
  const { documents = 0, contacts = 0, sessions = 0, shares = 0, messages = 0, kept = 0 } = counts;
  const { requests = 0, tickets = 0, keptTickets = 0, signings = 0 } = counts;
  const parts = [];
  if (documents) parts.push(plural(documents, "document"));
  if (requests) parts.push(`${plural(requests, "request")} with ${requests === 1 ? "its" : "their"} answers`);
  if (tickets) parts.push(plural(tickets, "ticket"));
  if (shares) parts.push(plural(shares, "share"));
  if (messages) parts.push(plural(messages, "message"));
  if (sessions) parts.push(plural(sessions, "open session"));
  if (contacts) {
    parts.push(
      what === "project"
        ? `the portal access of ${plural(contacts, "client")}`
        : `its link to ${plural(contacts, "contact")}`,
    );
  }
  const goes = parts.length ? `Deleted with it, for good: ${listOf(parts)}.` : "Nothing else goes with it.";
  const staying = [];
  if (kept) {
    staying.push(
      `${plural(kept, "document")} ${kept === 1 ? "stays" : "stay"}, being filed under ${OTHERS[what]} as well.`,
    );
  }
  if (keptTickets) {
    staying.push(
      keptTickets === 1 ? "1 ticket stays with its client." : `${plural(keptTickets, "ticket")} stay with their clients.`,
    );
  }
  if (signings) {
    staying.push(
      `${plural(signings, "round")} of signing that ${signings === 1 ? "waits for their signature is" : "wait for their signature are"} withdrawn, and everyone who was asked is told.`,
    );
  }
  if (contacts) staying.push("The contacts themselves stay.");
  return { goes, stays: staying.join(" ") };
}

/**
 * Who a share is for.
 *
 * @param {{contact?: {name: string} | null, company?: {name: string} | null, project?: {name: string} | null}} share
 * @returns {string}
 */
export function shareTarget({ contact, company, project }) {
  return (contact ?? company ?? project)?.name ?? "Somebody deleted since";
}
