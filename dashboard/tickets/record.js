// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { useLive, useLoad } from "../data/hooks.js";
import { PER_PAGE } from "../data/lists.js";
import { loadTickets } from "../data/tickets.js";
import { Button } from "../ui/button.js";
import { useMayEdit } from "../ui/desk.js";
import { COLUMNS, TicketList } from "./list.js";
import { NewTicket } from "./new.js";

const EMPTY = { title: "No tickets yet.", text: "What clients ask the help desk in the portal appears here." };

/** The column that would say on every line whose record this is. */
const OWN = { contact: "Client", project: "Project" };

/**
 * The tickets of a contact, or about a project.
 *
 * @param {{scope: Scope & {type: "contact" | "project"}}} props
 */
export function RecordTickets({ scope }) {
  const { type, id } = scope;
  const canEdit = useMayEdit(type === "project" ? id : undefined);
  const [page, setPage] = useState(1);
  const [adding, setAdding] = useState(false);
  const found = useLoad((signal) => loadTickets({ status: "all", q: "", page, perPage: PER_PAGE, [type]: id }, signal), [id, page]);
  useLive(["tickets", "conversations"], found.reload);
  return html`<div>
    ${
      canEdit &&
      html`<div class="desk-bar desk-bar-end"><${Button} icon="add" onClick=${() => setAdding(true)}>New ticket<//></div>`
    }
    <${TicketList}
      found=${found}
      columns=${COLUMNS.filter(({ label }) => label !== OWN[type])}
      page=${page}
      empty=${EMPTY}
      change=${(/** @type {{page: number}} */ next) => setPage(next.page)}
    />
    ${adding && html`<${NewTicket} scope=${scope} onClose=${() => setAdding(false)} />`}
  </div>`;
}
