// @ts-check
// How a document stands that cannot be signed now: who has signed, and what happens next.

import { Icon } from "../../shared/icons.js";
import { html } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { download } from "../documents/download.js";
import { place } from "../place.js";
import { documentsHref } from "../route.js";
import { useStore } from "../store.js";
import { DocumentToSign } from "./document.js";
import { outcomeOf } from "./outcome-words.js";

/** @typedef {import("../types.js").WholeSigning} WholeSigning */

/** @param {{signing: WholeSigning}} props */
export function Outcome({ signing }) {
  const firm = useStore((state) => state.firm.name) || "The firm";
  const { icon, tone, title, text, quote } = outcomeOf(signing, firm);
  const going = signing.status === "sent" || signing.status === "sealing";
  return html`<div class="outcome">
      <div class=${`outcome-card is-${tone}`} role="status">
        <span class="state-icon"><${Icon} name=${icon} size=${28} /></span>
        <h2>${title}</h2>
        ${quote && html`<blockquote class="outcome-quote">${quote}</blockquote>`}
        <p class="outcome-text">${text}</p>
      </div>
      <${Signers} signing=${signing} />
      <${Actions} signing=${signing} />
    </div>
    ${going && html`<${DocumentToSign} signing=${signing} />`}`;
}

/** @type {Record<import("../types.js").Signer["state"], {icon: string, words: string}>} */
const STATES = {
  signed: { icon: "check", words: "Signed" },
  declined: { icon: "close", words: "Declined" },
  waiting: { icon: "clock", words: "Has not signed" },
};

/** @param {{signing: Pick<WholeSigning, "signers">}} props */
export function Signers({ signing: { signers } }) {
  return html`<ul class="signers" role="list" aria-label="Who signs">
    ${signers.map(
      ({ name, state, mine }, index) =>
        html`<li key=${index} class=${`signer is-${state}`}>
          <${Icon} name=${STATES[state].icon} size=${18} />
          <span class="signer-name">${name}${mine && " (you)"}</span>
          <span class="signer-state">${STATES[state].words}</span>
        </li>`,
    )}
  </ul>`;
}

/** @param {{signing: WholeSigning}} props */
function Actions({ signing: { status, document: id, title } }) {
  if (status === "sent" || status === "sealing") return null;
  const open = html`<a class=${`button ${status === "completed" ? "button-primary" : ""}`} href=${documentsHref("shared", {}, id)}>Open the document</a>`;
  if (status !== "completed") {
    return html`<div class="outcome-actions">
      ${open} ${!place.preview && html`<a class="button" href="#/messages/firm"><${Icon} name="messages" size=${18} /> Write a message</a>`}
    </div>`;
  }
  const url = api.downloadUrl(id);
  return html`<div class="outcome-actions">
      ${open}
      <a class="button" href=${url} download onClick=${(/** @type {MouseEvent} */ event) => download(event, url, title)}>
        <${Icon} name="download" size=${18} /> Download
      </a>
    </div>
    <p class="outcome-note">
      Whoever has a copy can <a href="/verify" target="_blank" rel="noopener">check that it is the one signed here<span class="visually-hidden">, opens in a new tab</span></a>.
    </p>`;
}
