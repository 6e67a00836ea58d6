// @ts-check
// What somebody wrote, as text: addresses of web pages become links, nothing else is markup.

import { html } from "../vendor/preact.js";

/** A part of a text; `href` where it is a link. @typedef {{text: string, href?: string}} Piece */

// No white space, no quotes or angle brackets, and none of the characters that are not seen or that turn the direction of
// what follows: with them an address can look like another.
const ADDRESS = /(?<![\p{L}\p{N}_])https?:\/\/[^\s<>"“”„«»‹›`\p{Cc}\p{Cf}]+/giu;

/** What ends a sentence rather than an address. */
const TRAILING = /[.,:;!?…'’‘*_~|。，、；：！？」』】）]$/u;

/** @type {Record<string, string>} */
const OPENED_BY = { ")": "(", "]": "[", "}": "{" };

/**
 * @param {string} text
 * @returns {Piece[]} in order; together they are the text
 */
export function splitLinks(text) {
  /** @type {Piece[]} */
  const pieces = [];
  let done = 0;
  const plain = (/** @type {number} */ until) => {
    if (until > done) pieces.push({ text: text.slice(done, until) });
  };
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimEnd(match[0]);
    const href = safeHref(address);
    if (!href) continue;
    plain(match.index);
    pieces.push({ text: address, href });
    done = match.index + address.length;
  }
  plain(text.length);
  return pieces;
}

/**
 * An address without the punctuation of the sentence that it stands in. A bracket belongs to it if it was opened in it.
 * @param {string} found
 */
function trimEnd(found) {
  let address = found;
  for (;;) {
    const last = address.slice(-1);
    const opening = OPENED_BY[last];
    const stray = opening !== undefined && count(address, last) > count(address, opening);
    if (!stray && !TRAILING.test(address)) return address;
    address = address.slice(0, -1);
  }
}

/**
 * @param {string} text
 * @param {string} character
 */
const count = (text, character) => text.split(character).length - 1;

/**
 * Where an address leads; empty where it is none, or hides where it leads behind a name before an @.
 * @param {string} address
 */
function safeHref(address) {
  try {
    const url = new URL(address);
    const fine = (url.protocol === "http:" || url.protocol === "https:") && !url.username && !url.password;
    return fine ? url.href : "";
  } catch {
    return "";
  }
}

/** @param {{text: string}} props */
export function MessageText({ text }) {
  return html`<p class="talk-text" dir="auto">
    ${splitLinks(text).map((piece) =>
      piece.href
        ? html`<a href=${piece.href} target="_blank" rel="noopener noreferrer nofollow">${piece.text}</a>`
        : piece.text,
    )}
  </p>`;
}
