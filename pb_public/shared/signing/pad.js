// @ts-check
// Where a signature is drawn: by mouse, finger or pen. Whoever cannot draw types it. Needs /shared/signing/signing.css.

import { html, useRef } from "../vendor/preact.js";
import { PAD_HEIGHT, goOn, padPoint, pathOf } from "./strokes.js";

/** @typedef {import("./strokes.js").Strokes} Strokes */

/** A quick line is no fling: that would cost the next tap, which stops flings. @param {TouchEvent} event */
const noGesture = (event) => event.preventDefault();

/**
 * @param {object} props
 * @param {string} props.label
 * @param {Strokes} props.strokes
 * @param {(strokes: Strokes) => void} props.onChange
 */
export function SignaturePad({ label, strokes, onChange }) {
  // Who draws: a second finger, or the palm of the hand, draws nothing.
  const pen = useRef(/** @type {number | null} */ (null));
  const now = useRef(strokes);
  now.current = strokes;

  const change = (/** @type {Strokes} */ next) => {
    now.current = next;
    onChange(next);
  };
  const pointsOf = (/** @type {PointerEvent & {currentTarget: SVGSVGElement}} */ event) => {
    const box = event.currentTarget.getBoundingClientRect();
    const all = event.getCoalescedEvents?.() ?? [];
    return (all.length > 0 ? all : [event]).map((one) => padPoint(one, box));
  };
  const onDown = (/** @type {PointerEvent & {currentTarget: SVGSVGElement}} */ event) => {
    if (pen.current !== null || event.button !== 0) return;
    event.preventDefault();
    pen.current = event.pointerId;
    event.currentTarget.setPointerCapture(event.pointerId);
    change([...now.current, goOn([], [padPoint(event, event.currentTarget.getBoundingClientRect())])]);
  };
  const onMove = (/** @type {PointerEvent & {currentTarget: SVGSVGElement}} */ event) => {
    if (pen.current !== event.pointerId) return;
    const line = now.current.at(-1) ?? [];
    change([...now.current.slice(0, -1), goOn(line, pointsOf(event))]);
  };
  const onUp = (/** @type {PointerEvent} */ event) => {
    if (pen.current === event.pointerId) pen.current = null;
  };

  return html`<svg
    class="pad"
    viewBox=${`0 0 1000 ${1000 * PAD_HEIGHT}`}
    role="img"
    aria-label=${label}
    onPointerDown=${onDown}
    onPointerMove=${onMove}
    onPointerUp=${onUp}
    onPointerCancel=${onUp}
    onTouchStart=${noGesture}
  >
    <path class="pad-line" d="M60 310H940" />
    <path class="mark-stroke" d=${pathOf(strokes)} />
  </svg>`;
}
