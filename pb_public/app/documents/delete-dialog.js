// @ts-check
// Asks before an upload is deleted.

import { ApiError } from "../../shared/http.js";
import { html, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { toast } from "../notices.js";
import { bumpVersion, useStore } from "../store.js";
import { ConfirmDialog } from "../ui/confirm.js";
import { explain } from "../words.js";

/** @typedef {import("../types.js").PortalDocument} PortalDocument */

/**
 * @param {{doc: PortalDocument, onDeleted: (doc: PortalDocument) => void, onClose: () => void}} props
 */
export function DeleteDialog({ doc, onDeleted, onClose }) {
  const firm = useStore((state) => state.firm.name);
  const [error, setError] = useState("");

  const onConfirm = async () => {
    setError("");
    try {
      await api.deleteDocument(doc.id);
    } catch (err) {
      // Deleted already, in another tab or by the firm: that is what was wanted.
      if (!(err instanceof ApiError) || err.status !== 404) {
        setError(explain(err, firm));
        return;
      }
    }
    toast(`“${doc.title}” was deleted.`);
    onDeleted(doc);
    bumpVersion();
  };

  return html`<${ConfirmDialog}
    title="Delete this document?"
    action="Delete"
    danger
    error=${error}
    onConfirm=${onConfirm}
    onClose=${onClose}
  >
    <p><strong>${doc.title}</strong> will be removed here and at ${firm || "the firm"}. This cannot be undone.</p>
  <//>`;
}
