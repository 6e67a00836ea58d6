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
 * A field's complaint made here, in the shape of the server's.
 * @param {string} field
 * @param {string} message
 */
export function fieldError(field, message) {
  return new ApiError({ status: 400, message, data: { [field]: { code: "invalid", message } } });
}

/**
 * @param {unknown} email
 * @returns {string} trimmed
 */
export function checkEmail(email) {
  const text = String(email ?? "").trim();
  if (!text) throw fieldError("email", "Enter your email address.");
  if (!/^\S+@\S+$/.test(text)) throw fieldError("email", "Enter an email address like name@example.com.");
  return text;
}

export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 71;

/** @param {unknown} password */
export function checkNewPassword(password) {
  const text = String(password ?? "");
  if (!text) throw fieldError("password", "Enter a new password.");
  if (text.length < SHORTEST_PASSWORD) {
    throw fieldError("password", `Too short: use at least ${SHORTEST_PASSWORD} characters.`);
  }
  if (text.length > LONGEST_PASSWORD) {
    throw fieldError("password", `Too long: use at most ${LONGEST_PASSWORD} characters.`);
  }
  return text;
}
