// @ts-check
// Files dropped on a part of a page.

import { useState } from "./vendor/preact.js";

/**
 * Spread what comes beside `over` on the element.
 * @param {(files: File[]) => void} onFiles
 */
export function useDrop(onFiles) {
  const [over, setOver] = useState(false);
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  return {
    over,
    // So that the page around it leaves them alone.
    "data-takes-files": true,
    onDragOver: (/** @type {DragEvent} */ event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (/** @type {DragEvent & {currentTarget: Element}} */ event) => {
      const to = event.relatedTarget;
      if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false);
    },
    onDrop: (/** @type {DragEvent} */ event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    },
  };
}
