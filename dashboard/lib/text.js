// @ts-check

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
    .toLowerCase();
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
