// @ts-check

import { html, useId } from "/shared/vendor/preact.js";
import { CopyButton } from "../ui/bits.js";
import { Button } from "../ui/button.js";

/**
 * The address of a link that was made, the only time that it is shown.
 *
 * @param {{url: string, onMore: () => void}} props
 */
export function MadeLink({ url, onMore }) {
  const id = useId();
  return html`<div class="desk-form">
    <div class="fields desk-credential">
      <div class="field">
        <label for=${id}>Address</label>
        <input
          id=${id}
          type="text"
          class="no-error txt-code"
          readonly
          value=${url}
          autocomplete="off"
          onFocus=${(/** @type {Event & {currentTarget: HTMLInputElement}} */ event) => event.currentTarget.select()}
        />
      </div>
      <div class="field addon"><${CopyButton} label="Copy address" text=${url} /></div>
    </div>
    <div class="alert warning">
      <p>The address is shown this once only. Copy it before you close this; if it is lost, create another link.</p>
    </div>
    <div><${Button} size="sm" tone="secondary" onClick=${onMore}>Create another<//></div>
  </div>`;
}
