// @ts-check
// What is said of a file that was checked, or could not be. Pure.

import { formatSize } from "../../shared/format.js";
import { ApiError } from "../../shared/http.js";
import { explainUpload } from "../../shared/upload.js";
import { explain } from "../words.js";
import { MOST } from "./ask.js";

/**
 * @param {import("./ask.js").Answer["result"]} result
 * @param {string} firm
 * @returns {{tone: "good" | "bad" | "plain", icon: string, title: string, text: string}}
 */
export function tell(result, firm) {
  const who = firm || "the sender";
  switch (result) {
    case "genuine":
      return {
        tone: "good",
        icon: "check",
        title: "Genuine and unchanged",
        text: "This is the signed document, byte for byte as it was sealed.",
      };
    case "sealed":
      return {
        tone: "good",
        icon: "check",
        title: "Sealed here and unchanged",
        text: "The seal in this file holds, but the document is not in our records: they may have been put back from an older backup. Who signed it is told by the certificate at the end of the file.",
      };
    case "altered":
      return {
        tone: "bad",
        icon: "alert",
        title: "Altered: this is not what was signed",
        text: `This file carries a seal of ours that does not fit it: it was changed after it was signed, or the seal was copied from another file. Do not rely on it: ask ${who} for the signed document.`,
      };
    default:
      return {
        tone: "plain",
        icon: "search",
        title: "Not signed here",
        text: `There is no whole seal of ours in this file. A scan, a printout, a damaged copy, one that a program saved anew, and the document as it was before it was signed are not the signed file. If you expected another answer, ask ${who} for the signed document.`,
      };
  }
}

/**
 * Why a file could not be checked and what to do about it.
 * @param {unknown} err
 * @param {string} firm
 */
export function explainCheck(err, firm) {
  if (!(err instanceof ApiError) || err.status === 0 || err.status === 429) return explain(err, firm);
  if (err.code === "too_large" || err.status === 413) {
    return `This file is larger than any document that is signed here: those have up to ${formatSize(MOST)}. Choose another file.`;
  }
  if (err.code === "empty") return "This file is empty: it holds 0 bytes. Choose another file.";
  return explainUpload(err, { firm });
}

/** Whether checking the same file once more may go well. @param {unknown} err */
export function mayTryAgain(err) {
  return !(err instanceof ApiError) || !["empty", "too_large", "unreadable"].includes(err.code);
}

/**
 * @param {import("./ask.js").Progress} progress
 * @param {boolean} compared its fingerprint was
 */
export function stepWords({ step, loaded, total }, compared) {
  if (step === "reading") return "Reading the file on your device…";
  if (step === "asking") return "Comparing its fingerprint…";
  if (loaded >= total) return "Looking at it closely…";
  return compared ? "Its fingerprint is not known, so the file is sent for a closer look…" : "Sending the file…";
}
