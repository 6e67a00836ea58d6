// @ts-check

import { useEffect, useRef, useState } from "/shared/vendor/preact.js";

/**
 * A browser takes the focus off what is moved or removed. This puts it back: on a part of what has the `data-key`, known by
 * the `data-part` around its field or button, or on another of its buttons where that one cannot be pressed any more.
 *
 * @returns {{ref: {current: HTMLElement | null}, focus: (key: string, part: string, said: string) => void, said: string}}
 *   `part`: "" where the focus stays; `said`: what became of it, for who cannot see it.
 */
export function useFocusWithin() {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const [wanted, setWanted] = useState({ key: "", part: "", said: "" });
  useEffect(() => {
    if (!wanted.part) return;
    const within = ref.current?.querySelector(`[data-key="${wanted.key}"]`);
    const part = within?.querySelector(`[data-part="${wanted.part}"] :is(input, button):enabled`);
    const target = part ?? within?.querySelector("[data-part] button:enabled");
    if (target instanceof HTMLElement) target.focus();
  }, [wanted]);
  return { ref, focus: (key, part, said) => setWanted({ key, part, said }), said: wanted.said };
}
