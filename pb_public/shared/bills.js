// @ts-check
// What is said of estimates and invoices wherever they stand. Pure.

/** @typedef {"draft" | "sent" | "viewed" | "paid" | "overdue" | "void" | "accepted" | "declined" | "expired"} BillState */

/** @typedef {{text: string, tone: "quiet" | "good" | "warn" | "bad"}} StateWords */

/** @type {Record<BillState, StateWords>} */
const STATES = {
  draft: { text: "Draft", tone: "warn" },
  sent: { text: "Sent", tone: "quiet" },
  viewed: { text: "Viewed", tone: "quiet" },
  paid: { text: "Paid", tone: "good" },
  overdue: { text: "Overdue", tone: "bad" },
  void: { text: "Void", tone: "quiet" },
  accepted: { text: "Accepted", tone: "good" },
  declined: { text: "Declined", tone: "bad" },
  expired: { text: "Expired", tone: "warn" },
};

/**
 * What a state of a bill is called; null for what is in none, as a file without particulars.
 * @param {string} state
 * @returns {StateWords | null}
 */
export function billState(state) {
  return STATES[/** @type {BillState} */ (state)] ?? null;
}

/**
 * Whether it waits for the client: to be paid, or to be answered.
 * @param {string} state
 */
export function billWaits(state) {
  return state === "sent" || state === "viewed" || state === "overdue";
}
