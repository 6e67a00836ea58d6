// @ts-check

/** How near to the edge of what scrolls a pointer has to be to scroll it, and how far that goes, in pixels. */
const EDGE = 48;
const STRIDE = 14;

/** What a press may move and still be none but a press, in pixels. */
const STILL = 5;

/**
 * Follows a pointer from where it was pressed until it is let go, by mouse or finger.
 *
 * @param {PointerEvent} start
 * @param {{onMove: (event: PointerEvent) => void, onEnd: (event: PointerEvent | undefined) => void}} on
 *   `onMove` begins when it has really moved; `onEnd` is without an event where it came to nothing: a press that did not
 *   move, or one that was called off.
 */
export function follow(start, { onMove, onEnd }) {
  const control = new AbortController();
  const { signal } = control;
  const scrollAtEdge = edgeScroll();
  let moved = false;
  /** @param {PointerEvent | undefined} event */
  const end = (event) => {
    control.abort();
    onEnd(moved ? event : undefined);
  };
  /** @param {PointerEvent} event */
  const move = (event) => {
    if (event.pointerId !== start.pointerId) return;
    moved ||= Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > STILL;
    if (!moved) return;
    scrollAtEdge(event);
    onMove(event);
  };
  addEventListener("pointermove", move, { signal });
  addEventListener("pointerup", (event) => event.pointerId === start.pointerId && end(event), { signal });
  addEventListener("pointercancel", (event) => event.pointerId === start.pointerId && end(undefined), { signal });
  // A finger that drags does not scroll, nor does the page run on when it is let go.
  addEventListener("touchmove", (event) => event.preventDefault(), { signal, passive: false });
  addEventListener("keydown", (event) => event.key === "Escape" && end(undefined), { signal });
}

/**
 * The page under a pointer, if any: its number and its box on the screen. What lies over a page is not the page.
 *
 * @param {{clientX: number, clientY: number}} pointer
 * @returns {{page: number, box: DOMRect} | undefined}
 */
export function pageUnder({ clientX, clientY }) {
  const sheet = document.elementFromPoint(clientX, clientY)?.closest("[data-page]");
  return sheet ? { page: Number(sheet.getAttribute("data-page")), box: sheet.getBoundingClientRect() } : undefined;
}

/**
 * Brings what lies beyond an edge into reach, for a pointer that has come there: one that was pressed at the edge, as on
 * the palette, is on its way to what can be seen.
 *
 * @returns {(event: PointerEvent) => void}
 */
function edgeScroll() {
  let came = false;
  return ({ clientY }) => {
    const scroller = scrolls();
    const { top, bottom } = scroller === document.documentElement ? { top: 0, bottom: innerHeight } : scroller.getBoundingClientRect();
    const stride = clientY > bottom - EDGE ? STRIDE : clientY < top + EDGE ? -STRIDE : 0;
    came ||= stride === 0;
    if (came) scroller.scrollTop += stride;
  };
}

/** What scrolls the pages: on a phone it is another element than on a desktop. */
function scrolls() {
  for (let element = document.querySelector("[data-page]"); element; element = element.parentElement) {
    if (element.scrollHeight > element.clientHeight + 1 && /auto|scroll/u.test(getComputedStyle(element).overflowY)) return element;
  }
  return document.documentElement;
}
