// @ts-check

import { html } from "/shared/vendor/preact.js";
import { loadDocument } from "../data/documents.js";
import { useLive, useLoad } from "../data/hooks.js";
import { loadFitness, loadSigners, loadSigning } from "../data/signings.js";
import { documentAddress } from "../lib/address.js";
import { contactsOf, signedText } from "../lib/signings.js";
import { Countersign } from "../signing/countersign.js";
import { Prepare } from "../signing/prepare.js";
import { SignerList, SigningChip } from "../signing/progress.js";
import { DownloadSent, RoundActions, RoundFacts, RoundNews } from "../signing/round.js";
import { Unfit } from "../signing/unfit.js";
import { useMayEdit } from "../ui/desk.js";
import { PageContent } from "../ui/page.js";
import { Section } from "../ui/record.js";
import { Failure, Loading, Stale } from "../ui/states.js";

/** A round of signing: prepared while it is a draft, signed where it is one's own turn, else followed. @param {Route} props */
export function Page({ params }) {
  const { data, error, reload } = useLoad((signal) => load(params.id, signal), [params.id]);
  const isDraft = data?.round.status === "draft";
  useLive(["signings", "signatures", "documents"], isDraft ? stay : reload);

  if (!data) {
    return html`<${PageContent} title="Signing">
      ${error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`}
    <//>`;
  }
  const { round, doc, fitness, contacts } = data;
  if (doc && fitness) return html`<${Draft} doc=${doc} fitness=${fitness} round=${round} contacts=${contacts} />`;
  const own = round.signers.find(({ mine, turn }) => mine && turn);
  if (own) return html`<${Countersign} round=${round} own=${own} onDone=${reload} />`;
  return html`<${Round} round=${round} error=${error} onChanged=${reload} />`;
}

/** What is being prepared is not put aside for what a colleague does. */
const stay = () => {};

/** @param {string} id @param {AbortSignal} signal */
async function load(id, signal) {
  const round = await loadSigning(id, signal);
  if (round.status !== "draft") return { round };
  const [doc, fitness, contacts] = await Promise.all([
    loadDocument(round.document, signal),
    loadFitness(round.document, signal),
    loadSigners(contactsOf(round), signal),
  ]);
  return { round, doc, fitness, contacts };
}

/** @param {{doc: DeskDocument, fitness: Fitness, round: Signing, contacts: Contact[]}} props */
function Draft({ doc, fitness, round, contacts }) {
  const canEdit = useMayEdit(doc.project?.id);
  if (canEdit && fitness.fit) return html`<${Prepare} doc=${doc} fitness=${fitness} round=${round} contacts=${contacts} />`;
  return html`<${PageContent} title="Send to sign" path=${[{ href: documentAddress(doc.id), label: doc.title }]}>
    ${!fitness.fit && html`<${Unfit} doc=${doc} fitness=${fitness} />`}
    ${fitness.fit && html`<p class="txt-hint">It is being prepared and was sent to nobody yet.</p><${SignerList} round=${round} />`}
  <//>`;
}

/** @param {{round: Signing, error: unknown, onChanged: () => void}} props */
function Round({ round, error, onChanged }) {
  const { title, document, status, message } = round;
  return html`<${PageContent}
    title=${title}
    path=${[{ href: "#/signings", label: "Signing" }]}
    actions=${html`${document && html`<${DownloadSent} round=${round} />`}<${RoundActions} round=${round} onChanged=${onChanged} onDeleted=${onChanged} />`}
  >
    <${Stale} error=${error} onRetry=${onChanged} />
    <div class="desk-request-head">
      <${SigningChip} status=${status} />
      ${status === "sent" && html`<span>${signedText(round)}</span>`}
    </div>
    ${!document && html`<p class="alert info desk-note">The document was deleted. What was signed is told here all the same.</p>`}
    <${RoundNews} round=${round} />
    ${message && html`<p class="desk-text">${message}</p>`}
    <${RoundFacts} round=${round} />
    <${Section} title="Signers"><${SignerList} round=${round} /><//>
  <//>`;
}
