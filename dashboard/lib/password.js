// @ts-check

/** No letters and digits that look alike: somebody may have to read it from paper. */
const ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const GROUPS = 4;
const GROUP_LENGTH = 5;

/**
 * A random password in groups, such as "kT7dm-…": 115 bits.
 *
 * @returns {string}
 */
export function randomPassword() {
  const groups = Array.from({ length: GROUPS }, () => Array.from({ length: GROUP_LENGTH }, randomLetter).join(""));
  return groups.join("-");
}

/** Every letter is as likely as any other: bytes beyond the last whole round are thrown away. */
function randomLetter() {
  const limit = 256 - (256 % ALPHABET.length);
  const bytes = new Uint8Array(1);
  do crypto.getRandomValues(bytes);
  while (bytes[0] >= limit);
  return ALPHABET[bytes[0] % ALPHABET.length];
}
