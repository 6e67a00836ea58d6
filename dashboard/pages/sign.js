// @ts-check

import { html } from "/shared/vendor/preact.js";
import { loadDocument } from "../data/documents.js";
import { useLoad } from "../data/hooks.js";
import { loadFitness } from "../data/signings.js";
import { documentAddress } from "../lib/address.js";
import { Prepare } from "../signing/prepare.js";
import { Unfit } from "../signing/unfit.js";
import { useMayEdit } from "../ui/desk.js";
import { PageContent } from "../ui/page.js";
import { Failure, Loading } from "../ui/states.js";

/** Prepares a document to be signed. @param {Route} props */
export function Page({ params }) {
  const { data, error, reload } = useLoad(
    async (signal) => {
      const [doc, fitness] = await Promise.all([loadDocument(params.id, signal), loadFitness(params.id, signal)]);
      return { doc, fitness };
    },
    [params.id],
  );
  if (data) return html`<${Checked} ...${data} />`;
  return html`<${PageContent} title="Send to sign" path=${[{ href: documentAddress(params.id), label: "Document" }]}>
    ${error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} label="Looking at the pages…" />`}
  <//>`;
}

/** @param {{doc: DeskDocument, fitness: Fitness}} props */
function Checked({ doc, fitness }) {
  const canEdit = useMayEdit(doc.project?.id);
  if (canEdit && fitness.fit) return html`<${Prepare} doc=${doc} fitness=${fitness} />`;
  return html`<${PageContent} title="Send to sign" path=${[{ href: documentAddress(doc.id), label: doc.title }]}>
    ${canEdit ? html`<${Unfit} doc=${doc} fitness=${fitness} />` : html`<${Failure} error=${{ status: 403 }} />`}
  <//>`;
}
