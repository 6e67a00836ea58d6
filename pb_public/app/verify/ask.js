// @ts-check
// Asks whether a file is what was signed here: by its fingerprint first, so that it can stay on the device, and by sending
// it where that is not known.

import { ApiError, abortedError, request } from "../../shared/http.js";
import { upload } from "../../shared/upload.js";

/**
 * @typedef {object} Answer
 * @property {"genuine" | "sealed" | "altered" | "unknown"} result
 * @property {string} sha256
 * @property {string} title
 * @property {{name: string, signed: string}[]} signers
 * @property {string} sealed when, by this server's clock
 * @property {string} stamped when, by a server for time stamps; empty without one
 * @property {string} stampedBy what that calls itself, where it is known
 */

/** What is being done with the file. @typedef {{step: "reading" | "asking" | "sending", loaded: number, total: number}} Progress */

/** The most that a signed document has. */
export const MOST = 128 * 1024 * 1024;
const PIECE = 4 * 1024 * 1024;

/** Whether files can be told apart without sending them: browsers hash on HTTPS and localhost only. */
export const canHash = Boolean(globalThis.crypto?.subtle);

/**
 * @param {File} file
 * @param {(progress: Progress) => void} onProgress
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
export async function checkFile(file, onProgress, signal) {
  const total = file.size;
  if (total === 0) throw refusal("empty");
  if (total > MOST) throw refusal("too_large");
  const sha256 = canHash ? await fingerprint(file, onProgress, signal) : "";
  if (sha256) {
    onProgress({ step: "asking", loaded: total, total });
    const answer = await request("/api/verify", { method: "POST", body: { sha256 }, signal });
    if (answer.result !== "unknown") return answer;
  }
  onProgress({ step: "sending", loaded: 0, total });
  return upload({
    url: "/api/verify/file",
    file: new File([file], "file"), // its name is nobody's business
    onProgress: ({ loaded }) => onProgress({ step: "sending", loaded, total }),
    signal,
  });
}

/** @param {string} code */
function refusal(code) {
  return new ApiError({ status: 400, code, message: "The file cannot be checked." });
}

/**
 * The SHA-256 of a file; empty where there is not enough memory for it.
 * @param {File} file
 * @param {(progress: Progress) => void} onProgress
 * @param {AbortSignal} signal
 */
async function fingerprint(file, onProgress, signal) {
  const total = file.size;
  const bytes = room(total);
  if (!bytes) return "";
  for (let at = 0; at < total; at += PIECE) {
    onProgress({ step: "reading", loaded: at, total });
    const piece = await file
      .slice(at, at + PIECE)
      .arrayBuffer()
      .catch(() => {
        throw refusal("unreadable");
      });
    if (signal.aborted) throw abortedError();
    bytes.set(new Uint8Array(piece), at);
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {number} size */
function room(size) {
  try {
    return new Uint8Array(size);
  } catch {
    return null;
  }
}
