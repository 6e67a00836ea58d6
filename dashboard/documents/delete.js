// @ts-check

import { html, useRef, useState } from "/shared/vendor/preact.js";
import { formatDateTime } from "/shared/format.js";
import { destroy } from "../data/api.js";
import { useLoad } from "../data/hooks.js";
import { loadDocumentSignings } from "../data/signings.js";
import { host } from "../host.js";
import { canBeSigned, completedRound, openRound, signedBy } from "../lib/signings.js";
import { Confirm } from "../ui/dialog.js";
import { CheckField } from "../ui/form.js";
import { Failure, Loading } from "../ui/states.js";

/**
 * Asks before a document is deleted; and once more where everyone has signed it.
 *
 * @param {{doc: DeskDocument, onClose: () => void, onDeleted: () => void}} props
 */
export function DeleteDialog({ doc, onClose, onDeleted }) {
  const { data, error, reload } = useLoad(
    async (signal) => (canBeSigned(doc) ? loadDocumentSignings(doc.id, signal) : []),
    [doc.id],
  );
  const [asksAgain, setAsksAgain] = useState(false);
  const goesOn = useRef(false);
  const signed = data && completedRound(data);

  const remove = async () => {
    await destroy("documents", doc.id);
    host().toast(signed ? "Document deleted. Its certificate stays, under Signing." : "Document deleted.");
    onDeleted();
  };
  const first = async () => {
    if (signed) goesOn.current = true;
    else await remove();
  };

  if (asksAgain && signed) return html`<${DeleteSigned} doc=${doc} round=${signed} onConfirm=${remove} onClose=${onClose} />`;
  return html`<${Confirm}
    title="Delete this document for good?"
    confirm="Delete"
    ready=${Boolean(data)}
    onConfirm=${first}
    onClose=${() => (goesOn.current ? setAsksAgain(true) : onClose())}
  >
    ${!data && (error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`)}
    <p><strong>${doc.title}</strong> and its file are removed for everybody. This cannot be undone.</p>
    ${doc.shares.length > 0 && html`<p>Clients it is shared with lose it at once.</p>`}
    ${doc.origin === "portal" && html`<p>The client who uploaded it no longer finds it in the portal either.</p>`}
    ${data && openRound(data) && html`<p>Nobody can sign it any more. Everyone who was asked to is told by mail.</p>`}
  <//>`;
}

/**
 * @param {{doc: DeskDocument, round: Signing, onConfirm: () => Promise<void>, onClose: () => void}} props
 */
function DeleteSigned({ doc, round, onConfirm, onClose }) {
  const [sure, setSure] = useState(false);
  return html`<${Confirm}
    title="This document is signed. Delete it all the same?"
    confirm="Delete signed document"
    keep="Keep it"
    ready=${sure}
    onConfirm=${onConfirm}
    onClose=${onClose}
  >
    <p>
      <strong>${doc.title}</strong> was signed by ${signedBy(round)}, and finished on ${formatDateTime(round.ended)}. Here,
      the signed PDF is gone for good then: download it first, if you may need it.
    </p>
    <p>The certificate of who signed it, when and how stays, under Signing.</p>
    <${CheckField} label="Delete the signed document for good" checked=${sure} onChange=${setSure} />
  <//>`;
}
