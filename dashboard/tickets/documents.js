// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { useLive, useLoad } from "../data/hooks.js";
import { loadTicketDocuments } from "../data/tickets.js";
import { AddDocuments } from "../documents/add.js";
import { DocumentRow } from "../documents/row.js";
import { Button } from "../ui/button.js";
import { Pager } from "../ui/pager.js";
import { Section } from "../ui/record.js";
import { Failure, Loading, Stale } from "../ui/states.js";

const PER_PAGE = 30;

/**
 * The documents of a ticket. They are shared with its client, and filed under them.
 *
 * @param {{ticket: Ticket, client: Scope, canEdit: boolean}} props
 */
export function TicketDocuments({ ticket, client, canEdit }) {
  const { id } = ticket;
  const [page, setPage] = useState(1);
  const [adding, setAdding] = useState(false);
  const { data, error, loading, reload } = useLoad(
    (signal) => loadTicketDocuments(id, { page, perPage: PER_PAGE }, signal),
    [id, page],
  );
  useLive(["documents", "shares", "conversations"], reload);
  const actions = canEdit && html`<${Button} size="sm" onClick=${() => setAdding(true)}>+ Add<//>`;

  return html`<${Section} title="Documents" actions=${actions}>
    ${!data && (error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`)}
    ${data && html`<${Stale} error=${error} onRetry=${reload} />`}
    ${data?.items.length === 0 && html`<p class="txt-hint">Nothing was sent with this ticket yet.</p>`}
    <ul class="desk-rows ${loading ? "desk-busy" : ""}" aria-label="Documents" aria-busy=${loading}>
      ${data?.items.map((doc) => html`<${DocumentRow} key=${doc.id} doc=${doc} scope=${client} onChanged=${reload} />`)}
    </ul>
    ${
      data &&
      data.totalItems > PER_PAGE &&
      html`<${Pager}
        page=${page}
        perPage=${PER_PAGE}
        shown=${data.items.length}
        total=${data.totalItems}
        one="document"
        onPage=${setPage}
      />`
    }
    ${
      adding &&
      html`<${AddDocuments} scope=${client} ticket=${id} shared onClose=${() => setAdding(false)} onAdded=${reload} />`
    }
  <//>`;
}
