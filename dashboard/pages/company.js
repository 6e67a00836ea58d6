// @ts-check

import { html } from "/shared/vendor/preact.js";
import { formatDate } from "/shared/format.js";
import { one } from "../data/api.js";
import { useLive, useLoad } from "../data/hooks.js";
import { Activity } from "../activity/activity.js";
import { Documents } from "../documents/list.js";
import { companyAddress } from "../lib/address.js";
import { CompanyForm } from "../people/company_form.js";
import { CompanyContacts } from "../people/company_contacts.js";
import { useRecordDialogs } from "../people/record.js";
import { PortalTable } from "../people/portal_table.js";
import { RecordRequests } from "../requests/record.js";
import { useMe } from "../ui/desk.js";
import { PageContent } from "../ui/page.js";
import { Facts, RecordMenu, Section } from "../ui/record.js";
import { Failure, Loading, Stale } from "../ui/states.js";

/** @param {{id: string, section: string}} props */
function CompanyMenu({ id, section }) {
  const record = [
    { section: "", href: companyAddress(id), icon: "building-2", label: "Overview" },
    { section: "documents", href: companyAddress(id, "documents"), icon: "file-list-3", label: "Documents" },
    { section: "requests", href: companyAddress(id, "requests"), icon: "task", label: "Requests" },
    { section: "activity", href: companyAddress(id, "activity"), icon: "history", label: "Activity" },
  ];
  const communications = [
    { section: "portal", href: companyAddress(id, "portal"), icon: "door-open", label: "Portal" },
  ];
  const groups = [
    { title: "", entries: record },
    { title: "Communications", entries: communications },
  ];
  return html`<${RecordMenu} label="Company" groups=${groups} section=${section} />`;
}

/** @typedef {{company: Company, query: Route["query"]}} SectionProps */

/** @type {Record<string, (props: SectionProps) => unknown>} */
const SECTIONS = {
  "": Overview,
  documents: CompanyDocuments,
  requests: CompanyRequests,
  portal: Portal,
  activity: CompanyActivity,
};

/** @param {Route} props */
export function Page({ path, params, query }) {
  const { canEdit } = useMe();
  const { id, section = "" } = params;
  const { data, error, reload } = useLoad(
    /** @returns {Promise<Company>} */
    (signal) => one("companies", id, { signal }),
    [id],
  );
  useLive(["companies"], reload);

  const { buttons, dialogs } = useRecordDialogs({
    scope: { type: "company", id, name: data?.name ?? "" },
    list: "#/companies",
    onChanged: reload,
    form: (dialog) => html`<${CompanyForm} company=${data} ...${dialog} />`,
  });
  const Shown = SECTIONS[section] ?? Overview;

  return html`
    <${CompanyMenu} id=${id} section=${section} />
    <${PageContent}
      title=${data?.name ?? "Company"}
      path=${[{ href: "#/companies", label: "Companies" }]}
      actions=${data && canEdit && buttons}
    >
      ${!data && (error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`)}
      ${
        data &&
        html`<${Stale} error=${error} onRetry=${reload} />
        <${Shown} key=${path} company=${data} query=${query} />`
      }
    <//>
    ${dialogs}
  `;
}

/** @param {SectionProps} props */
function Overview({ company }) {
  const { email, phone, website, address, notes, created } = company;
  // Only an address of the web may become a link.
  const site = /^https?:\/\//iu.test(website)
    ? html`<a href=${website} target="_blank" rel="noopener noreferrer">${website}</a>`
    : website;
  return html`
    <${Facts}
      facts=${[
        { label: "Email", value: email && html`<a href=${`mailto:${email}`}>${email}</a>` },
        { label: "Phone", value: phone && html`<a href=${`tel:${phone.replace(/[^+\d]/gu, "")}`}>${phone}</a>` },
        { label: "Website", value: site },
        { label: "Address", value: address && html`<span class="desk-text">${address}</span>` },
        { label: "Added", value: formatDate(created) },
      ]}
    />
    ${notes && html`<${Section} title="Notes"><p class="desk-text">${notes}</p><//>`}
    <${CompanyContacts} company=${company} />
  `;
}

/** @param {SectionProps} props */
function CompanyDocuments({ company, query }) {
  const { id, name } = company;
  return html`<${Documents}
    scope=${{ type: "company", id, name }}
    path=${companyAddress(id, "documents")}
    query=${query}
  />`;
}

/** @param {SectionProps} props */
function CompanyRequests({ company, query }) {
  const { id, name } = company;
  return html`<${RecordRequests} scope=${{ type: "company", id, name }} path=${companyAddress(id, "requests")} query=${query} />`;
}

/** @param {SectionProps} props */
function CompanyActivity({ company }) {
  return html`<${Activity} about=${{ type: "company", id: company.id }} />`;
}

/** @param {SectionProps} props */
function Portal({ company, query }) {
  return html`<${PortalTable} company=${company} path=${companyAddress(company.id, "portal")} query=${query} />`;
}
