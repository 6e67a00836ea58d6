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
 * What was begun in this tab and not saved, where it is a letter, and which version of it was changed.
 *
 * @param {string} text
 * @returns {{values: LetterForm, version: string} | null}
 */
export function readBegun(text) {
  try {
    const { title, kind, date, body, share, version = "" } = JSON.parse(text);
    if ([title, kind, date, body, version].some((field) => typeof field !== "string")) return null;
    return { values: { title, kind, date, body, share: share === true }, version };
  } catch {
    return null;
  }
}

/**
 * Adds a letter once, however often it is tried: where an earlier try came through and its answer did not, what was written
 * since is saved as well.
 *
 * @template {{id: string, shares: unknown[]}} T
 * @param {{add: (letter: LetterForm) => Promise<T>, load: (id: string) => Promise<{version: string, round: string}>,
 *   change: (id: string, letter: object) => Promise<T>, share: (id: string) => Promise<unknown>}} api
 */
export function letterAdder({ add, load, change, share }) {
  const tried = new Set();
  return async (/** @type {LetterForm} */ letter) => {
    const text = JSON.stringify(letter);
    const isNew = !tried.has(text);
    tried.add(text);
    const saved = await add(letter).catch((/** @type {{status?: number}} */ error) => {
      const { status = 0 } = error;
      if (isNew && status >= 400 && status < 500) tried.delete(text); // refused: it is not there
      throw error;
    });
    if (tried.size < 2) return saved;
    const { version, round } = await load(saved.id);
    const changed = await change(saved.id, { ...letter, version, round });
    if (letter.share && changed.shares.length === 0) await share(saved.id);
    return changed;
  };
}
