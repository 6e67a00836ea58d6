// @ts-check

import { html } from "/shared/vendor/preact.js";
import { documentAddress } from "../lib/address.js";
import { Empty } from "../ui/states.js";

/**
 * Why a document cannot be signed, and what to do about it.
 *
 * @param {{doc: DeskDocument, fitness: Extract<Fitness, {fit: false}>}} props
 */
export function Unfit({ doc, fitness }) {
  return html`<${Empty} icon="file-warning" title="This document cannot be sent to sign.">
    <p>${fitness.advice}</p>
    <p>Then give the document the new file, with Replace file in its menu.</p>
    <a class="btn secondary" href=${documentAddress(doc.id)}><span class="txt">Back to the document</span></a>
  <//>`;
}
