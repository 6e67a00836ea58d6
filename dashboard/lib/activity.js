// @ts-check

import { companyAddress, contactAddress, documentAddress, projectAddress } from "./address.js";

/**
 * A piece of a sentence: words, or a name that leads somewhere where it still exists.
 *
 * @typedef {string | {name: string, href: string}} Piece
 */

/**
 * What can be done: its picture, and what it is in words.
 *
 * @type {Record<string, {icon: string, says: (entry: ActivityEntry) => Piece[]}>}
 */
const ACTIONS = {
  share: { icon: "share-forward", says: (entry) => ["shared ", item(entry), " with ", target(entry)] },
  unshare: { icon: "forbid", says: (entry) => ["stopped sharing ", item(entry), " with ", target(entry)] },
  add: { icon: "file-add", says: (entry) => ["added ", item(entry)] },
  upload: {
    icon: "upload-2",
    says: (entry) => ["uploaded ", item(entry), ...(entry.project ? [" to ", project(entry)] : [])],
  },
  edit: { icon: "edit", says: (entry) => ["changed ", item(entry)] },
  replace: { icon: "file-transfer", says: (entry) => ["replaced the file of ", item(entry)] },
  delete: { icon: "delete-bin-7", says: (entry) => ["deleted ", item(entry)] },
  open: { icon: "eye", says: (entry) => ["opened ", item(entry)] },
  download: { icon: "download", says: (entry) => ["downloaded ", item(entry)] },
  accept: { icon: "check-double", says: (entry) => ["accepted ", item(entry)] },
  decline: { icon: "close", says: (entry) => ["declined ", item(entry)] },
  send_to_sign: { icon: "send-plane", says: (entry) => ["sent ", item(entry), " to be signed"] },
  open_to_sign: { icon: "eye", says: (entry) => ["opened ", item(entry), " to sign it"] },
  sign: { icon: "quill-pen", says: (entry) => ["signed ", item(entry)] },
  decline_to_sign: { icon: "close-circle", says: (entry) => ["declined to sign ", item(entry)] },
  withdraw_signing: { icon: "arrow-go-back", says: (entry) => ["withdrew ", item(entry), " from signing"] },
  expire_signing: { icon: "time", says: (entry) => ["ended the signing of ", item(entry), ", whose day has passed"] },
  void_signing: { icon: "file-transfer", says: (entry) => ["ended the signing of ", item(entry), ", which was changed"] },
  complete_signing: { icon: "shield-check", says: (entry) => ["finished ", item(entry), ", signed by everyone"] },
  sign_in: { icon: "login-box", says: () => ["signed in to the portal"] },
  enable_access: { icon: "door-open", says: (entry) => ["gave ", client(entry), " access to the portal"] },
  reset_password: { icon: "key-2", says: (entry) => ["gave ", client(entry), " a new password"] },
  revoke_access: { icon: "door-lock", says: (entry) => ["revoked the portal access of ", client(entry)] },
  add_client: { icon: "user-add", says: (entry) => ["let ", client(entry), " into the portal of ", project(entry)] },
  remove_client: {
    icon: "user-unfollow",
    says: (entry) => ["removed ", client(entry), " from the portal of ", project(entry)],
  },
  portal_on: { icon: "toggle", says: (entry) => ["enabled the portal of ", subject(entry, entry.project)] },
  portal_off: { icon: "shut-down", says: (entry) => ["disabled the portal of ", subject(entry, entry.project)] },
  make_link: { icon: "links", says: (entry) => ["made a public link to ", item(entry)] },
  end_link: { icon: "close-circle", says: (entry) => ["deactivated a public link to ", item(entry)] },
  make_upload_link: { icon: "links", says: (entry) => ["made a link to answer ", entry.subject, " for ", target(entry)] },
  end_upload_link: {
    icon: "close-circle",
    says: (entry) => ["deactivated a link to answer ", entry.subject, " for ", target(entry)],
  },
  open_link: { icon: "global", says: (entry) => ["opened ", item(entry)] },
  preview: {
    icon: "eye-2",
    says: (entry) => [
      "previewed the portal of ",
      subject(entry, entry.project),
      ...(entry.contact ? [" as ", client(entry)] : []),
    ],
  },
};

/**
 * What was done, as a sentence in pieces: who, what, to whom. What has no words of its own yet is told plainly.
 *
 * @param {ActivityEntry} entry
 * @returns {Piece[]}
 */
export function sentence(entry) {
  const says = ACTIONS[entry.action]?.says ?? (() => [`${entry.action.replaceAll("_", " ")}: `, item(entry)]);
  return [who(entry.actor), " ", ...says(entry)];
}

/**
 * @param {string} action
 * @returns {string}
 */
export function activityIcon(action) {
  return ACTIONS[action]?.icon ?? "history";
}

/**
 * @param {ActivityEntry["actor"]} actor
 * @returns {Piece}
 */
function who({ kind, name, contact }) {
  if (kind === "guest") return name ? `${name}, by a link,` : "Someone with a public link";
  if (kind === "portico") return "Portico";
  return linked(name || "Somebody", contact && contactAddress(contact.id));
}

/**
 * What it was called then, leading to where it is now.
 *
 * @param {ActivityEntry} entry
 */
const item = ({ subject: name, document }) =>
  linked(name || document?.name || "a document", document && documentAddress(document.id));

/** @param {ActivityEntry} entry */
const client = ({ subject: name, action, contact }) =>
  // A preview is of a project: it is the project's name that was written down.
  linked((action !== "preview" && name) || contact?.name || "a contact", contact && contactAddress(contact.id));

/** @param {ActivityEntry} entry */
const project = ({ project: found }) =>
  found ? linked(found.name, projectAddress(found.id)) : "a project deleted since";

/**
 * @param {ActivityEntry} entry
 * @param {Named | null} found
 */
const subject = ({ subject: name }, found) =>
  linked(name || found?.name || "the firm", found && projectAddress(found.id));

/**
 * Whom something was shared with.
 *
 * @param {ActivityEntry} entry
 * @returns {Piece}
 */
function target({ contact, company, project: found }) {
  if (contact) return linked(contact.name, contactAddress(contact.id));
  if (company) return linked(company.name, companyAddress(company.id));
  if (found) return linked(found.name, projectAddress(found.id));
  return "somebody deleted since";
}

/**
 * @param {string} name
 * @param {string | null | undefined} href
 * @returns {Piece}
 */
function linked(name, href) {
  return href ? { name, href } : name;
}

/**
 * The entries that are shown after the newest were asked for again. Those shown already stay below them, unless so much
 * has happened that there would be a gap.
 *
 * @param {{items: ActivityEntry[], more: boolean}} shown
 * @param {{items: ActivityEntry[], more: boolean}} newest
 * @returns {{items: ActivityEntry[], more: boolean}}
 */
export function withNewest(shown, newest) {
  const last = newest.items.at(-1)?.seq ?? 0;
  const older = shown.items.filter(({ seq }) => seq < last);
  if (!older.length || !shown.items.some(({ seq }) => seq >= last)) return newest;
  return { items: [...newest.items, ...older], more: shown.more };
}
