// @ts-check
// A signature as it will stand in its place: as large as that lets it be. Needs /shared/signing/signing.css.

import { html, useEffect, useState } from "../vendor/preact.js";
import { PAD_HEIGHT, isByHand, pathOf } from "./strokes.js";

/** @typedef {import("./strokes.js").Mark} Mark */

const HAND = '"Portico Hand"';
const SIZE = 100;

/** @param {{mark: Mark, label: string}} props `label` is what it is, for those who do not see it */
export function MarkInk({ mark, label }) {
  if (mark.strokes?.length) {
    return html`<svg class="mark" viewBox=${`0 0 1000 ${1000 * PAD_HEIGHT}`} role="img" aria-label=${`${label}, drawn`}>
      <path class="mark-stroke" d=${pathOf(mark.strokes)} />
    </svg>`;
  }
  return html`<${Typed} text=${(mark.text ?? "").replace(/\s+/g, " ").trim()} label=${label} />`;
}

/** @param {{text: string, label: string}} props */
function Typed({ text, label }) {
  const byHand = isByHand(text);
  const box = useExtent(text, byHand ? `${SIZE}px ${HAND}` : `italic ${SIZE}px sans-serif`);
  if (!text) return null;
  return html`<svg
    class=${`mark ${byHand ? "is-by-hand" : "is-slanted"}`}
    viewBox=${`${box.left} ${-box.above} ${box.width} ${box.above + box.below}`}
    preserveAspectRatio="xMinYMid meet"
    role="img"
    aria-label=${`${label}: ${text}`}
  >
    <text class="mark-text" font-size=${SIZE}>${text}</text>
  </svg>`;
}

/** How far a text reaches, in its font once that has come. @param {string} text @param {string} font */
function useExtent(text, font) {
  const [box, setBox] = useState(() => measure(text, font));
  useEffect(() => {
    let gone = false;
    setBox(measure(text, font));
    document.fonts.load(font, text).then(
      () => gone || setBox(measure(text, font)),
      () => {}, // then it stands there in another one
    );
    return () => {
      gone = true;
    };
  }, [text, font]);
  return box;
}

/**
 * @param {string} text
 * @param {string} font
 */
function measure(text, font) {
  const context = document.createElement("canvas").getContext("2d");
  if (!context || !text) return { left: 0, above: SIZE, below: 0, width: SIZE };
  context.font = font;
  const size = context.measureText(text);
  const left = Math.min(0, -size.actualBoundingBoxLeft);
  const width = Math.max(size.width, size.actualBoundingBoxRight) - left;
  return { left, above: size.actualBoundingBoxAscent, below: Math.max(0, size.actualBoundingBoxDescent), width: Math.max(1, width) };
}
