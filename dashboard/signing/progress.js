// @ts-check

import { html } from "/shared/vendor/preact.js";
import { formatDateTime } from "/shared/format.js";
import { contactAddress } from "../lib/address.js";
import { SIGNING_STATUS, nameOfSigner, signerState } from "../lib/signings.js";
import { Chip } from "../ui/bits.js";

/** @param {{status: SigningStatus}} props */
export function SigningChip({ status }) {
  const { label, tone, icon } = SIGNING_STATUS[status];
  return html`<${Chip} tone=${tone} icon=${icon}>${label}<//>`;
}

/**
 * How it stands with each signer.
 *
 * @param {{round: Signing}} props
 */
export function SignerList({ round }) {
  return html`<ol class="desk-signed-list ${round.inOrder ? "in-order" : ""}" aria-label="Signers">
    ${round.signers.map((signer) => html`<${SignerLine} key=${signer.id} round=${round} signer=${signer} />`)}
  </ol>`;
}

/** @param {{round: Signing, signer: Signature}} props */
function SignerLine({ round, signer }) {
  const { contact, staff, email, reason, proof, mine } = signer;
  const name = nameOfSigner(signer);
  const state = signerState(round, signer);
  const at = lastMoment(signer);
  return html`<li>
    <div class="desk-signed-who">
      <span>
        ${contact ? html`<a href=${contactAddress(contact.id)}>${name}</a>` : name}
        ${staff && html`${" "}<span class="txt-hint">${mine ? "(you)" : "counter-signs"}</span>`}
      </span>
      ${email && html`<span class="txt-hint txt-sm">${email}</span>`}
      ${reason && html`<p class="desk-text desk-answer">${reason}</p>`}
    </div>
    <div class="desk-signed-state">
      ${round.status !== "draft" && html`<${Chip} tone=${state.tone}>${state.label}<//>`}
      ${at && html`<span class="txt-hint txt-sm" title=${proof || undefined}>${formatDateTime(at)}</span>`}
    </div>
  </li>`;
}

/** When they did last what they did. @param {Signature} signer */
function lastMoment({ signed, opened, told, turn }) {
  return signed || opened || (turn ? told : "");
}
