// @ts-check
// A signature that was drawn: lines of points over a pad, 0 to 1000 across and down. Pure.

/** @typedef {[number, number]} Point */
/** @typedef {Point[][]} Strokes */
/** A signature or initials: typed or drawn. @typedef {{text?: string, strokes?: Strokes}} Mark */

/** How high a pad is, as a share of its width. */
export const PAD_HEIGHT = 0.4;

/** The server takes no more. */
export const MOST_STROKES = 200;
export const MOST_POINTS = 3000;

/** What lies closer together is one point, in thousandths. */
const FINEST = 4;

/**
 * Where on the pad something was pressed.
 * @param {{clientX: number, clientY: number}} event
 * @param {{left: number, top: number, width: number, height: number}} box of the pad
 * @returns {Point}
 */
export function padPoint({ clientX, clientY }, { left, top, width, height }) {
  const share = (/** @type {number} */ at, /** @type {number} */ size) => Math.min(1000, Math.max(0, Math.round((at / size) * 1000)));
  return [share(clientX - left, width), share(clientY - top, height)];
}

/**
 * A line with more of it. What the hand did not move is left out.
 * @param {Point[]} line
 * @param {Point[]} points
 */
export function goOn(line, points) {
  const longer = [...line];
  for (const point of points) {
    const last = longer.at(-1);
    if (!last || distance(last, point) >= FINEST) longer.push(point);
  }
  return longer;
}

/**
 * As the server takes it: a dot is a line from where it is to where it is, and too many points are thinned out.
 * @param {Strokes} strokes
 * @returns {Strokes}
 */
export function toSend(strokes) {
  let sent = strokes
    .filter((line) => line.length > 0)
    .slice(0, MOST_STROKES)
    .map((line) => (line.length === 1 ? [line[0], line[0]] : line));
  for (let step = 2; count(sent) > MOST_POINTS; step++) sent = strokes.slice(0, MOST_STROKES).map((line) => everyNth(line, step));
  return /** @type {Strokes} */ (sent);
}

/** @param {Strokes} strokes */
const count = (strokes) => strokes.reduce((sum, line) => sum + line.length, 0);

/**
 * Where a line begins and ends stays.
 * @param {Point[]} line
 * @param {number} step
 */
function everyNth(line, step) {
  const last = line.length - 1;
  const kept = line.filter((_, index) => index % step === 0 || index === last);
  return kept.length === 1 ? [kept[0], kept[0]] : kept;
}

/**
 * @param {Point} one
 * @param {Point} other
 */
const distance = (one, other) => Math.hypot(one[0] - other[0], (one[1] - other[1]) * PAD_HEIGHT);

/**
 * The lines as a path over 1000 by 400, as smooth as the finished document has them: through the middles between points.
 * @param {Strokes} strokes
 */
export function pathOf(strokes) {
  return strokes.map(linePath).join("");
}

/** @param {Point[]} line */
function linePath(line) {
  const at = (/** @type {Point} */ [x, y]) => `${x} ${round(y * PAD_HEIGHT)}`;
  const [first] = line;
  if (!first) return "";
  let path = `M${at(first)}`;
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1], line[i]];
    path += `Q${at(from)} ${at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2])}`;
  }
  // A line without length is a dot with round ends.
  return `${path}L${at(/** @type {Point} */ (line.at(-1)))}`;
}

/** @param {number} value */
const round = (value) => Math.round(value * 10) / 10;

/**
 * Whether there is anything.
 * @param {Mark | null | undefined} mark
 */
export function isMade(mark) {
  return Boolean(mark && (mark.text?.trim() || mark.strokes?.length));
}

/** Letters that the handwriting has, more or less: Latin, Cyrillic and what stands between them. */
const BY_HAND = /^[\u0020-\u007e\u00a0-\u024f\u0400-\u045f\u1e00-\u1ef9\u2010-\u2026]*$/u;

/**
 * Whether a name is shown in handwriting; else it is in slanted letters, as in the finished document.
 * @param {string} text
 */
export function isByHand(text) {
  return BY_HAND.test(text.normalize("NFC"));
}
