// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { NewRequest } from "../requests/form.js";
import { RequestList, RequestTools, useRequests } from "../requests/list.js";
import { Templates } from "../requests/templates.js";
import { Button } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { PageContent } from "../ui/page.js";

/** @param {{query: Route["query"]}} props */
export function Page({ query }) {
  const { canEdit } = useMe();
  const [open, setOpen] = useState(/** @type {"" | "new" | "templates"} */ (""));
  const requests = useRequests({ path: "#/requests", query });
  const close = () => setOpen("");
  const add = canEdit && (() => setOpen("new"));
  const actions =
    add &&
    html`<${Button} tone="secondary" onClick=${() => setOpen("templates")}>Templates<//>
      <${Button} icon="add" onClick=${add}>New request<//>`;

  return html`<${PageContent} title="Requests" tools=${html`<${RequestTools} requests=${requests} />`} actions=${actions}>
    <${RequestList} requests=${requests} onAdd=${add} />
    ${open === "new" && html`<${NewRequest} onClose=${close} />`}
    ${open === "templates" && html`<${Templates} onClose=${close} />`}
  <//>`;
}
