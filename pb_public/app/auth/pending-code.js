// @ts-check
// The code that is on its way. Kept for this tab: phones drop a page while its owner looks into the mail.

const KEY = "portico.code";
const VALID = 10 * 60_000;

/** @typedef {{email: string, codeId: string, at?: number}} PendingCode */

/** @param {PendingCode} pending */
export function rememberCode({ email, codeId }) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ email, codeId, at: Date.now() }));
  } catch {
    // Storage may be off; then the code must be asked for again after a reload.
  }
}

/** @returns {PendingCode | null} */
export function recallCode() {
  try {
    const pending = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return pending && Date.now() - pending.at < VALID ? pending : null;
  } catch {
    return null;
  }
}

export function forgetCode() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
