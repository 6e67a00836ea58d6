// @ts-check

import { html, useRef, useState } from "/shared/vendor/preact.js";
import { formatSize } from "/shared/format.js";
import { MOST_FILES, arrived, whatHolds } from "/shared/messages/attachments.js";
import { FilesToSend } from "/shared/messages/files-to-send.js";
import { useAttachments } from "/shared/messages/use-attachments.js";
import { keyring } from "/shared/upload.js";
import { useAction } from "../data/hooks.js";
import { attach, detach } from "../data/messages.js";
import { openTicket } from "../data/tickets.js";
import { DropZone } from "../documents/drop_zone.js";
import { host } from "../host.js";
import { ticketAddress } from "../lib/address.js";
import { problem } from "../lib/errors.js";
import { contactReads } from "../lib/messages.js";
import { useFirm } from "../ui/desk.js";
import { TextArea, TextField, binder, useValues } from "../ui/form.js";
import { FormDialog } from "../ui/form_dialog.js";
import { Picker } from "../ui/picker.js";
import { Refusal } from "../ui/states.js";

/**
 * Opens a ticket for a client, who has called or written elsewhere.
 *
 * @param {{scope?: Scope & {type: "contact" | "project"}, onClose: () => void}} props `scope`: whom or what it is for.
 */
export function NewTicket({ scope, onClose }) {
  const keys = useRef(keyring());
  const { maxUploadSize } = useFirm();
  const limits = { maxSize: maxUploadSize };
  const files = useAttachments({ id: "ticket/new", attach, detach, limits });
  const held = whatHolds(files.items);
  const [contact, setContact] = useState(/** @type {Named | undefined} */ (scope?.type === "contact" ? scope : undefined));
  const [project, setProject] = useState(/** @type {Named | undefined} */ (scope?.type === "project" ? scope : undefined));
  const { values, setValues, dirty } = useValues({ subject: "", text: "" });
  const { run, busy, error } = useAction(async () => {
    const sent = arrived(files.items).map((file) => file.id);
    const body = { ...values, contact: contact?.id ?? "", project: project?.id ?? "", files: sent };
    const ticket = await openTicket(body, keys.current.keyFor(body));
    host().toast("Ticket opened.");
    onClose();
    location.hash = ticketAddress(ticket.id);
  });
  const { fields } = problem(error);
  const bind = binder(values, setValues, fields);

  return html`<${FormDialog}
    title="New ticket"
    shape="popup"
    submit="Open ticket"
    ready=${Boolean(contact) && !held}
    dirty=${dirty || files.items.length > 0}
    busy=${busy}
    lost="Nothing has been sent yet."
    fields=${fields}
    aside=${held && html`<span class="txt-hint" role="status">${held}</span>`}
    onSubmit=${run}
    onClose=${onClose}
  >
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
    <${TextArea} label="First message" ...${bind("text")} rows=${5} maxLength=${5000} help="The client reads it in the portal." />
    <div class="talk desk-attached"><${FilesToSend} files=${files} limits=${limits} firm="whoever runs your Portico" /></div>
    ${
      files.items.length < MOST_FILES &&
      html`<${DropZone} multiple onFiles=${files.add} disabled=${busy} hint="At most ${formatSize(maxUploadSize)} each" />`
    }
  <//>`;
}

/** @param {Named | undefined} picked */
function note(picked) {
  return (picked && "access" in picked && contactReads(/** @type {Contact} */ (picked))) || "They read and answer it in the portal.";
}
