// @ts-check

import { html } from "/shared/vendor/preact.js";
import { formatDateTime } from "/shared/format.js";
import { Icon } from "../ui/icon.js";

/**
 * What the client has said to an estimate.
 *
 * @param {{response: import("/shared/particulars.js").Response}} props
 */
export function Answer({ response: { answer, note, by, at } }) {
  const accepted = answer === "accepted";
  return html`<section class="desk-reply" aria-label="The client’s answer">
    <${Icon} name=${accepted ? "check-double" : "close-circle"} />
    <div>
      <p><strong>${accepted ? "Accepted" : "Declined"} by ${by}</strong> <span class="txt-hint">${formatDateTime(at)}</span></p>
      ${note ? html`<blockquote class="desk-text">${note}</blockquote>` : html`<p class="txt-hint">Without a note.</p>`}
    </div>
  </section>`;
}
