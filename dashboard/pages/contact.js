// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { formatDate } from "/shared/format.js";
import { one } from "../data/api.js";
import { useLive, useLoad } from "../data/hooks.js";
import { useUnread } from "../data/messages.js";
import { Activity } from "../activity/activity.js";
import { Documents } from "../documents/list.js";
import { contactAddress } from "../lib/address.js";
import { contactReads } from "../lib/messages.js";
import { RecordMessages } from "../messages/record.js";
import { AccessButtons, useAccess } from "../people/access.js";
import { ContactForm } from "../people/contact_form.js";
import { useRecordDialogs } from "../people/record.js";
import { CompaniesOf } from "../people/contact_companies.js";
import { RecordRequests } from "../requests/record.js";
import { RecordTickets } from "../tickets/record.js";
import { AccessChip } from "../ui/bits.js";
import { useMe } from "../ui/desk.js";
import { Icon } from "../ui/icon.js";
import { PageContent } from "../ui/page.js";
import { Facts, RecordMenu, Section } from "../ui/record.js";
import { Failure, Loading, Stale } from "../ui/states.js";
import { Tabs } from "../ui/tabs.js";

/** @param {{id: string, section: string}} props */
function ContactMenu({ id, section }) {
  const unread = useUnread({ contact: id });
  const entries = [
    { section: "", href: contactAddress(id), icon: "user", label: "Overview" },
    { section: "documents", href: contactAddress(id, "documents"), icon: "file-list-3", label: "Documents" },
    { section: "messages", href: contactAddress(id, "messages"), icon: "chat-3", label: "Messages", unread },
    { section: "requests", href: contactAddress(id, "requests"), icon: "task", label: "Requests" },
    { section: "tickets", href: contactAddress(id, "tickets"), icon: "customer-service-2", label: "Tickets" },
    { section: "portal", href: contactAddress(id, "portal"), icon: "door-open", label: "Portal" },
    { section: "activity", href: contactAddress(id, "activity"), icon: "history", label: "Activity" },
  ];
  return html`<${RecordMenu} label="Contact" groups=${[{ title: "", entries }]} section=${section} />`;
}

/**
 * @typedef {object} SectionProps
 * @property {Contact} contact
 * @property {Route["query"]} query
 * @property {() => void} onChanged
 * @property {() => void} onEdit
 */

/** @type {Record<string, (props: SectionProps) => unknown>} */
const SECTIONS = {
  "": Overview,
  documents: ContactDocuments,
  messages: ContactMessages,
  requests: ContactRequests,
  tickets: ContactTickets,
  portal: Portal,
  activity: ContactActivity,
};

/** @param {Route} props */
export function Page({ path, params, query }) {
  const { canEdit } = useMe();
  const { id, section = "" } = params;
  const { data, error, reload } = useLoad(
    /** @returns {Promise<Contact>} */
    (signal) => one("contacts", id, { signal }),
    [id],
  );
  useLive(["contacts"], reload);

  const { edit, buttons, dialogs } = useRecordDialogs({
    scope: { type: "contact", id, name: data?.name ?? "" },
    list: "#/contacts",
    onChanged: reload,
    form: (dialog) => html`<${ContactForm} contact=${data} ...${dialog} />`,
  });
  const Shown = SECTIONS[section] ?? Overview;

  return html`
    <${ContactMenu} id=${id} section=${section} />
    <${PageContent}
      title=${data?.name ?? "Contact"}
      path=${[{ href: "#/contacts", label: "Contacts" }]}
      actions=${data && canEdit && buttons}
    >
      ${!data && (error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`)}
      ${
        data &&
        html`<${Stale} error=${error} onRetry=${reload} />
        <${Shown} key=${path} contact=${data} query=${query} onChanged=${reload} onEdit=${edit} />`
      }
    <//>
    ${dialogs}
  `;
}

const SUB_TABS = [
  { value: "documents", label: "Document(s)" },
  { value: "companies", label: "Companies" },
];

/** @param {SectionProps} props */
function Overview({ contact, query }) {
  const [tab, setTab] = useState("documents");
  const email = contact.email && html`<a href=${`mailto:${contact.email}`}>${contact.email}</a>`;
  const phone = contact.phone && html`<a href=${`tel:${contact.phone.replace(/[^+\d]/gu, "")}`}>${contact.phone}</a>`;
  return html`
    <${Facts}
      facts=${[
        { label: "Email", value: email },
        { label: "Phone", value: phone },
        { label: "Portal access", value: html`<${AccessChip} access=${contact.access} />` },
        { label: "Added", value: formatDate(contact.created) },
      ]}
    />
    ${contact.notes && html`<${Section} title="Notes"><p class="desk-text">${contact.notes}</p><//>`}
    <div class="desk-sub">
      <${Tabs} label="More about ${contact.name}" tabs=${SUB_TABS} value=${tab} onChange=${setTab}>
        ${
          tab === "documents"
            ? html`<${Documents} scope=${scopeOf(contact)} path=${contactAddress(contact.id)} query=${query} />`
            : html`<${CompaniesOf} contact=${contact} />`
        }
      <//>
    </div>
  `;
}

/** @param {SectionProps} props */
function ContactDocuments({ contact, query }) {
  return html`<${Documents}
    scope=${scopeOf(contact)}
    path=${contactAddress(contact.id, "documents")}
    query=${query}
  />`;
}

/** @param {SectionProps} props */
function ContactMessages({ contact }) {
  return html`<${RecordMessages}
    about=${{ kind: "contact", id: contact.id }}
    name=${contact.name}
    note=${contactReads(contact)}
  />`;
}

/** @param {SectionProps} props */
function ContactRequests({ contact, query }) {
  return html`<${RecordRequests} scope=${scopeOf(contact)} path=${contactAddress(contact.id, "requests")} query=${query} />`;
}

/** @param {SectionProps} props */
function ContactTickets({ contact }) {
  return html`<${RecordTickets} scope=${scopeOf(contact)} />`;
}

/** @param {SectionProps} props */
function ContactActivity({ contact }) {
  return html`<${Activity} about=${scopeOf(contact)} />`;
}

/** @param {SectionProps} props */
function Portal({ contact, onChanged, onEdit }) {
  const { canEdit } = useMe();
  const access = useAccess({ onChanged });
  return html`<${Section} title="Portal access">
      <div class="desk-access-card">
        <${Icon} name=${contact.access === "enabled" ? "door-open" : "door-lock"} />
        <div>
          <p><${AccessChip} access=${contact.access} /></p>
          <p class="txt-hint">${explainAccess(contact)}</p>
        </div>
        ${canEdit && html`<${AccessButtons} contact=${contact} access=${access} onAddEmail=${onEdit} />`}
      </div>
    <//>
    ${access.dialog}`;
}

/** @param {Contact} contact */
function explainAccess({ access, name, email }) {
  if (access === "enabled") return `${name} signs in with ${email}.`;
  if (access === "disabled")
    return `${name} cannot sign in. What was shared stays shared, should access be given again.`;
  return `${name} has never had access.`;
}

/**
 * @param {Contact} contact
 * @returns {Scope & {type: "contact"}}
 */
function scopeOf({ id, name }) {
  return { type: "contact", id, name };
}
