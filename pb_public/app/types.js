// @ts-check
// What the server speaks of, as types.

/**
 * @typedef {object} Firm
 * @property {string} name
 * @property {string} logoUrl empty where the firm has none
 * @property {string} accentColor "#rrggbb", or empty
 * @property {number} maxUploadSize in bytes
 * @property {string[]} allowedTypes
 */

/** @typedef {{id: string, name: string, email: string}} Contact */

/** How soon a mail tells of unread messages. @typedef {"now" | "daily" | "never"} MessageMails */

/** @typedef {{contact: Contact, unread: number, messageMails: MessageMails}} SignedIn */

/** @typedef {import("../shared/messages/types.js").Summary} Summary */

/** The latest conversations, and whether there are more. @typedef {{items: Summary[], more: boolean}} Conversations */

/** @typedef {"shared" | "uploads"} ListName */

/**
 * @typedef {object} Project
 * @property {string} id
 * @property {string} slug
 * @property {string} name
 * @property {string} description
 * @property {string} status
 * @property {string} company its name; empty where it has none
 */

/**
 * @typedef {object} PortalDocument
 * @property {string} id
 * @property {string} title
 * @property {string} description
 * @property {string} kind
 * @property {string} fileName
 * @property {string} fileType
 * @property {number} fileSize
 * @property {import("../shared/preview.js").PreviewType} preview
 * @property {string} created
 * @property {string} sharedSince empty for the contact's own uploads
 * @property {string} project its id; empty where it belongs to none
 * @property {boolean} isNew
 * @property {boolean} mine
 * @property {boolean} written it says something itself, beside its file
 * @property {import("../shared/particulars.js").Bill | null} [bill] only of a document that was asked for by itself
 * @property {import("../shared/particulars.js").Log | null} [log] the same
 * @property {number} comments
 * @property {number} unread comments
 */

/**
 * @typedef {object} DocumentPage
 * @property {number} page
 * @property {number} perPage
 * @property {number} totalItems
 * @property {number} totalPages
 * @property {PortalDocument[]} items
 * @property {number} [newCount] of the shared documents
 */

/** @typedef {{id: string, device: string, ip: string, created: string, lastUsed: string, current: boolean}} Session */

export {};
