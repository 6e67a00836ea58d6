// @ts-check

import { html } from "/shared/vendor/preact.js";
import { formatDate, plural } from "/shared/format.js";
import { listDocuments } from "../data/documents.js";
import { useLive, useLoad } from "../data/hooks.js";
import { loadPortal } from "../data/projects.js";
import { FileIcon } from "../documents/file_icon.js";
import { DocumentChips } from "../documents/row.js";
import { companyAddress, documentAddress, projectAddress } from "../lib/address.js";
import { newMessages } from "../lib/messages.js";
import { formatDay } from "../lib/projects.js";
import { portalState, signInCount } from "../lib/portal.js";
import { Chip, When } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { Card, Cards } from "../ui/card.js";
import { Icon } from "../ui/icon.js";
import { Facts, Section } from "../ui/record.js";
import { Failure, Loading } from "../ui/states.js";
import { usePreview } from "./preview.js";
import { StatusChip } from "./status.js";
import { TeamCard } from "./team.js";

/** As many as a card has room for. */
const NEWEST = 5;

/** @param {{project: Project}} props */
export function Overview({ project }) {
  const company = project.expand?.company;
  return html`
    <${Facts}
      facts=${[
        { label: "Status", value: html`<${StatusChip} status=${project.status} />` },
        { label: "Company", value: company && html`<a href=${companyAddress(company.id)}>${company.name}</a>` },
        { label: "Starts", value: formatDay(project.starts) },
        { label: "Ends", value: formatDay(project.ends) },
        { label: "Added", value: formatDate(project.created) },
      ]}
    />
    ${project.description && html`<${Section} title="Description"><p class="desk-text">${project.description}</p><//>`}
    <${Cards}>
      <${DocumentsCard} project=${project} />
      <${PortalCard} project=${project} />
      <${TeamCard} project=${project} />
    <//>
  `;
}

/** @param {{project: Project}} props */
function DocumentsCard({ project }) {
  const { id, name } = project;
  const documents = useLoad(
    (signal) =>
      listDocuments(
        { type: "project", id, name },
        { tab: "all", q: "", sort: "-created", page: 1, perPage: NEWEST },
        signal,
      ),
    [id],
  );
  useLive(["documents", "shares", "conversations"], documents.reload);
  const { data, error, reload } = documents;

  return html`<${Card}
    title="Documents"
    aside=${data && html`<span class="txt-hint">${data.totalItems.toLocaleString("en")}</span>`}
    foot=${html`<a class="btn sm secondary" href=${projectAddress(id, "documents")}>
      <span class="txt">${data?.totalItems ? "All documents" : "Add documents"}</span>
    </a>`}
  >
    ${!data && (error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`)}
    ${data?.items.length === 0 && html`<p class="txt-hint">No documents yet.</p>`}
    <ul class="desk-rows" aria-label="Newest documents">
      ${data?.items.map(
        (doc) =>
          html`<li key=${doc.id} class="desk-row">
            <${FileIcon} type=${doc.fileType} />
            <div class="desk-row-main">
              <div class="desk-row-title">
                <a href=${documentAddress(doc.id)}>${doc.title}</a>
                <${DocumentChips} doc=${doc} />
              </div>
              <div class="desk-row-meta">
                <span><${When} at=${doc.created} /></span>
              </div>
            </div>
          </li>`,
      )}
    </ul>
  <//>`;
}

/** @param {{project: Project}} props */
function PortalCard({ project }) {
  const { data, error, reload } = useLoad((signal) => loadPortal(project.id, signal), [project.id]);
  useLive(["shares", "conversations", "projects", "project_contacts", "contacts", "portal_settings"], reload);
  const preview = usePreview(project.id);

  return html`<${Card}
    title="Client portal"
    aside=${data && html`<${Chip} tone=${portalState(data).tone}>${portalState(data).label}<//>`}
    foot=${html`
      <a class="btn sm" href=${projectAddress(project.id, "portal")}><span class="txt">Manage portal</span></a>
      <${Button} size="sm" tone="secondary" icon="external-link" busy=${preview.busy} onClick=${() => preview.view()}>
        View as client
      <//>
    `}
  >
    ${!data && (error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`)}
    ${
      data &&
      html`<p>${signInCount(data.access)}</p>
        ${
          data.unread > 0 &&
          html`<p>
            <a class="desk-news" href=${projectAddress(project.id, "portal")}>
              <${Icon} name="chat-new" />${newMessages(data.unread)}
            </a>
          </p>`
        }
        <p>${data.items.length ? `${plural(data.items.length, "shared item")}.` : "Nothing is shared yet."}</p>
        ${portalState(data).means && html`<p class="txt-hint">${portalState(data).means}</p>`}`
    }
  <//>`;
}
