// @ts-check

import { plural } from "/shared/format.js";
import { toSend } from "/shared/signing/strokes.js";
import { listOf } from "./text.js";

/**
 * Somebody who is to sign, as the form has them.
 *
 * @typedef {object} SignerForm
 * @property {string} key
 * @property {"contact" | "staff"} type
 * @property {string} id
 * @property {string} name
 * @property {string} email
 * @property {Contact["access"] | ""} access "" for staff, and where it is not known.
 */

/**
 * A field as the form has it.
 *
 * @typedef {import("./places.js").Place & {key: string, signer: string, kind: FieldKind, label: string, required: boolean, page: number}} FieldForm
 */

/**
 * What the form holds; numbers as they are typed.
 *
 * @typedef {object} SigningForm
 * @property {string} message
 * @property {boolean} inOrder
 * @property {boolean} askCode
 * @property {string} due
 * @property {string} remindBefore
 * @property {string} remindEvery
 * @property {boolean} signaturePage
 * @property {SignerForm[]} signers
 * @property {FieldForm[]} fields
 */

/** @type {Record<FieldKind, {label: string, icon: string}>} */
export const FIELDS = {
  signature: { label: "Signature", icon: "quill-pen" },
  initials: { label: "Initials", icon: "pen-nib" },
  date: { label: "Date", icon: "calendar-2" },
  name: { label: "Name", icon: "user" },
  text: { label: "Text", icon: "edit-2" },
};

export const KINDS = /** @type {FieldKind[]} */ (Object.keys(FIELDS));

/** @type {Record<SigningStatus, {label: string, tone: string, icon: string}>} */
export const SIGNING_STATUS = {
  draft: { label: "Draft", tone: "", icon: "draft" },
  sent: { label: "Waiting for signatures", tone: "info", icon: "quill-pen" },
  sealing: { label: "Being finished", tone: "info", icon: "hourglass" },
  completed: { label: "Signed by everyone", tone: "success", icon: "shield-check" },
  declined: { label: "Declined", tone: "danger", icon: "close-circle" },
  withdrawn: { label: "Withdrawn", tone: "", icon: "arrow-go-back" },
  expired: { label: "Expired", tone: "warning", icon: "time" },
  voided: { label: "Document changed", tone: "warning", icon: "file-transfer" },
};

/** How many people can be asked, and for how many fields: the same as the server's (internal/signing). */
export const MOST_SIGNERS = 20;
export const MOST_FIELDS = 300;

/** How many colours there are to tell signers apart. */
const COLOURS = 6;

/** How many keys were ever given: a number that no other has. */
let given = 0;

/** @returns {string} */
export function newKey() {
  given += 1;
  return `field-${given}`;
}

/** @param {"contact" | "staff"} type @param {{id: string, name: string, email?: string, access?: Contact["access"]}} person @returns {SignerForm} */
export function signerForm(type, { id, name, email = "", access }) {
  return { key: `${type}:${id}`, type, id, name, email, access: access ?? "" };
}

/** The clients among those who are asked. @param {Signing} round @returns {string[]} */
export const contactsOf = ({ signers }) => signers.flatMap(({ contact }) => (contact ? [contact.id] : []));

/**
 * What the form begins with.
 *
 * @param {Partial<Signing>} [round]
 * @param {Contact[]} [contacts] those who are asked in it
 * @returns {SigningForm}
 */
export function signingForm(
  { message = "", inOrder = false, askCode = false, due = "", remindBefore = 3, remindEvery = 0, signaturePage = false, signers = [] } = {},
  contacts = [],
) {
  const people = signers.map(({ contact, staff }) => {
    const known = contacts.find(({ id }) => id === contact?.id);
    return signerForm(contact ? "contact" : "staff", known ?? contact ?? staff ?? { id: "", name: "Somebody deleted since" });
  });
  return {
    message,
    inOrder,
    askCode,
    due,
    remindBefore: String(remindBefore),
    remindEvery: String(remindEvery),
    signaturePage,
    signers: people,
    fields: signers.flatMap(({ fields }, at) =>
      fields.map(({ kind, label, required, page, x, y, width, height }) => ({
        key: newKey(), signer: people[at].key, kind, label, required, page, x, y, width, height,
      })),
    ),
  };
}

