// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { formatCalendarDay, formatDateTime } from "/shared/format.js";
import { useLive, useLoad } from "../data/hooks.js";
import { changeRequest, deleteDraft, loadRequest } from "../data/requests.js";
import { host } from "../host.js";
import { askedBy, nameBy, reminders, requestBody, requestForm } from "../lib/requests.js";
import { RequestForm } from "../requests/form.js";
import { Item } from "../requests/item.js";
import { RequestLinks } from "../requests/links.js";
import { Progress } from "../requests/progress.js";
import { TellClients } from "../requests/send.js";
import { RequestChip } from "../requests/status.js";
import { SaveTemplate } from "../requests/templates.js";
import { Button } from "../ui/button.js";
import { Confirm } from "../ui/dialog.js";
import { Menu } from "../ui/menu.js";
import { PageContent } from "../ui/page.js";
import { Facts, Section } from "../ui/record.js";
import { Failure, Loading, Stale } from "../ui/states.js";

const PATH = [{ href: "#/requests", label: "Requests" }];

/** @param {Route} props */
export function Page({ params }) {
  const { data, error, reload } = useLoad((signal) => loadRequest(params.id, signal), [params.id]);
  useLive(["requests", "request_items", "documents", "contacts", "companies", "projects"], reload);

  if (data) return html`<${Request} request=${data} error=${error} onChanged=${reload} />`;
  return html`<${PageContent} title="Request" path=${PATH}>
    ${error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`}
  <//>`;
}

/** @typedef {"" | "edit" | "send" | "remind" | "links" | "done" | "cancel" | "delete" | "template"} DialogName */

/** @param {{request: WholeRequest, error: unknown, onChanged: () => void}} props */
function Request({ request, error, onChanged }) {
  const [open, setOpen] = useState(/** @type {DialogName} */ (""));
  const { title, message, items, progress } = request;
  return html`<${PageContent} title=${title} path=${PATH} actions=${request.canEdit && html`<${Actions} request=${request} open=${setOpen} />`}>
    <${Stale} error=${error} onRetry=${onChanged} />
    <div class="desk-request-head">
      <${RequestChip} request=${request} />
      <${Progress} progress=${progress} />
    </div>
    ${message && html`<p class="desk-text">${message}</p>`}
    <${Facts} facts=${facts(request)} />
    <${Section} title="Items">
      <ol class="desk-asked-list">
        ${items.map((item) => html`<${Item} key=${item.id} request=${request} item=${item} onChanged=${onChanged} />`)}
      </ol>
    <//>
    <${Dialogs} request=${request} open=${open} onClose=${() => setOpen("")} onChanged=${onChanged} />
  <//>`;
}

/** @param {{request: WholeRequest, open: (name: DialogName) => void}} props */
function Actions({ request: { status }, open }) {
  const editable = status === "draft" || status === "open";
  const asked = status === "open" || status === "submitted";
  const menu = [
    status === "open" && { label: "Links to answer it", icon: "links", onSelect: () => open("links") },
    asked && { label: "Mark as done", icon: "check-double", onSelect: () => open("done") },
    { label: "Save as template", icon: "bookmark", onSelect: () => open("template") },
    asked && {
      label: "Cancel request",
      icon: "close-circle",
      danger: true,
      onSelect: () => open("cancel"),
    },
    status === "draft" && { label: "Delete draft", icon: "delete-bin-7", danger: true, onSelect: () => open("delete") },
  ];
  return html`
    ${editable && html`<${Button} tone="secondary" icon="edit" onClick=${() => open("edit")}>Edit<//>`}
    ${status === "draft" && html`<${Button} icon="send-plane" onClick=${() => open("send")}>Send<//>`}
    ${status === "open" && html`<${Button} icon="notification-3" onClick=${() => open("remind")}>Remind now<//>`}
    <${Menu} label="More actions" items=${menu} />
  `;
}

/** @param {{request: WholeRequest, open: DialogName, onClose: () => void, onChanged: () => void}} props */
function Dialogs({ request, open, onClose, onChanged }) {
  const { id, title, status } = request;
  const saved = () => {
    onClose();
    onChanged();
  };
  const cancel = async () => {
    await changeRequest(id, "cancel");
    host().toast("Request cancelled.");
    onChanged();
  };
  const finish = async () => {
    await changeRequest(id, "done");
    host().toast("Request marked as done.");
    onChanged();
  };
  const discard = async () => {
    await deleteDraft(id);
    host().toast("Draft deleted.");
    location.hash = "#/requests";
  };
  if (open === "edit") return html`<${RequestForm} request=${request} onClose=${onClose} onSaved=${saved} />`;
  if (open === "send" || open === "remind") {
    return html`<${TellClients} request=${request} what=${open} onClose=${onClose} onDone=${onChanged} />`;
  }
  if (open === "template") return html`<${SaveTemplate} form=${requestBody(requestForm(request))} onClose=${onClose} />`;
  if (open === "cancel") {
    return html`<${Confirm} title="Cancel this request?" confirm="Cancel request" keep="Keep it" onConfirm=${cancel} onClose=${onClose}>
      <p><strong>${title}</strong> is no longer in the portal. What was sent in stays with you.</p>
      ${status === "open" && html`<p>Who was asked is told by mail that nothing more is needed.</p>`}
    <//>`;
  }
  if (open === "links") return html`<${RequestLinks} request=${request} onClose=${onClose} />`;
  if (open === "done") {
    return html`<${Confirm} title="Mark this request as done?" confirm="Mark as done" tone="" onConfirm=${finish} onClose=${onClose}>
      <p>Nothing more is asked for in <strong>${title}</strong>: no reminders, and no link to it works any more. Clients still see it.</p>
    <//>`;
  }
  if (open === "delete") {
    return html`<${Confirm} title="Delete this draft?" confirm="Delete" onConfirm=${discard} onClose=${onClose}>
      <p><strong>${title}</strong> was sent to nobody. This cannot be undone.</p>
    <//>`;
  }
  return null;
}

/** @param {WholeRequest} request */
function facts(request) {
  const asked = askedBy(request);
  const { due, by, sent, submitted, nextReminder, naming, title } = request;
  return [
    { label: "For", value: asked && html`<a href=${asked.href}>${asked.scope.name}</a>` },
    { label: "Due", value: due && formatCalendarDay(due) },
    { label: "Asked by", value: by },
    { label: "Sent", value: sent && formatDateTime(sent) },
    { label: "Handed in", value: submitted && formatDateTime(submitted) },
    { label: "Reminders", value: reminders(request) },
    { label: "Next reminder", value: nextReminder && formatDateTime(nextReminder) },
    { label: "Files are called", value: nameBy(naming, title, "…") },
  ];
}
