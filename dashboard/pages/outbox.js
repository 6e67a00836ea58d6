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
import { PagedTable } from "../ui/paged.js";
import { Filter } from "../ui/search.js";
import { Empty } from "../ui/states.js";

const DEFAULTS = { q: "", state: "", sort: "-created", page: 1 };
const STATES = Object.entries(MAIL_STATES).map(([value, { label }]) => ({ value, label }));

const NONE = html`<${Empty} icon="mail-check" title="No mail yet.">
  <p>Every mail that Portico sends is listed here, with what became of it.</p>
<//>`;

/** @param {{query: Record<string, string[]>}} props */
export function Page({ query }) {
  const { wanted, settled, change } = useListState("#/outbox", query, DEFAULTS);
  const { canEdit } = useMe();
  /** @type {ReturnType<typeof usePage<Mail>>} */
  const mails = usePage("outbox", {
    page: settled.page,
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
  const noMatch = html`<${Empty} icon="mail-check" title="No such mail.">
    <${Button} tone="secondary" onClick=${() => change({ state: "" })}>Show all mails<//>
  <//>`;
  return html`<${PageContent} title="Outbox" tools=${tools}>
    <${PagedTable}
      label="Mails"
      one="mail"
      columns=${columns(canEdit, mails.reload)}
      found=${mails}
      asked=${settled}
      change=${change}
      empty=${settled.state ? noMatch : NONE}
    />
  <//>`;
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
