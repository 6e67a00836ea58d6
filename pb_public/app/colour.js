// @ts-check
// Makes a firm's accent colour usable: readable text on it, and shades of it that can be read on light and dark
// surfaces. Pure. Contrast is computed as WCAG 2 does.

/** @typedef {[number, number, number]} Rgb each 0 to 255 */

const WHITE = /** @type {Rgb} */ ([255, 255, 255]);
const INK = /** @type {Rgb} */ ([16, 20, 26]);
/** The surfaces of tokens.css that accent-coloured text and buttons stand on. */
const LIGHT_SURFACE = WHITE;
const DARK_SURFACE = /** @type {Rgb} */ ([27, 32, 39]);

const FOR_WORDS = 4.5;
/** Text also stands on tinted surfaces, which cost a little. */
const FOR_TEXT = 5;
const FOR_LINES = 3;
/** A button is known by its words; its colour need only be seen. */
const FOR_FILLS = 1.3;

/**
 * @param {string} hex "#rrggbb"
 * @returns {Rgb | null}
 */
export function parseHex(hex) {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (!parts) return null;
  return /** @type {Rgb} */ (parts.slice(1).map((part) => Number.parseInt(part, 16)));
}

/** @param {Rgb} rgb */
function toHex(rgb) {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

/** @param {Rgb} rgb */
function luminance(rgb) {
  const [r, g, b] = /** @type {Rgb} */ (
    rgb.map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    })
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * From 1 (the same) to 21 (black on white).
 * @param {Rgb} one
 * @param {Rgb} other
 */
export function contrast(one, other) {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * @param {Rgb} from
 * @param {Rgb} to
 * @param {number} share of `to`
 * @returns {Rgb}
 */
function mix(from, to, share) {
  return /** @type {Rgb} */ (from.map((part, index) => part + ((to[index] ?? 0) - part) * share));
}

/** Whether it is a shade of grey. @param {Rgb} rgb */
function isGrey(rgb) {
  return Math.max(...rgb) - Math.min(...rgb) < 16;
}

/**
 * The colour itself where it stands out enough on the surface, else the nearest shade towards `end` that does.
 * @param {Rgb} colour
 * @param {Rgb} surface
 * @param {Rgb} end
 * @param {number} wanted
 */
function standOut(colour, surface, end, wanted) {
  // Between white and black there is no shade that anyone would know as theirs, and grey buttons look switched off.
  if (isGrey(colour) && contrast(colour, surface) < FOR_LINES) return end;
  for (let share = 0; share < 1; share += 0.04) {
    const shade = mix(colour, end, share);
    // The hex that is written is rounded, so it is what must be measured.
    const written = parseHex(toHex(shade)) ?? shade;
    if (contrast(written, surface) >= wanted) return written;
  }
  return end;
}

/**
 * A button's colour and that of the words on it. Of mid-tones on which neither white nor dark words can be read, it
 * takes a slightly darker one.
 * @param {Rgb} accent
 * @param {Rgb} surface
 * @param {Rgb} end
 */
function button(accent, surface, end) {
  const fill = standOut(accent, surface, end, FOR_FILLS);
  if (contrast(WHITE, fill) < FOR_WORDS && contrast(INK, fill) >= FOR_WORDS) return { fill, words: INK };
  return { fill: standOut(fill, WHITE, INK, FOR_WORDS), words: WHITE };
}

/**
 * The custom properties of an accent colour, for light and for dark; null for what is not a colour.
 * @param {string} hex
 * @returns {Record<string, string> | null}
 */
export function accentProperties(hex) {
  const accent = parseHex(hex);
  if (!accent) return null;
  const light = button(accent, LIGHT_SURFACE, INK);
  const dark = button(accent, DARK_SURFACE, WHITE);
  return {
    "--firm-accent-light": toHex(light.fill),
    "--firm-on-accent-light": toHex(light.words),
    "--firm-accent-line-light": toHex(standOut(accent, LIGHT_SURFACE, INK, FOR_LINES)),
    "--firm-accent-text-light": toHex(standOut(accent, LIGHT_SURFACE, INK, FOR_TEXT)),
    "--firm-accent-dark": toHex(dark.fill),
    "--firm-on-accent-dark": toHex(dark.words),
    "--firm-accent-line-dark": toHex(standOut(accent, DARK_SURFACE, WHITE, FOR_LINES)),
    "--firm-accent-text-dark": toHex(standOut(accent, DARK_SURFACE, WHITE, FOR_TEXT)),
  };
}
