// @ts-check
// What other signers have filled in already, on the pages: whoever signs after them agrees to it, too. Needs
// /shared/signing/signing.css.

import { html } from "../vendor/preact.js";
import { MarkInk } from "./mark.js";

/**
 * A field with what stands in it. Where it is are shares of the page.
 * @typedef {object} FilledField
 * @property {"signature" | "initials" | "date" | "name" | "text"} kind
 * @property {string} label
 * @property {number} page
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 * @property {import("./strokes.js").Mark} value
 */

const NAMES = { signature: "Signature", initials: "Initials", date: "Date", name: "Name", text: "Text" };

/** @param {{filled: FilledField[], page: number, size: {width: number, height: number}}} props */
export function FilledMarks({ filled, page, size }) {
  const here = filled.filter((field) => field.page === page);
  if (here.length === 0) return null;
  return html`<div class="filled" style=${{ "--points": size.width }}>
    ${here.map((field, index) => html`<${FilledMark} key=${index} field=${field} size=${size} />`)}
  </div>`;
}

/** @param {{field: FilledField, size: {width: number, height: number}}} props */
function FilledMark({ field: { kind, label, x, y, width, height, value }, size }) {
  const percent = (/** @type {number} */ share) => `${share * 100}%`;
  const name = label || NAMES[kind];
  const text = value.text ?? "";
  return html`<div class="filled-mark" style=${{ left: percent(x), top: percent(y), width: percent(width), height: percent(height) }}>
    ${kind === "signature" || kind === "initials"
      ? html`<${MarkInk} mark=${value} label=${`${name} of somebody who has signed`} />`
      : html`<span class="filled-text" style=${{ "--size": textSize(text, width * size.width, height * size.height) }}
          ><span class="filled-name">${name}: </span>${text}</span
        >`}
  </div>`;
}

/** The text of the finished document: as large as its place lets it be, in points. */
const LARGEST = 11;
const SMALLEST = 3;
const LINE = 1.25;
/** How wide a letter is on average, in parts of its size. */
const LETTER = 0.56;

/**
 * About how large a text stands in a place, in points.
 * @param {string} text
 * @param {number} width of the place, in points
 * @param {number} height
 */
export function textSize(text, width, height) {
  for (let size = LARGEST; size > SMALLEST; size -= 0.25) {
    const lines = Math.max(1, Math.ceil((text.length * LETTER * size) / width));
    if (lines * size * LINE <= height) return size;
  }
  return SMALLEST;
}
