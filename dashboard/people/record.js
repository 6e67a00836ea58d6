// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { Button, IconButton } from "../ui/button.js";
import { DeleteRecord } from "./delete.js";

/**
 * The ways to change a contact, a company or a project and to delete it: the buttons, and the dialogs that they open.
 *
 * @param {{scope: Scope, list: string, onChanged: () => void,
 *   form: (dialog: {onClose: () => void, onSaved: () => void}) => unknown}} options
 *   `list`: the address to go to when it is gone.
 */
export function useRecordDialogs({ scope, list, onChanged, form }) {
  const [open, setOpen] = useState(/** @type {"" | "edit" | "delete"} */ (""));
  const onClose = () => setOpen("");
  const edit = () => setOpen("edit");
  const onSaved = () => {
    onClose();
    onChanged();
  };
  const onDeleted = () => {
    location.hash = list;
  };
  return {
    edit,
    buttons: html`
      <${IconButton} icon="delete-bin-7" label="Delete ${scope.type}" size="" onClick=${() => setOpen("delete")} />
      <${Button} tone="secondary" icon="edit" onClick=${edit}>Edit<//>
    `,
    dialogs: html`
      ${open === "edit" && form({ onClose, onSaved })}
      ${open === "delete" && html`<${DeleteRecord} scope=${scope} onClose=${onClose} onDeleted=${onDeleted} />`}
    `,
  };
}
