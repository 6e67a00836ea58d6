// @ts-check

import { html } from "/shared/vendor/preact.js";
import { formatCalendarDay, formatDateTime } from "/shared/format.js";
import { useLive, useLoad } from "../data/hooks.js";
import { loadDocumentSignings } from "../data/signings.js";
import { signAddress, signingAddress } from "../lib/address.js";
import { canBeSigned, signedText } from "../lib/signings.js";
import { Section } from "../ui/record.js";
import { Failure, Loading, Stale } from "../ui/states.js";
import { SignerList, SigningChip } from "./progress.js";
import { RoundActions, RoundNews } from "./round.js";

/**
 * The rounds in which a document was, is or will be signed.
 *
 * @param {string} id
 */
export function useRounds(id) {
  const found = useLoad((signal) => loadDocumentSignings(id, signal), [id]);
  useLive(["signings", "signatures"], found.reload);
  return found;
}

/**
 * @param {{doc: DeskDocument, canEdit: boolean, found: import("../data/hooks.js").Loaded<Signing[]>}} props
 */
export function Rounds({ doc, canEdit, found: { data, error, reload } }) {
  if (data?.length === 0 && !canBeSigned(doc)) return null;
  return html`<${Section} title="Signing">
    ${!data && (error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`)}
    ${data && html`<${Stale} error=${error} onRetry=${reload} />`}
    ${
      data?.length === 0 &&
      html`<p class="txt-hint">
        Nobody was asked to sign this.${canEdit && html`${" "}<a href=${signAddress(doc.id)}>Prepare it for signing</a>`}
      </p>`
    }
    ${data?.map((round) => html`<${Round} key=${round.id} round=${round} onChanged=${reload} />`)}
  <//>`;
}

/** @param {{round: Signing, onChanged: () => void}} props */
function Round({ round, onChanged }) {
  const { id, status, due, sent, created, by, signers } = round;
  const mine = signers.some((signer) => signer.mine && signer.turn);
  return html`<article class="desk-round" aria-label="Signing, ${sent ? formatDateTime(sent) : "draft"}">
    <header>
      <${SigningChip} status=${status} />
      ${status === "sent" && html`<span>${signedText(round)}</span>`}
      <span class="txt-hint">
        ${sent ? `Sent ${formatDateTime(sent)}${by && ` by ${by}`}` : `Begun ${formatDateTime(created)}`}
        ${status === "sent" && due && `, due ${formatCalendarDay(due)}`}
      </span>
      <span class="desk-spring"></span>
      ${status !== "draft" && !mine && html`<a href=${signingAddress(id)}>Show</a>`}
      ${mine && html`<a class="btn sm" href=${signingAddress(id)}><span class="txt">Sign now</span></a>`}
      <${RoundActions} round=${round} small onChanged=${onChanged} onDeleted=${onChanged} />
    </header>
    <${RoundNews} round=${round} />
    ${signers.length > 0 && html`<${SignerList} round=${round} />`}
  </article>`;
}
