// @ts-check

import { html, useId, useRef, useState } from "/shared/vendor/preact.js";
import { newKey } from "/shared/upload.js";
import { useAction } from "../data/hooks.js";
import { openTicket } from "../data/tickets.js";
import { host } from "../host.js";
import { ticketAddress } from "../lib/address.js";
import { problem } from "../lib/errors.js";
import { contactReads } from "../lib/messages.js";
import { Button } from "../ui/button.js";
import { Sheet } from "../ui/dialog.js";
import { Form, TextArea, TextField, binder } from "../ui/form.js";
import { Picker } from "../ui/picker.js";
import { Refusal } from "../ui/states.js";

/**
 * Opens a ticket for a client, who has called or written elsewhere.
 *
 * @param {{scope?: Scope & {type: "contact" | "project"}, onClose: () => void}} props `scope`: whom or what it is for.
 */
export function NewTicket({ scope, onClose }) {
  const id = useId();
  const key = useRef(newKey());
  const [contact, setContact] = useState(/** @type {Named | undefined} */ (scope?.type === "contact" ? scope : undefined));
  const [project, setProject] = useState(/** @type {Named | undefined} */ (scope?.type === "project" ? scope : undefined));
  const [values, setValues] = useState({ subject: "", text: "" });
  const { run, busy, error } = useAction(async () => {
    const ticket = await openTicket({ ...values, contact: contact?.id ?? "", project: project?.id ?? "" }, key.current);
    host().toast("Ticket opened.");
    onClose();
    location.hash = ticketAddress(ticket.id);
  });
  const { fields } = problem(error);
  const bind = binder(values, setValues, fields);

  return html`<${Sheet}
    title="New ticket"
    shape="popup"
    onClose=${() => busy || onClose()}
    footer=${html`
      <${Button} tone="transparent" onClick=${onClose} disabled=${busy}>Cancel<//>
      <${Button} type="submit" form=${id} busy=${busy} disabled=${!contact}>Open ticket<//>
    `}
  >
    <${Form} id=${id} onSubmit=${run} fields=${fields}>
      <${Refusal} error=${error} shown=${values} />
      ${scope && html`<p class="txt-hint">For ${scope.name}.</p>`}
      ${
        scope?.type !== "contact" &&
        html`<div>
          <${Picker}
            label="Client"
            collection="contacts"
            value=${contact}
            onPick=${setContact}
            hint=${(/** @type {Contact} */ found) => found.email}
            autofocus
          />
          <div class="field-help">${note(contact)}</div>
        </div>`
      }
      ${
        scope?.type !== "project" &&
        html`<${Picker} label="Project, if it is about one" collection="projects" value=${project} onPick=${setProject} optional />`
      }
      <${TextField} label="Subject" ...${bind("subject")} required maxLength=${200} autofocus=${scope?.type === "contact"} />
      <${TextArea} label="First message" ...${bind("text")} rows=${5} maxLength=${5000} help="The client reads it in the portal. Files can be added on the next page." />
    <//>
  <//>`;
}

/** @param {Named | undefined} picked */
function note(picked) {
  return (picked && "access" in picked && contactReads(/** @type {Contact} */ (picked))) || "They read and answer it in the portal.";
}
