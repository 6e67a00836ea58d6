// @ts-check
// Marks messages as read once their end was really on the screen, of a page that somebody looks at.

import { useEffect, useRef } from "../vendor/preact.js";

/** Scrolling past is one question to the server, not fifty. */
const PAUSE = 300;

/**
 * @param {{current: HTMLElement | null}} box
 * @param {import("./thread-state.js").ThreadState} state
 * @param {((seq: number) => Promise<unknown>) | undefined} markRead
 */
export function useReading(box, { items, read }, markRead) {
  const told = useRef(0);
  const mark = useRef(markRead);
  mark.current = markRead;
  const unread = items.filter(({ seq, mine }) => !mine && seq > read).map(({ seq }) => seq);
  const wanted = markRead ? unread.join() : "";

  useEffect(() => {
    const root = box.current;
    if (!root || !wanted) return undefined;
    const awaited = new Set(wanted.split(","));
    let seen = 0;
    let timer = 0;
    const tell = () => {
      if (document.visibilityState !== "visible" || seen <= told.current) return;
      const seq = seen;
      const before = told.current;
      told.current = seq;
      mark.current?.(seq).catch(() => {
        // It is marked with the next message, or when the page is looked at again.
        if (told.current === seq) told.current = before;
      });
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(tell, PAUSE);
    };
    const observer = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) seen = Math.max(seen, Number(target.getAttribute("data-seq")));
      }
      soon();
    });
    for (const end of root.querySelectorAll("[data-seq]")) {
      if (awaited.has(end.getAttribute("data-seq") ?? "")) observer.observe(end);
    }
    document.addEventListener("visibilitychange", soon);
    return () => {
      clearTimeout(timer);
      tell(); // what was on the screen before it was closed
      observer.disconnect();
      document.removeEventListener("visibilitychange", soon);
    };
  }, [wanted]);
}
