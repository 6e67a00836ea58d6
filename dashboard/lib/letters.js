// @ts-check

import { calendarDay, documentKind } from "/shared/format.js";

/** What a letter can be. */
const KINDS = ["engagement_letter", "proposal", "contract"];

/** @type {{value: string, label: string}[]} */
export const LETTER_KINDS = KINDS.map((value) => ({ value, label: documentKind(value) }));

/** @typedef {{title: string, kind: string, date: string, body: string, share: boolean}} LetterForm */

/**
 * A letter as its form holds it.
 *
 * @param {Partial<LetterForm>} [letter]
 * @param {Date} [now]
 * @returns {LetterForm}
 */
export function letterForm({ title = "", kind = "engagement_letter", date = "", body = "" } = {}, now = new Date()) {
  return { title, kind, date: date || calendarDay(now), body, share: false };
}

/**
 * Whether two say something else.
 *
 * @param {LetterForm} one
 * @param {LetterForm} other
 */
export function differ(one, other) {
  return ["title", "kind", "date", "body", "share"].some((field) => {
    const name = /** @type {keyof LetterForm} */ (field);
    return one[name] !== other[name];
  });
}

/**
 * What was begun in this tab and not saved, where it is a letter.
 *
 * @param {string} text
 * @returns {LetterForm | null}
 */
export function readBegun(text) {
  try {
    const { title, kind, date, body, share } = JSON.parse(text);
    if ([title, kind, date, body].some((field) => typeof field !== "string")) return null;
    return { title, kind, date, body, share: share === true };
  } catch {
    return null;
  }
}
