// @ts-check
// Remembers what was opened, so that the mark for new documents goes at once.

import { place } from "../place.js";
import { bumpVersion, getState, setState } from "../store.js";

/** The server notes the first opening when it has begun to send the file. */
const NOTED_AFTER = 1_500;

/** @param {import("../types.js").PortalDocument} doc */
export function markOpened({ id, isNew }) {
  const { opened, newCount } = getState();
  // A staff member's look does not count.
  if (place.preview || !isNew || opened.has(id)) return;
  setState({ opened: new Set(opened).add(id), newCount: Math.max(0, newCount - 1) });
  setTimeout(bumpVersion, NOTED_AFTER);
}
