// @ts-check
// What went wrong, in words that say what to do about it. Pure.

import { ApiError } from "../shared/http.js";

/**
 * @param {unknown} err
 * @param {string} firm
 */
export function explain(err, firm) {
  const again = `Please try again, and contact ${firm || "the firm"} if the problem persists.`;
  if (!(err instanceof ApiError)) return `Something went wrong. ${again}`;
  if (err.status === 0) return "The portal cannot be reached at the moment. Check your connection and try again.";
  if (err.status === 429) return explainWait(err);
  if (err.status >= 500) return `Something went wrong on the server. ${again}`;
  if (err.status === 401) return "You are no longer signed in.";
  if (err.status === 404) return "It is no longer there.";
  return err.message;
}

/** @param {ApiError} err */
function explainWait({ retryAfter }) {
  if (!retryAfter) return "Too many tries. Wait a moment and try again.";
  if (retryAfter < 90) return `Too many tries. Try again in ${retryAfter} ${retryAfter === 1 ? "second" : "seconds"}.`;
  return `Too many tries. Try again in ${Math.ceil(retryAfter / 60)} minutes.`;
}

/**
 * Refuses a form with what is wrong with its fields, in the shape of the server's refusal.
 * @param {Record<string, string>} problems by field; empty where nothing is wrong
 */
export function refuse(problems) {
  const wrong = Object.entries(problems).filter(([, message]) => message);
  if (wrong.length === 0) return;
  const data = Object.fromEntries(wrong.map(([field, message]) => [field, { code: "invalid", message }]));
  throw new ApiError({ status: 400, message: "Something in the form is not right.", data });
}

/** @param {string} email trimmed */
export function emailProblem(email) {
  if (!email) return "Enter your email address.";
  return /^\S+@\S+$/.test(email) ? "" : "Enter an email address like name@example.com.";
}

export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 71;

/** @param {string} password */
export function newPasswordProblem(password) {
  if (!password) return "Enter a new password.";
  if (password.length < SHORTEST_PASSWORD) return `Too short: use at least ${SHORTEST_PASSWORD} characters.`;
  // The server counts bytes: "ü" is two.
  const bytes = new TextEncoder().encode(password).length;
  return bytes > LONGEST_PASSWORD ? `Too long: use at most ${LONGEST_PASSWORD} characters.` : "";
}
