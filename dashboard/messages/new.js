// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { contactReads, inboxAddress } from "../lib/messages.js";
import { Button } from "../ui/button.js";
import { Sheet } from "../ui/dialog.js";
import { Picker } from "../ui/picker.js";

/**
 * Asks whom to write to, and opens the conversation with them.
 *
 * @param {{onClose: () => void}} props
 */
export function NewMessage({ onClose }) {
  const [picked, setPicked] = useState(/** @type {Contact | undefined} */ (undefined));
  const begin = () => {
    if (!picked) return;
    onClose();
    location.hash = inboxAddress({ kind: "contact", id: picked.id });
  };
  return html`<${Sheet}
    title="New message"
    shape="popup"
    onClose=${onClose}
    footer=${html`
      <${Button} tone="transparent" onClick=${onClose}>Cancel<//>
      <${Button} onClick=${begin} disabled=${!picked}>Write<//>
    `}
  >
    <${Picker}
      label="Contact"
      collection="contacts"
      value=${picked}
      onPick=${setPicked}
      hint=${(/** @type {Contact} */ found) => found.email}
      autofocus
    />
    <p class="field-help">${(picked && contactReads(picked)) || "They read it in the portal."}</p>
  <//>`;
}
