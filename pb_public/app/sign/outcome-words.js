// @ts-check
// How a document to sign stands where there is nothing to do about it. Pure.

import { formatCalendarDay, formatDate } from "../../shared/format.js";
import { listWords } from "./words.js";

/** @typedef {import("../types.js").WholeSigning} WholeSigning */
/** @typedef {{icon: string, tone: "good" | "bad" | "quiet", title: string, text: string, quote?: string}} Outcome */

/**
 * @param {WholeSigning} signing
 * @param {string} firm
 * @returns {Outcome}
 */
export function outcomeOf(signing, firm) {
  const { status, state, reason, due, ended } = signing;
  switch (status) {
    case "sealing":
      return {
        icon: "clock",
        tone: "good",
        title: "Everyone has signed.",
        text: "The finished document is being made. It appears here by itself in a moment.",
      };
    case "completed":
      return {
        icon: "check",
        tone: "good",
        title: `Signed by everyone on ${formatDate(ended)}.`,
        text: "The finished document carries the signatures and a page that certifies them. It stays in your documents.",
      };
    case "declined":
      return declined(signing, firm);
    case "withdrawn":
      return {
        icon: "close",
        tone: "quiet",
        title: `${firm} has withdrawn this document.`,
        text: `It is not to be signed any more.${afterwards(state)}`,
        ...(reason && { quote: reason }),
      };
    case "expired":
      return {
        icon: "clock",
        tone: "quiet",
        title: "The time to sign this has passed.",
        text: `${due ? `It was to be signed by ${formatCalendarDay(due)}. ` : ""}Ask ${firm} to send it again if it is still to be signed.${afterwards(state)}`,
      };
    case "voided":
      return {
        icon: "refresh",
        tone: "quiet",
        title: "The document was changed.",
        text: `So it is not to be signed as it was. ${firm} sends it again if it is still to be signed.${afterwards(state)}`,
      };
    default:
      return state === "signed" ? waiting(signing) : notYet(signing);
  }
}

/** What was signed in a round that ended without the others. @param {WholeSigning["state"]} state */
const afterwards = (state) => (state === "signed" ? " Your signature counts for nothing in it." : "");

/**
 * @param {WholeSigning} signing
 * @param {string} firm
 * @returns {Outcome}
 */
function declined({ state, signers, reason }, firm) {
  const who = signers.find((signer) => signer.state === "declined")?.name ?? "Somebody";
  const quote = reason ? { quote: reason } : {};
  if (state === "declined") {
    return { icon: "close", tone: "bad", title: "You declined to sign.", text: `${firm} has been told, and why. There is nothing left to do.`, ...quote };
  }
  return { icon: "close", tone: "bad", title: `${who} declined to sign.`, text: `So nobody is asked to sign it any more.${afterwards(state)}`, ...quote };
}

/** @param {WholeSigning} signing @returns {Outcome} */
function waiting({ signers }) {
  const others = signers.filter((signer) => signer.state === "waiting").map(({ name }) => name);
  return {
    icon: "check",
    tone: "good",
    title: "You have signed.",
    text: `It now waits for ${listWords(others) || "the others"}. When everyone has signed, you get a mail, and the finished document with its certificate is in your documents.`,
  };
}

/** @param {WholeSigning} signing @returns {Outcome} */
function notYet({ signers }) {
  const mine = signers.findIndex((signer) => signer.mine);
  const before = signers.slice(0, mine).filter((signer) => signer.state === "waiting").map(({ name }) => name);
  return {
    icon: "clock",
    tone: "quiet",
    title: "It is not your turn yet.",
    text: `${listWords(before) || "Somebody else"} signs first. You get a mail when it is your turn.`,
  };
}
