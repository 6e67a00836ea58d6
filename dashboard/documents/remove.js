// @ts-check

import { html } from "/shared/vendor/preact.js";
import { unshare } from "../data/documents.js";
import { host } from "../host.js";
import { shareTarget } from "../lib/labels.js";
import { listOf } from "../lib/text.js";
import { Confirm } from "../ui/dialog.js";

/**
 * Takes a document out of the portal of a project, or of all it is in.
 *
 * @param {{doc: DeskDocument, shares: DeskShare[], onClose: () => void, onChanged: () => void}} props
 *   `shares`: those that put it there.
 */
export function RemoveDialog({ doc, shares, onClose, onChanged }) {
  const others = doc.shares.filter((given) => !shares.includes(given)).map(shareTarget);
  const confirm = async () => {
    for (const { id } of shares) await unshare(id);
    host().toast("Item removed from portal.");
    onChanged();
  };
  return html`<${Confirm} title="Remove from portal?" confirm="Remove" onConfirm=${confirm} onClose=${onClose}>
    <p>
      The clients of ${listOf(shares.map(shareTarget))} lose <strong class="desk-break">${doc.title}</strong> at once,
      and its public links stop working. The document itself stays here.
    </p>
    ${others.length > 0 && html`<p>It stays shared with ${listOf(others)}.</p>`}
  <//>`;
}
