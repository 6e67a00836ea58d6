// @ts-check

import { html, useId } from "/shared/vendor/preact.js";
import { CopyButton } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { Sheet } from "../ui/dialog.js";

/**
 * Shows a new password, this once. Only `Done` closes it: Escape, pressed too early, would lose the password.
 *
 * @param {{title: string, name: string, email: string, password: string, onDone: () => void}} props
 */
export function CredentialsDialog({ title, name, email, password, onDone }) {
  return html`<${Sheet}
    title=${title}
    onClose=${() => {}}
    closable=${false}
    footer=${html`<${Button} onClick=${onDone}>Done<//>`}
  >
    <p>Pass these on to <strong>${name}</strong>, for example by phone.</p>
    <${Line} label="Email" value=${email} />
    <${Line} label="Password" value=${password} code />
    <div class="alert warning">
      <p>The password is shown this once only. Copy it before you close this; if it is lost, make a new one.</p>
    </div>
  <//>`;
}

/** @param {{label: string, value: string, code?: boolean}} props */
function Line({ label, value, code = false }) {
  const id = useId();
  return html`<div class="fields desk-credential">
    <div class="field">
      <label for=${id}>${label}</label>
      <input
        id=${id}
        type="text"
        class="no-error ${code ? "txt-code" : ""}"
        readonly
        value=${value}
        autocomplete="off"
        onFocus=${(/** @type {Event & {currentTarget: HTMLInputElement}} */ event) => event.currentTarget.select()}
      />
    </div>
    <div class="field addon"><${CopyButton} label=${`Copy ${label.toLowerCase()}`} text=${value} /></div>
  </div>`;
}