/** @param {SigningForm} form */
export function signingBody({ signers, fields, remindBefore, remindEvery, ...rest }) {
  return {
    ...rest,
    remindBefore: days(remindBefore),
    remindEvery: days(remindEvery),
    signers: signers.map(({ key, type, id }) => ({
      [type]: id,
      fields: fields
        .filter(({ signer }) => signer === key)
        .map(({ kind, label, required, page, x, y, width, height }) => ({ kind, label, required, page, x, y, width, height })),
    })),
  };
}

/** @param {string} text */
const days = (text) => Math.round(Number(text)) || 0;

/**
 * What a round lacks before it can be sent, by field as the server would say it.
 *
 * @param {SigningForm} form
 * @returns {Record<string, string>}
 */
export function lacking({ signers, fields, signaturePage }) {
  /** @type {Record<string, string>} */
  const wrong = {};
  if (signers.length === 0) wrong.signers = "Choose who signs.";
  signers.forEach(({ key, name, type, access }, at) => {
    if (type === "contact" && access && access !== "enabled") {
      wrong[`signers.${at}`] = `Give ${name} access to the portal first.`;
    }
    if (!signaturePage && !fields.some(({ kind, signer }) => kind === "signature" && signer === key)) {
      wrong[`signers.${at}.fields`] = `Place a signature for ${name}, or add a signature page.`;
    }
  });
  return wrong;
}

/**
 * What is wrong with a signer, of all that is.
 *
 * @param {Record<string, string>} fields
 * @param {number} at
 */
export function wrongWith(fields, at) {
  const own = Object.entries(fields).filter(([name]) => name === `signers.${at}` || name.startsWith(`signers.${at}.`));
  return own.map(([, message]) => message);
}

/** A colour of their own for everyone, as far as there are. @param {number} at */
export const colourOf = (at) => `desk-signer-${at % COLOURS}`;

/**
 * The form without a signer, and without their fields.
 *
 * @param {SigningForm} form
 * @param {string} key
 * @returns {Pick<SigningForm, "signers" | "fields">}
 */
export function withoutSigner({ signers, fields }, key) {
  return { signers: signers.filter((signer) => signer.key !== key), fields: fields.filter(({ signer }) => signer !== key) };
}

/**
 * The form with another member of staff who counter-signs, in the place of the one before and with their fields.
 *
 * @param {Pick<SigningForm, "signers" | "fields">} form
 * @param {SignerForm} signer
 * @returns {Pick<SigningForm, "signers" | "fields">}
 */
export function withCounterSigner({ signers, fields }, signer) {
  const before = signers.find(({ type }) => type === "staff");
  if (!before) return { signers: [...signers, signer], fields };
  return {
    signers: signers.filter(({ key }) => key === before.key || key !== signer.key).map((one) => (one === before ? signer : one)),
    fields: fields.map((field) => (field.signer === before.key ? { ...field, signer: signer.key } : field)),
  };
}

/**
 * A field on every page of a document that has none of its kind and signer there yet.
 *
 * @param {FieldForm[]} fields
 * @param {FieldForm} field
 * @param {number} pages
 * @returns {FieldForm[]}
 */
export function onEveryPage(fields, field, pages) {
  const has = (/** @type {number} */ page) =>
    fields.some((other) => other.page === page && other.kind === field.kind && other.signer === field.signer);
  const others = Array.from({ length: pages }, (_, at) => at + 1).filter((page) => !has(page));
  return [...fields, ...others.map((page) => ({ ...field, key: newKey(), page }))];
}

/**
 * Why there cannot be so many fields; "" where there can.
 *
 * @param {FieldForm[]} fields
 */
export function tooMany({ length }) {
  return length > MOST_FIELDS ? `That would be ${length} fields, and there can be ${MOST_FIELDS} at most. Nothing was placed.` : "";
}

/**
 * Who is told of it at once when it is sent, and who later.
 *
 * @template T
 * @param {{inOrder: boolean, signers: T[]}} form
 * @returns {{now: T[], later: T[]}}
 */
export function toldWhen({ inOrder, signers }) {
  return inOrder ? { now: signers.slice(0, 1), later: signers.slice(1) } : { now: signers, later: [] };
}

/**
 * When reminders go out, in words.
 *
 * @param {{due: string, remindBefore: number, remindEvery: number}} round
 */
