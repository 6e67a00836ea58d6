// @ts-check

import { html } from "/shared/vendor/preact.js";
import { loadDocument } from "../data/documents.js";
import { useLoad } from "../data/hooks.js";
import { loadDocumentSignings, loadFitness } from "../data/signings.js";
import { documentAddress, signingAddress } from "../lib/address.js";
import { canBeWithdrawn, openRound } from "../lib/signings.js";
import { Prepare } from "../signing/prepare.js";
import { Unfit } from "../signing/unfit.js";
import { useMayEdit } from "../ui/desk.js";
import { PageContent } from "../ui/page.js";
import { Empty, Failure, Loading } from "../ui/states.js";

/** Prepares a document to be signed. @param {Route} props */
export function Page({ params }) {
  const { data, error, reload } = useLoad(
    async (signal) => {
      const [doc, fitness, rounds] = await Promise.all([
        loadDocument(params.id, signal),
        loadFitness(params.id, signal),
        loadDocumentSignings(params.id, signal),
      ]);
      // What was begun is gone on with.
      const draft = rounds.find(({ status }) => status === "draft");
      if (draft) location.replace(signingAddress(draft.id));
      return { doc, fitness, open: openRound(rounds), draft };
    },
    [params.id],
  );
  if (data && !data.draft) return html`<${Checked} ...${data} />`;
  return html`<${PageContent} title="Send to sign" path=${[{ href: documentAddress(params.id), label: "Document" }]}>
    ${error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} label="Looking at the pages…" />`}
  <//>`;
}

/** @param {{doc: DeskDocument, fitness: Fitness, open: Signing | undefined}} props */
function Checked({ doc, fitness, open }) {
  const canEdit = useMayEdit(doc.project?.id);
  if (canEdit && fitness.fit && !open) return html`<${Prepare} doc=${doc} fitness=${fitness} />`;
  return html`<${PageContent} title="Send to sign" path=${[{ href: documentAddress(doc.id), label: doc.title }]}>
    ${!canEdit && html`<${Failure} error=${{ status: 403 }} />`}
    ${canEdit && open && html`<${Asked} round=${open} />`}
    ${canEdit && !open && html`<${Unfit} doc=${doc} fitness=${fitness} />`}
  <//>`;
}

/** @param {{round: Signing}} props */
function Asked({ round }) {
  return html`<${Empty} icon="quill-pen" title="This document is being signed already.">
    <p>${canBeWithdrawn(round) ? "To have it signed in another way, withdraw that first." : "Everyone has signed. The finished PDF is being made."}</p>
    <a class="btn secondary" href=${signingAddress(round.id)}><span class="txt">Show who has signed</span></a>
  <//>`;
}
