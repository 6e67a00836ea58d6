// @ts-check

import { html } from "/shared/vendor/preact.js";
import { unshare } from "../data/documents.js";
import { shareTarget } from "../lib/labels.js";
import { listOf } from "../lib/text.js";
import { Confirm } from "../ui/dialog.js";

/**
 * Asks before a contact's document is unshared that they see through their company or project: others see it, too.
 *
 * @param {{doc: DeskDocument, contact: string, shares: DeskShare[], onClose: () => void, onChanged: () => void}} props
 */
export function UnshareDialog({ doc, contact, shares, onClose, onChanged }) {
  const whole = listOf(
    shares
      .filter((given) => !given.contact)
      .map((given) => `the whole ${given.company ? "company" : "project"} ${shareTarget(given)}`),
  );
  const confirm = async () => {
    for (const { id } of shares) await unshare(id);
    onChanged();
  };
  return html`<${Confirm}
    title="Stop sharing with all of them?"
    confirm="Stop sharing"
    onConfirm=${confirm}
    onClose=${onClose}
  >
    <p><strong class="desk-break">${doc.title}</strong> is shared with ${whole}: ${contact} sees it through that.</p>
    <p>If you stop this, everybody there loses it at once. The document itself stays.</p>
  <//>`;
}
