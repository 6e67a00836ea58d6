// @ts-check

/** Letters that are one sign even where Unicode takes signs apart, and how people type them. */
const UNDECOMPOSED = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

/**
 * Folds text the way the server folds the `search` fields: accents off, lower case.
 *
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}+/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => UNDECOMPOSED[/** @type {keyof typeof UNDECOMPOSED} */ (letter)]);
}

/**
 * "a", "a and b", "a, b and c".
 *
 * @param {string[]} parts
 * @returns {string}
 */
export function listOf(parts) {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}