export function reminderText({ due, remindBefore, remindEvery }) {
  const parts = [
    due && remindBefore > 0 && `${plural(remindBefore, "day")} before it is due`,
    remindEvery > 0 && (remindEvery === 1 ? "every day" : `every ${remindEvery} days`),
  ].filter(Boolean);
  const text = parts.join(", and ");
  return text ? text[0].toUpperCase() + text.slice(1) : "None";
}

/** How far a round is: `1 of 2`. @param {{signers: Pick<Signature, "state">[]}} round */
export function signedCount({ signers }) {
  return `${signers.filter(({ state }) => state === "signed").length} of ${signers.length}`;
}

/** @param {{signers: Pick<Signature, "state">[]}} round */
export const signedText = (round) => `${signedCount(round)} signed`;

/**
 * How it stands with one signer.
 *
 * @param {Pick<Signing, "status">} round
 * @param {Signature} signer
 * @returns {{label: string, tone: string}}
 */
export function signerState({ status }, { state, turn, told, opened }) {
  if (state === "signed") return { label: "Signed", tone: "success" };
  if (state === "declined") return { label: "Declined", tone: "danger" };
  if (status !== "sent") return { label: "Did not sign", tone: "" };
  if (!turn) return { label: "Not their turn yet", tone: "" };
  if (!told) return { label: "Cannot be told yet", tone: "warning" }; // they do not see it, or their portal is off
  return opened ? { label: "Opened", tone: "info" } : { label: "Asked", tone: "info" };
}

/** What a signer is called: as they were when it was sent, else as they are. @param {Signature} signer */
export const nameOfSigner = ({ name, contact, staff }) => name || contact?.name || staff?.name || "Somebody deleted since";

/** Who signed, as a list of names. @param {Pick<Signing, "signers">} round */
export function signedBy({ signers }) {
  return listOf(signers.filter(({ state }) => state === "signed").map(nameOfSigner));
}

/** The newest round that everyone has signed, if any. @param {Signing[]} rounds */
export const completedRound = (rounds) => rounds.find(({ status }) => status === "completed");

/** The fields of the own signature that take a text. @param {Signature} signature */
export const textsOf = ({ fields }) => fields.filter(({ kind }) => kind === "text");

/**
 * Whether a document is of the kind that is sent to sign: a PDF of its own. Whether that one is fit, the server says.
 *
 * @param {Pick<DeskDocument, "fileType" | "fileSize">} doc
 */
export const canBeSigned = ({ fileType, fileSize }) => fileSize > 0 && fileType.startsWith("application/pdf");

/**
 * Whether a round can be withdrawn: while it waits for signers, and when what all have signed cannot be finished.
 *
 * @param {Pick<Signing, "status" | "error">} round
 */
export const canBeWithdrawn = ({ status, error }) => status === "sent" || (status === "sealing" && error !== "");

/** A round in which the document is being signed, if any. @param {Signing[]} rounds */
export const openRound = (rounds) => rounds.find(({ status }) => status === "sent" || status === "sealing");

/**
 * What somebody signs with.
 *
 * @typedef {object} SigningHand
 * @property {import("../signing/adopt.js").Adopted} signature
 * @property {import("../signing/adopt.js").Adopted} initials
 * @property {Record<string, string>} texts by field
 */

/**
 * What is sent to sign.
 *
 * @param {Pick<Signing, "consent">} round
 * @param {Signature} own
 * @param {SigningHand} hand
 */
export function actOf({ consent }, own, { signature, initials, texts }) {
  const mark = (/** @type {import("../signing/adopt.js").Adopted} */ { drawing, text, strokes }) =>
    drawing ? { strokes: toSend(strokes) } : { text: text.trim() };
  return {
    consent,
    signature: mark(signature),
    ...(own.fields.some(({ kind }) => kind === "initials") && { initials: mark(initials) }),
    fields: Object.fromEntries(textsOf(own).map(({ id }) => [id, texts[id] ?? ""])),
  };
}

/** The lists of rounds, as the server knows them (internal/desk/signing_lists.go). */
export const SIGNING_LISTS = [
  { value: "sent", label: "Waiting for signatures" },
  { value: "due", label: "To be signed soon" },
  { value: "mine", label: "For you to sign" },
  { value: "draft", label: "Drafts" },
  { value: "completed", label: "Signed by everyone" },
  { value: "declined", label: "Declined" },
  { value: "withdrawn", label: "Withdrawn" },
  { value: "expired", label: "Expired" },
  { value: "voided", label: "Document changed" },
  { value: "sealing", label: "Being finished" },
];
