// @ts-check
// Where fields stand on pages. A place is a share of its page as it is seen, from the upper left corner; so is a point.

/** @typedef {{x: number, y: number, width: number, height: number}} Place */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {{width: number, height: number}} PageSize In points. */

/** How large fields are in the beginning, in points. */
const BEGINNINGS = /** @type {const} */ ({
  signature: { width: 170, height: 46 },
  initials: { width: 64, height: 32 },
  date: { width: 92, height: 20 },
  name: { width: 150, height: 20 },
  text: { width: 170, height: 20 },
});

/** The least that can be written in, in points. */
const LEAST = 14;

/** How far an arrow key goes. */
export const STEP = 0.01;

/** @param {number} value @param {number} least @param {number} most */
const within = (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most));

/** Five digits are finer than any screen, and make for the same numbers again. @param {number} value */
const tidy = (value) => Math.round(value * 1e5) / 1e5;

/** @param {Place} place @returns {Place} */
const tidied = ({ x, y, width, height }) => ({ x: tidy(x), y: tidy(y), width: tidy(width), height: tidy(height) });

/**
 * A new field, as near as it can be with its middle at a point.
 *
 * @param {FieldKind} kind
 * @param {PageSize} page
 * @param {Point} middle
 * @returns {Place}
 */
export function placeAt(kind, page, middle) {
  const width = Math.min(BEGINNINGS[kind].width / page.width, 0.9);
  const height = Math.min(BEGINNINGS[kind].height / page.height, 0.9);
  return moveTo({ x: 0, y: 0, width, height }, { x: middle.x - width / 2, y: middle.y - height / 2 });
}

/**
 * The place with its upper left corner at a point, or as near as its page lets it be.
 *
 * @template {Place} T
 * @param {T} place
 * @param {Point} corner
 * @returns {T}
 */
export function moveTo(place, { x, y }) {
  return { ...place, ...tidied({ ...place, x: within(x, 0, 1 - place.width), y: within(y, 0, 1 - place.height) }) };
}

/**
 * The place of another size, at least what can be written in and at most what its page has room for.
 *
 * @template {Place} T
 * @param {T} place
 * @param {PageSize} page
 * @param {{width: number, height: number}} size
 * @returns {T}
 */
export function sizeTo(place, page, { width, height }) {
  const size = {
    width: within(width, LEAST / page.width, 1 - place.x),
    height: within(height, LEAST / page.height, 1 - place.y),
  };
  return { ...place, ...tidied({ ...place, ...size }) };
}

/**
 * Where something is seen within a page that is seen.
 *
 * @param {{left: number, top: number, width: number, height: number}} box of the page, on the screen
 * @param {number} left
 * @param {number} top
 * @returns {Point}
 */
export function pointIn(box, left, top) {
  return { x: (left - box.left) / box.width, y: (top - box.top) / box.height };
}

/**
 * A place for a new field where none is yet: in the middle of the page, or below or above it.
 *
 * @param {FieldKind} kind
 * @param {PageSize} page
 * @param {Place[]} others
 * @returns {Place}
 */
export function freePlace(kind, page, others) {
  const first = placeAt(kind, page, { x: 0.5, y: 0.5 });
  const gap = 6 / page.height;
  const rows = Math.floor(1 / (first.height + gap));
  for (let row = 0; row < rows; row++) {
    // Down from the middle, then from the top.
    const y = (first.y + row * (first.height + gap)) % (1 - first.height);
    const place = moveTo(first, { x: first.x, y });
    if (!others.some((other) => overlap(place, other))) return place;
  }
  return first;
}

/** @param {Place} one @param {Place} other */
function overlap(one, other) {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/**
 * What an arrow key makes of a place: it moves, or with Shift gets another size. Undefined for other keys.
 *
 * @template {Place} T
 * @param {T} place
 * @param {PageSize} page
 * @param {{key: string, shiftKey: boolean}} pressed
 * @returns {T | undefined}
 */
export function byKey(place, page, { key, shiftKey }) {
  const by = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[key];
  if (!by) return undefined;
  const [across, down] = by;
  if (shiftKey) return sizeTo(place, page, { width: place.width + across, height: place.height + down });
  return moveTo(place, { x: place.x + across, y: place.y + down });
}

/**
 * Where it is, for who cannot see it.
 *
 * @param {Place & {page: number}} place
 */
export function describePlace({ page, x, y }) {
  const share = (/** @type {number} */ value) => `${Math.round(value * 100)}%`;
  return `page ${page}, ${share(x)} from the left, ${share(y)} from the top`;
}
