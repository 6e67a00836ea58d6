// @ts-check
// Putting the cursor where somebody will type.

/** @type {WeakSet<HTMLElement>} */
const focused = new WeakSet();

/**
 * A ref that focuses its element when it appears, and leaves it alone afterwards.
 * @param {HTMLElement | null} element
 */
export function focusOnce(element) {
  if (!element || focused.has(element)) return;
  focused.add(element);
  // The element is not in the page yet.
  setTimeout(() => element.focus());
}
