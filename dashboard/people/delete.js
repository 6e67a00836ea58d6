// @ts-check

import { html } from "/shared/vendor/preact.js";
import { destroy, get } from "../data/api.js";
import { useLoad } from "../data/hooks.js";
import { host } from "../host.js";
import { deletionText } from "../lib/labels.js";
import { Confirm } from "../ui/dialog.js";
import { Failure, Loading } from "../ui/states.js";

const COLLECTIONS = /** @type {const} */ ({ contact: "contacts", company: "companies", project: "projects" });

/** What does less, where that is enough. */
const INSTEAD = {
  contact: " To end portal access only, use Revoke.",
  company: "",
  project: " To put it away only, give it the status Archived.",
};

/**
 * Asks before a contact, company or project is deleted, and says what goes with it.
 *
 * @param {{scope: Scope, onClose: () => void, onDeleted: () => void}} props
 */
export function DeleteRecord({ scope, onClose, onDeleted }) {
  const collection = COLLECTIONS[scope.type];
  const counts = useLoad(
    /** @returns {Promise<Record<string, number>>} */
    (signal) => get(`/api/desk/${collection}/${scope.id}/deletion`, {}, signal),
    [scope.id],
  );
  const confirm = async () => {
    await destroy(collection, scope.id);
    host().toast(`${scope.name} deleted.`);
    onDeleted();
  };
  const { goes, stays } = deletionText(scope.type, counts.data ?? {});

  return html`<${Confirm}
    title="Delete ${scope.name}?"
    confirm="Delete"
    ready=${Boolean(counts.data)}
    onConfirm=${confirm}
    onClose=${onClose}
  >
    ${!counts.data && (counts.error ? html`<${Failure} ...${counts} onRetry=${counts.reload} />` : html`<${Loading} />`)}
    ${
      counts.data &&
      html`<p>${goes}</p>
      ${stays && html`<p>${stays}</p>`}
      <p>This cannot be undone.${INSTEAD[scope.type]}</p>`
    }
  <//>`;
}
