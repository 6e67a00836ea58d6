// @ts-check

import { html } from "/shared/vendor/preact.js";
import { formatDateTime } from "/shared/format.js";
import { post } from "../data/api.js";
import { useAction, useLive } from "../data/hooks.js";
import { useListState, usePage } from "../data/lists.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";
import { MAIL_STATES } from "../lib/labels.js";
import { quote } from "../lib/query.js";
import { Chip, When } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { PageContent } from "../ui/page.js";
import { Pager } from "../ui/pager.js";
import { Filter } from "../ui/search.js";
import { Empty, Failure, Loading, Stale } from "../ui/states.js";
import { Table } from "../ui/table.js";

const PER_PAGE = 30;
const DEFAULTS = { q: "", state: "", sort: "-created", page: 1 };
const STATES = Object.entries(MAIL_STATES).map(([value, { label }]) => ({ value, label }));

/** @param {{query: Record<string, string[]>}} props */
export function Page({ query }) {
  const { wanted, settled, change } = useListState("#/outbox", query, DEFAULTS);
  const mails = usePage("outbox", {
    page: settled.page,
    perPage: PER_PAGE,
    filter: settled.state && `state = ${quote(settled.state)}`,
    sort: settled.sort,
  });
  useLive(["outbox"], mails.reload);

  const tools = html`<div class="desk-tools">
    <${Filter}
      label="State"
      value=${wanted.state}
      choices=${[{ value: "", label: "All mails" }, ...STATES]}
      onInput=${(/** @type {string} */ state) => change({ state })}
    />
  </div>`;
  return html`<${PageContent} title="Outbox" tools=${tools}>
    <${Mails} mails=${mails} settled=${settled} change=${change} />
  <//>`;
}

/**
 * @param {{mails: ReturnType<typeof usePage>, settled: typeof DEFAULTS,
 *   change: (part: Partial<typeof DEFAULTS>) => void}} props
 */
function Mails({ mails, settled, change }) {
  const { canEdit } = useMe();
  const { rows, error, loading, reload, total } = mails;
  if (!rows) return error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  if (!rows.length && settled.page === 1) {
    return html`<${Empty} icon="mail-check" title=${settled.state ? "No such mail." : "No mail yet."}>
      ${
        settled.state
          ? html`<${Button} tone="secondary" onClick=${() => change({ state: "" })}>Show all mails<//>`
          : html`<p>Every mail that Portico sends is listed here, with what became of it.</p>`
      }
    <//>`;
  }
  return html`
    <${Stale} error=${error} onRetry=${reload} />
    <${Table} label="Mails" columns=${columns(canEdit, reload)} rows=${rows} busy=${loading} />
    <${Pager}
      page=${settled.page}
      perPage=${PER_PAGE}
      shown=${rows.length}
      total=${total}
      one="mail"
      onPage=${(/** @type {number} */ page) => change({ page })}
    />
  `;
}

/**
 * @param {boolean} canEdit
 * @param {() => void} onChanged
 * @returns {import("../ui/table.js").Column<Mail>[]}
 */
function columns(canEdit, onChanged) {
  /** @type {import("../ui/table.js").Column<Mail>[]} */
  const shown = [
    { label: "To", className: "desk-main-cell", cell: (mail) => html`<span class="desk-break">${mail.to}</span>` },
    { label: "Subject", cell: (mail) => mail.subject },
    { label: "State", cell: (mail) => html`<${State} mail=${mail} />` },
    { label: "Attempts", className: "desk-fit", cell: (mail) => mail.attempts },
    { label: "Written", className: "desk-fit", cell: (mail) => html`<${When} at=${mail.created} />` },
  ];
  if (!canEdit) return shown;
  const again = {
    label: "",
    className: "desk-actions-cell",
    cell: (/** @type {Mail} */ mail) =>
      mail.state !== "sent" && html`<${SendAgain} mail=${mail} onChanged=${onChanged} />`,
  };
  return [...shown, again];
}

/** @param {{mail: Mail}} props */
function State({ mail }) {
  const { label, tone } = MAIL_STATES[mail.state] ?? { label: mail.state, tone: "" };
  return html`<div class="desk-mail-state">
    <${Chip} tone=${tone}>${label}<//>
    ${
      mail.state === "queued" &&
      mail.next_attempt &&
      html`<span class="txt-hint txt-sm">Next attempt: ${formatDateTime(mail.next_attempt)}</span>`
    }
    ${mail.state === "sent" && mail.sent && html`<span class="txt-hint txt-sm">${formatDateTime(mail.sent)}</span>`}
    ${mail.last_error && mail.state !== "sent" && html`<span class="desk-mail-error">${mail.last_error}</span>`}
  </div>`;
}

/** @param {{mail: Mail, onChanged: () => void}} props */
function SendAgain({ mail, onChanged }) {
  const { run, busy } = useAction(async () => {
    try {
      await post(`/api/desk/outbox/${mail.id}/send`);
      host().toast("It is being sent again.");
    } catch (error) {
      host().warn(problem(error).title);
    }
    onChanged();
  });
  return html`<${Button} size="sm" tone="secondary" busy=${busy} onClick=${run}>Send again<//>`;
}
