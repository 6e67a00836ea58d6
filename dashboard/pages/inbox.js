// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { formatSize } from "/shared/format.js";
import { loadInbox, markSeen } from "../data/documents.js";
import { useAction, useLive, useLoad } from "../data/hooks.js";
import { PER_PAGE, useListState } from "../data/lists.js";
import { companyAddress, contactAddress, documentAddress, projectAddress } from "../lib/address.js";
import { Chip, When } from "../ui/bits.js";
import { Button, IconButton } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { PageContent } from "../ui/page.js";
import { PagedList } from "../ui/paged.js";
import { Empty } from "../ui/states.js";
import { Tabs } from "../ui/tabs.js";
import { FileIcon } from "../documents/file_icon.js";
import { PreviewDialog } from "../documents/preview.js";
import { DownloadButton } from "../documents/row.js";

const TABS = [
  { value: "me", label: "Assigned to me" },
  { value: "all", label: "All" },
];

/** @param {{query: Record<string, string[]>}} props */
export function Page({ query }) {
  const { role } = useMe();
  // Nothing is ever assigned to the owner: assignees are staff.
  const defaults = { q: "", sort: "", assigned: role === "owner" ? "all" : "me", page: 1 };
  const { wanted, settled, change } = useListState("#/inbox", query, defaults);
  const inbox = useLoad(
    (signal) => loadInbox({ assigned: settled.assigned, page: settled.page, perPage: PER_PAGE }, signal),
    [settled],
  );
  useLive(["documents"], inbox.reload);

  const unseen = inbox.data?.unseenCount ?? 0;
  return html`<${PageContent} title="Inbox" tools=${unseen > 0 && html`<${Chip} tone="info">${unseen} new<//>`}>
    <${Tabs}
      label="Inbox"
      tabs=${TABS}
      value=${wanted.assigned}
      onChange=${(/** @type {string} */ assigned) => change({ assigned })}
    >
      <${Uploads} inbox=${inbox} settled=${settled} change=${change} />
    <//>
  <//>`;
}

/**
 * @param {{inbox: import("../data/hooks.js").Loaded<ListOf<DeskDocument>>, settled: {assigned: string, page: number},
 *   change: (part: {assigned?: string, page?: number}) => void}} props
 */
function Uploads({ inbox, settled, change }) {
  const none =
    settled.assigned === "me"
      ? html`<${Empty} icon="inbox-2" title="Nothing is assigned to you.">
          <p>New uploads of clients appear here by themselves.</p>
          <${Button} tone="secondary" onClick=${() => change({ assigned: "all" })}>Show everything that came in<//>
        <//>`
      : html`<${Empty} icon="inbox-2" title="Nothing has come in yet.">
          <p>What clients upload in the portal appears here by itself.</p>
        <//>`;
  return html`<${PagedList} one="upload" found=${inbox} page=${settled.page} change=${change} empty=${none}>
    ${(/** @type {DeskDocument[]} */ rows) => html`<ul
      class="desk-rows ${inbox.loading ? "desk-busy" : ""}"
      aria-label="Uploads"
      aria-busy=${inbox.loading}
    >
      ${rows.map((doc) => html`<${Upload} key=${doc.id} doc=${doc} onChanged=${inbox.reload} />`)}
    </ul>`}
  <//>`;
}

/** @param {{doc: DeskDocument, onChanged: () => void}} props */
function Upload({ doc, onChanged }) {
  const [previewing, setPreviewing] = useState(false);
  const seen = useAction(async () => {
    await markSeen(doc.id);
    onChanged();
  });
  const close = () => {
    setPreviewing(false);
    onChanged();
  };
  return html`<li class="desk-row ${doc.seen ? "" : "desk-unseen"}">
    <${FileIcon} type=${doc.fileType} />
    <div class="desk-row-main">
      <div class="desk-row-title">
        <a href=${documentAddress(doc.id)}>${doc.title}</a>
        ${!doc.seen && html`<${Chip} tone="info">New<//>`}
      </div>
      ${doc.description && html`<div class="desk-row-text">${doc.description}</div>`}
      <div class="desk-row-meta">
        <span>
          ${doc.contact ? html`<a href=${contactAddress(doc.contact.id)}>${doc.contact.name}</a>` : doc.uploadedBy}
          ${doc.company && html`${" · "}<a href=${companyAddress(doc.company.id)}>${doc.company.name}</a>`}
          ${doc.project && html`${" · "}<a href=${projectAddress(doc.project.id)}>${doc.project.name}</a>`}
        </span>
        <span><${When} at=${doc.created} /></span>
        <span class="desk-break">${doc.fileName}, ${formatSize(doc.fileSize)}</span>
        ${doc.assignedTo && html`<span>For ${doc.assignedTo.name}</span>`}
      </div>
    </div>
    <div class="desk-row-controls">
      <div class="desk-row-buttons">
        <${Button} size="sm" tone="secondary" aria-label="Preview ${doc.title}" onClick=${() => setPreviewing(true)}>Preview<//>
        <${DownloadButton} doc=${doc} />
        ${
          !doc.seen &&
          html`<${IconButton} icon="check-double" label="Mark ${doc.title} as seen" title="Mark as seen" busy=${seen.busy} onClick=${seen.run} />`
        }
      </div>
    </div>
    ${previewing && html`<${PreviewDialog} doc=${doc} onClose=${close} />`}
  </li>`;
}
