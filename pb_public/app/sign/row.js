// @ts-check
// One document to sign in a list.

import { Icon } from "../../shared/icons.js";
import { html } from "../../shared/vendor/preact.js";
import { signingHref } from "../route.js";
import { rowWords, stateWords } from "./words.js";

/** @param {{signing: import("../types.js").Signing}} props */
export function SigningRow({ signing }) {
  const { id, title, turn } = signing;
  const { text, tone } = stateWords(signing);
  return html`<li class="row task-row">
    <span class="tile"><${Icon} name=${turn ? "sign" : "document"} size=${22} /></span>
    <div class="row-main">
      <h2 class="row-title"><a class="row-link" href=${signingHref(id)}>${title}</a></h2>
      <p class="row-description">${rowWords(signing)}</p>
    </div>
    ${!turn && html`<span class="task-state"><span class=${`chip chip-${tone}`}>${text}</span></span>`}
    <${Icon} name="chevron-right" />
  </li>`;
}
