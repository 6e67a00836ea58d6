// @ts-check
// Under an open document: that it waits for a signature, or that it was signed.

import { formatDate } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { html } from "../../shared/vendor/preact.js";
import { signingHref } from "../route.js";
import { dueWords } from "./words.js";

/** @param {{doc: import("../types.js").PortalDocument}} props */
export function SignBar({ doc: { signing, signedOn } }) {
  if (signing?.turn) {
    return html`<div class="bill-bar">
      <p class="bill-bar-text"><strong>Waits for your signature</strong> <span>${dueWords(signing)}</span></p>
      <div class="bill-bar-actions">
        <a class="button button-primary" href=${signingHref(signing.id)}><${Icon} name="sign" size=${18} /> Sign this document</a>
      </div>
    </div>`;
  }
  const words = standing(signing ?? null, signedOn ?? "");
  if (!words) return null;
  return html`<div class="bill-bar">
    <p class="bill-outcome bill-outcome-accepted"><${Icon} name="check" /> <span><strong>${words}</strong></span></p>
    ${signing && html`<div class="bill-bar-actions"><a class="button" href=${signingHref(signing.id)}>How it stands</a></div>`}
  </div>`;
}

/**
 * @param {import("../types.js").Signing | null} signing
 * @param {string} signedOn
 */
function standing(signing, signedOn) {
  if (signing?.status === "sealing") return "Everyone has signed. The finished document is being made.";
  if (signing?.status === "sent" && signing.state === "signed") return "You have signed. It waits for the others.";
  return signedOn && `Signed by everyone on ${formatDate(signedOn)}.`;
}
