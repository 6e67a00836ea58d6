// @ts-check
// What is said of invoices and estimates in lists. Pure.

import { billWaits } from "../../shared/bills.js";
import { calendarDay, formatShortDay } from "../../shared/format.js";

/**
 * Until when a bill is to be paid or answered; nothing where that does not matter any more.
 * @param {Pick<import("../types.js").BillSummary, "kind" | "due" | "state">} bill
 * @param {Date} [now]
 * @returns {{text: string, late: boolean}}
 */
export function dueWords({ kind, due, state }, now = new Date()) {
  const late = state === "overdue" || state === "expired";
  if (!due || !(late || billWaits(state))) return { text: "", late: false };
  const [begin, was] = kind === "estimate" ? ["Valid until", "Was valid until"] : ["Due", "Was due"];
  if (late) return { text: `${was} ${formatShortDay(due)}`, late };
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  if (due === calendarDay(now)) return { text: `${begin} today`, late };
  return { text: `${begin} ${due === calendarDay(tomorrow) ? "tomorrow" : formatShortDay(due)}`, late };
}

/** What the two lists are called, and one of them. */
export const KINDS = {
  invoice: { list: "Invoices", one: "invoice", waiting: "to pay" },
  estimate: { list: "Estimates", one: "estimate", waiting: "to answer" },
};
