// @ts-check
// New ticket: a subject, what it is about, and files.

import { Dialog } from "../../shared/dialog.js";
import { acceptAttribute } from "../../shared/filetypes.js";
import { Icon } from "../../shared/icons.js";
import { MOST_FILES, arrived, whatHolds } from "../../shared/messages/attachments.js";
import { LONGEST_TEXT } from "../../shared/messages/composer.js";
import { useAttachments } from "../../shared/messages/use-attachments.js";
import { keyring } from "../../shared/upload.js";
import { useDrop } from "../../shared/use-drop.js";
import { html, useId, useRef, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { toast } from "../notices.js";
import { ticketHref } from "../route.js";
import { bumpVersion, useStore } from "../store.js";
import { ConfirmDialog } from "../ui/confirm.js";
import { Button, FormError, TextArea, TextField } from "../ui/field.js";
import { FilesComing } from "../ui/files-coming.js";
import { useForm } from "../ui/form.js";
import { PickButton } from "../upload/drop-zone.js";
import { go } from "../use-route.js";
import { refuse } from "../words.js";

const LONGEST_SUBJECT = 200;

/** @param {{onClose: () => void}} props */
export function NewTicketDialog({ onClose }) {
  const headingId = useId();
  const firm = useStore((state) => state.firm);
  const limits = { maxSize: firm.maxUploadSize, allowedTypes: firm.allowedTypes };
  const files = useAttachments({ id: "ticket/new", attach: api.attachFile, detach: api.detachFile, limits });
  const { over, ...drop } = useDrop(files.add);
  const [leaving, setLeaving] = useState(false);
  const form = useOpening(files.items, onClose);

  const leave = () => {
    if (leaving) return;
    const begun = files.items.length > 0 || [...new FormData(form.ref.current ?? undefined).entries()].some(([name, value]) => name !== "project" && value);
    if (begun) setLeaving(true);
    else onClose();
  };

  return html`<${Dialog} labelledBy=${headingId} class="upload" onClose=${leave}>
    <form class="upload-form" method="post" noValidate ref=${form.ref} onSubmit=${form.onSubmit} ...${drop}>
      <div class="dialog-top">
        <h2 id=${headingId}>New ticket</h2>
        <button type="button" class="icon-button" onClick=${leave}><${Icon} name="close" /><span class="visually-hidden">Close</span></button>
      </div>
      <div class="upload-body">
        <${FormError} text=${form.error} />
        <${TextField} label="Subject" name="subject" error=${form.fields["subject"]} input=${{ autofocus: true, maxlength: LONGEST_SUBJECT, autocomplete: "off" }} />
        <${TextArea} label="What is it about?" name="text" error=${form.fields["text"]} input=${{ rows: 5, maxlength: LONGEST_TEXT }} />
        <${ProjectField} />
        <div class="field">
          <p class="field-label">Files</p>
          <span class="field-optional" aria-hidden="true">optional</span>
          <${FilesComing} files=${files} keep />
          ${form.fields["files"] && html`<p class="field-error" role="alert"><${Icon} name="alert" size=${16} /> <span>${form.fields["files"]}</span></p>`}
          ${files.items.length < MOST_FILES &&
          html`<div class=${`drop drop-small ${over ? "is-over" : ""}`} role="group" aria-label="Files">
            <p class="drop-text">Drop files here, or</p>
            <${PickButton} label="Choose files" icon="paperclip" input=${{ multiple: true, accept: acceptAttribute(firm.allowedTypes) || undefined }} onFiles=${files.add} />
          </div>`}
        </div>
      </div>
      <div class="dialog-actions">
        <${Button} onClick=${leave}>Cancel<//>
        <${Button} type="submit" class="button-primary" busy=${form.busy}><${Icon} name="send" /> Open ticket<//>
      </div>
    </form>
    ${leaving &&
    html`<${ConfirmDialog} title="Discard this ticket?" action="Discard" danger cancel="Go on" onConfirm=${onClose} onClose=${() => setLeaving(false)}>
      <p>Nothing has been sent yet.</p>
    <//>`}
  <//>`;
}

/**
 * @param {readonly import("../../shared/messages/attachments.js").Attachment[]} items
 * @param {() => void} onClose
 */
function useOpening(items, onClose) {
  const keys = useRef(keyring());
  return useForm(
    async (values) => {
      const subject = values["subject"]?.trim() ?? "";
      const text = values["text"]?.trim() ?? "";
      refuse({
        subject: subject ? "" : "Enter a subject.",
        text: text || arrived(items).length > 0 ? "" : "Say what it is about.",
        files: whatHolds(items),
      });
      const ticket = { subject, text, files: arrived(items).map(({ id }) => id), project: values["project"] ?? "" };
      const opened = await api.openTicket(ticket, keys.current.keyFor(ticket));
      toast(`Ticket ${opened.number} is open.`);
      onClose();
      bumpVersion();
      go(ticketHref(opened.id));
    },
    ["subject", "text", "files"],
  );
}

/** What it is about, for who has projects. */
function ProjectField() {
  const id = useId();
  const projects = useStore((state) => state.projects) ?? [];
  if (projects.length === 0) return null;
  return html`<div class="field">
    <label class="field-label" for=${id}>Project</label>
    <span class="field-optional" aria-hidden="true">optional</span>
    <span class="select select-wide">
      <select id=${id} name="project">
        <option value="">None</option>
        ${projects.map((project) => html`<option key=${project.id} value=${project.id}>${project.name}</option>`)}
      </select>
      <${Icon} name="chevron-down" size=${16} />
    </span>
  </div>`;
}
