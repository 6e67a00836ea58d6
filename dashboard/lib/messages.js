// @ts-check

import { plural } from "/shared/format.js";
import { address, contactAddress, documentAddress, projectAddress, ticketAddress } from "./address.js";

const KINDS = /** @type {const} */ (["contact", "document", "project", "ticket"]);

/** @type {Record<About["kind"], string>} */
export const ICONS = { contact: "user", document: "file-text", project: "briefcase-4", ticket: "customer-service-2" };

/** @type {{value: MessageMails, label: string}[]} */
export const MAIL_CHOICES = [
  { value: "now", label: "At once" },
  { value: "daily", label: "Once a day" },
  { value: "never", label: "Never" },
];

/**
 * What the conversation is about that an address or a list's state names.
 *
 * @param {{contact: string, document: string, project: string, ticket: string}} named
 * @returns {About | undefined}
 */
export function aboutOf(named) {
  const kind = KINDS.find((one) => named[one]);
  return kind && { kind, id: named[kind] };
}

/** What the inbox shows, and which conversation is open beside it. */
export const INBOX = { inbox: "all", q: "", page: 1, sort: "", contact: "", document: "", project: "", ticket: "" };

/**
 * Where a conversation is opened with the list beside it that it was found in; without one, where the list is alone.
 *
 * @param {About | undefined} about
 * @param {{inbox?: string, q?: string, page?: number | ""}} [list]
 * @returns {string}
 */
export function inboxAddress(about, { inbox = "", q = "", page = "" } = {}) {
  return address("#/messages", { inbox, q, page, ...(about && { [about.kind]: about.id }) }, INBOX);
}

/**
 * The record that a conversation is about.
 *
 * @param {About} about
 * @returns {string}
 */
export function subjectAddress({ kind, id }) {
  if (kind === "ticket") return ticketAddress(id);
  if (kind === "document") return documentAddress(id);
  return kind === "project" ? projectAddress(id) : contactAddress(id);
}

/**
 * What a conversation is called.
 *
 * @param {About["kind"]} kind
 * @param {string} name Of what it is about.
 * @returns {string}
 */
export function conversationLabel(kind, name) {
  if (kind === "document") return `Comments on ${name}`;
  if (kind === "ticket") return `Ticket ${name}`;
  return kind === "project" ? `Messages about ${name}` : `Messages with ${name}`;
}

/** @param {number} count */
export const newMessages = (count) => plural(count, "new message");

/** @param {number} count */
export const newComments = (count) => plural(count, "new comment");

/**
 * Who reads along what is written to a contact; nothing where that goes without saying.
 *
 * @param {Pick<Contact, "name" | "access">} contact
 * @returns {string}
 */
export function contactReads({ name, access }) {
  return access === "enabled" ? "" : `${name} has no portal access: they can read this once it is enabled.`;
}

/**
 * Who reads the comments on a document.
 *
 * @param {Pick<DeskDocument, "shares" | "origin" | "uploadedBy">} doc
 * @returns {string}
 */
export function documentReads({ shares, origin, uploadedBy }) {
  const uploader = origin === "portal" ? uploadedBy || "The client who uploaded it" : "";
  if (shares.length > 0) return "Everyone this document is shared with reads this.";
  if (uploader) return `${uploader} reads this, having uploaded the document. It is shared with nobody else.`;
  return "This document is shared with nobody: nobody reads this until it is shared.";
}

/**
 * Who reads what is written to a project.
 *
 * @param {{portal_enabled: boolean}} project
 * @returns {string}
 */
export function projectReads({ portal_enabled: on }) {
  return on
    ? "Every client on the portal's access list reads this."
    : "The portal is disabled: its clients can read this once it is enabled.";
}

/**
 * Why somebody may read a conversation and not answer.
 *
 * @param {About["kind"]} kind
 * @param {boolean} [ofProject] Whether the document belongs to a project.
 * @returns {string}
 */
export function whyReadOnly(kind, ofProject = kind === "project") {
  return ofProject
    ? "You can read this, but not answer: that takes the permission to edit this project."
    : "You can read this, but not answer: your role does not allow it.";
}
