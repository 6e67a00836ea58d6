// @ts-check

import { address } from "./address.js";

/**
 * What waits for the firm, the most pressing first.
 *
 * @param {Waiting} waiting
 * @returns {{icon: string, count: number, label: string, href: string, pressing: boolean}[]} Only what there is.
 */
export function waitingFor(waiting) {
  const { uploads, requestsOverdue, requestsHandedIn, messages, tickets, mailsFailed } = waiting;
  const { signingsMine, signingsDue, signingsWaiting } = waiting;
  return [
    entry("quill-pen", signingsMine, "document for you to sign", "documents for you to sign", address("#/signings", { status: "mine" })),
    entry("inbox-2", uploads, "upload to look at", "uploads to look at", address("#/inbox", { assigned: "all" })),
    entry("task", requestsHandedIn, "request handed in", "requests handed in", address("#/requests", { status: "submitted" })),
    entry("calendar-close", requestsOverdue, "overdue request", "overdue requests", address("#/requests", { status: "overdue" }), true),
    entry("chat-3", messages, "unread message", "unread messages", address("#/messages", { inbox: "unread" })),
    entry("customer-service-2", tickets, "open ticket", "open tickets", address("#/tickets", { status: "open" })),
    entry("timer", signingsDue, "document to be signed soon", "documents to be signed soon", address("#/signings", { status: "due" }), true),
    entry("hourglass", signingsWaiting, "document waits for signatures", "documents wait for signatures", "#/signings"),
    entry("mail-close", mailsFailed, "mail that failed", "mails that failed", address("#/outbox", { state: "failed" }), true),
  ].filter(({ count }) => count > 0);
}

/**
 * @param {string} icon
 * @param {number} count
 * @param {string} one
 * @param {string} many
 * @param {string} href
 */
function entry(icon, count, one, many, href, pressing = false) {
  return { icon, count, label: count === 1 ? one : many, href, pressing };
}
