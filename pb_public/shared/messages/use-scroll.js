// @ts-check
// Where a conversation is scrolled to: the end, or what is new at first; with the end while one is there; nowhere else by
// itself.

import { useEffect, useLayoutEffect, useRef, useState } from "../vendor/preact.js";

/** So near to the end counts as the end. */
const NEAR = 60;

/**
 * @param {{current: HTMLElement | null}} box
 * @param {readonly import("./types.js").Message[]} items
 */
export function useScroll(box, items) {
  const atEnd = useRef(true);
  const before = useRef({ first: 0, last: 0, height: 0 });
  const [below, setBelow] = useState(0);

  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
    setBelow(0);
  };

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const first = items[0]?.seq ?? 0;
    const last = items.at(-1)?.seq ?? 0;
    const known = before.current;
    before.current = { first, last, height: element.scrollHeight };
    if (known.last === 0) begin(element);
    else if (first < known.first) element.scrollTop += element.scrollHeight - known.height;
    else if (last > known.last) {
      const fresh = items.filter(({ seq }) => seq > known.last);
      if (atEnd.current || fresh.some(({ mine }) => mine)) toEnd();
      else setBelow((count) => count + fresh.length);
    }
  }, [items]);

  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const look = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      if (atEnd.current) setBelow(0);
    };
    // The place for it shrinks when a phone's keyboard opens, and when the writer needs more lines.
    const resized = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    element.addEventListener("scroll", look, { passive: true });
    resized.observe(element);
    look();
    return () => {
      element.removeEventListener("scroll", look);
      resized.disconnect();
    };
  }, []);

  return { below, toEnd };
}

/**
 * The first look at a conversation: what is new, with a little of what was before; or the end.
 * @param {HTMLElement} element
 */
function begin(element) {
  const fresh = element.querySelector(".talk-new");
  element.scrollTop = element.scrollHeight;
  if (!fresh) return;
  const above = element.getBoundingClientRect().top - fresh.getBoundingClientRect().top + NEAR;
  if (above > 0) element.scrollTop -= above;
}
