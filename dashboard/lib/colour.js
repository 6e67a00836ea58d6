// @ts-check

/**
 * The relative luminance (WCAG 2) of a `#rrggbb` colour.
 *
 * @param {string} colour
 * @returns {number}
 */
function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * Whether white text can be read on the colour, such as the links in the dashboard's header: 4.5:1, as WCAG asks.
 *
 * @param {string} colour
 * @returns {boolean}
 */
export function carriesWhiteText(colour) {
  if (!/^#[0-9a-f]{6}$/iu.test(colour)) return false;
  return 1.05 / (luminance(colour) + 0.05) >= 4.5;
}
