// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { Button } from "../ui/button.js";
import { useMayEdit } from "../ui/desk.js";
import { NewRequest } from "./form.js";
import { RequestList, RequestTools, useRequests } from "./list.js";

/**
 * What a contact, a company or a project is asked for.
 *
 * @param {{scope: Scope, path: string, query: Route["query"]}} props
 */
export function RecordRequests({ scope, path, query }) {
  const canEdit = useMayEdit(scope.type === "project" ? scope.id : undefined);
  const [adding, setAdding] = useState(false);
  const requests = useRequests({ path, query, scope });
  const add = canEdit && (() => setAdding(true));
  return html`<div>
    <div class="desk-bar">
      <${RequestTools} requests=${requests} />
      ${add && html`<${Button} icon="add" onClick=${add}>New request<//>`}
    </div>
    <${RequestList} requests=${requests} onAdd=${false} />
    ${adding && html`<${NewRequest} scope=${scope} onClose=${() => setAdding(false)} />`}
  </div>`;
}
