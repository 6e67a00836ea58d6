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
 * @property {Signing | null} [signing] how the client is asked to sign it; only of a document that was asked for by itself
 * @property {string} [signedOn] when everyone had signed it, or empty; the same
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

/** How much of a request is dealt with. @typedef {{complete: number, total: number}} RequestProgress */

/**
 * What the firm asks for, in a list.
 * @typedef {object} Request
 * @property {string} id
 * @property {string} title
 * @property {string} message
 * @property {"open" | "submitted" | "done"} status `open` is the client's turn, `submitted` the firm's
 * @property {string} due a day, "2026-12-31", or empty
 * @property {string} by who asked
 * @property {string} sent
 * @property {string} submitted
 * @property {RequestProgress} progress
 */

/**
 * @typedef {object} RequestItem
 * @property {string} id
 * @property {string} name
 * @property {string} explanation
 * @property {"file" | "text" | "yes_no"} kind
 * @property {boolean} required
 * @property {"open" | "answered" | "missing" | "accepted" | "returned"} state
 * @property {string} text
 * @property {"" | "yes" | "no"} yesNo
 * @property {string} missing why there is nothing to send
 * @property {string} note what the firm said when it returned it
 * @property {string} answeredBy
 * @property {{name: string, type: string, size: number, preview: import("../shared/preview.js").PreviewType} | null} example
 * @property {PortalDocument[]} files the contact's own
 * @property {number} othersFiles how many others have sent in
 */

/** @typedef {Request & {items: RequestItem[]}} WholeRequest */

/** What is said to an item: one of them, or none, to take back what was said. @typedef {{text?: string, yesNo?: string, missing?: string}} RequestAnswer */

/**
 * A document to sign, in a list.
 * @typedef {object} Signing
 * @property {string} id
 * @property {string} title
 * @property {string} document its id
 * @property {"sent" | "sealing" | "completed" | "declined" | "withdrawn" | "expired" | "voided"} status
 * @property {"waiting" | "signed" | "declined"} state of the client's own signature
 * @property {string} due the last day to sign it, "2026-12-31", or empty
 * @property {string} by who sent it
 * @property {string} sent
 * @property {string} ended
 * @property {boolean} turn it can be signed now
 */

/**
 * A place on a page. Where it is and how large are shares of the page, from its upper left corner.
 * @typedef {object} SigningField
 * @property {string} id
 * @property {"signature" | "initials" | "date" | "name" | "text"} kind
 * @property {string} label
 * @property {boolean} required
 * @property {number} page from 1
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 */

/**
 * @typedef {object} Signer
 * @property {string} name
 * @property {"waiting" | "signed" | "declined"} state
 * @property {boolean} mine
 */

/**
 * @typedef {object} SigningParts
 * @property {string} message
 * @property {string} reason why it ended, where it ended without everyone's signature
 * @property {boolean} askCode a code by mail is needed
 * @property {{version: number, text: string}} consent
 * @property {string} signed when the client signed or declined
 * @property {import("../shared/preview-pdf.js").PageSize[]} pages
 * @property {SigningField[]} fields the client's own
 * @property {import("../shared/signing/filled.js").FilledField[]} filled what others have filled in, while it is the client's turn
 * @property {Signer[]} signers
 */

/** @typedef {Signing & SigningParts} WholeSigning */

/** What is sent to sign. @typedef {{consent: number, signature: Mark, initials: Mark, fields: Record<string, string>, code: string}} SigningAct */

/** @typedef {import("../shared/signing/strokes.js").Mark} Mark */

/**
 * @typedef {object} Ticket
 * @property {string} id
 * @property {number} number
 * @property {string} subject
 * @property {"open" | "answered" | "closed"} status
 * @property {string} project its id; empty where it is about none
 * @property {string} created
 * @property {string} updated
 * @property {number} unread messages
 */

/** @typedef {"invoice" | "estimate"} BillKind */

/**
 * An estimate or invoice in a list. One that came as a file alone has a title and a day, and no more.
 * @typedef {object} BillSummary
 * @property {string} id of its document
 * @property {string} title
 * @property {BillKind} kind
 * @property {string} number
 * @property {string} currency empty where there is a file only
 * @property {number} decimals
 * @property {number} total in minor units
 * @property {string} issued a day, "2026-12-31"
 * @property {string} due a day, or empty; until when an estimate is valid
 * @property {string} state
 * @property {string} payUrl where it is paid; empty where there is nothing to pay, or no such place
 * @property {boolean} isNew
 */

/**
 * A page of a list.
 * @template T
 * @typedef {{page: number, perPage: number, totalItems: number, totalPages: number, items: T[]}} Paged
 */

/**
 * The beginning of a list, and how long it is.
 * @template T
 * @typedef {{total: number, items: T[]}} Beginning
 */

/** What waits for whoever is here. @typedef {{signings: Beginning<Signing>, requests: Beginning<Request>, invoices: Beginning<BillSummary>, estimates: Beginning<BillSummary>, messages: Beginning<Summary>, documents: Beginning<PortalDocument>, tickets: Beginning<Ticket>}} Home */

/** @typedef {{id: string, device: string, ip: string, created: string, lastUsed: string, current: boolean}} Session */

export {};
