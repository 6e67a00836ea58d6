// @ts-check

import { html } from "/shared/vendor/preact.js";
import { one } from "../data/api.js";
import { useLive, useLoad } from "../data/hooks.js";
import { useUnread } from "../data/messages.js";
import { loadPortal } from "../data/projects.js";
import { Activity } from "../activity/activity.js";
import { Documents } from "../documents/list.js";
import { host } from "../host.js";
import { projectAddress } from "../lib/address.js";
import { projectReads } from "../lib/messages.js";
import { RecordMessages } from "../messages/record.js";
import { useRecordDialogs } from "../people/record.js";
import { ManagePortal } from "../projects/manage.js";
import { Overview } from "../projects/overview.js";
import { usePreview } from "../projects/preview.js";
import { ProjectForm } from "../projects/project_form.js";
import { RecordRequests } from "../requests/record.js";
import { RecordTickets } from "../tickets/record.js";
import { Button } from "../ui/button.js";
import { copyText } from "../ui/clipboard.js";
import { useMayEdit } from "../ui/desk.js";
import { PageContent } from "../ui/page.js";
import { RecordMenu } from "../ui/record.js";
import { Failure, Loading, Stale } from "../ui/states.js";

/** @param {{id: string, section: string}} props */
function ProjectMenu({ id, section }) {
  const unread = useUnread({ project: id });
  const entries = [
    { section: "", href: projectAddress(id), icon: "briefcase-4", label: "Overview" },
    { section: "documents", href: projectAddress(id, "documents"), icon: "file-list-3", label: "Documents" },
    { section: "messages", href: projectAddress(id, "messages"), icon: "chat-3", label: "Messages", unread },
    { section: "requests", href: projectAddress(id, "requests"), icon: "task", label: "Requests" },
    { section: "tickets", href: projectAddress(id, "tickets"), icon: "customer-service-2", label: "Tickets" },
    { section: "portal", href: projectAddress(id, "portal"), icon: "door-open", label: "Portal" },
    { section: "activity", href: projectAddress(id, "activity"), icon: "history", label: "Activity" },
  ];
  return html`<${RecordMenu} label="Project" groups=${[{ title: "", entries }]} section=${section} />`;
}

/** @param {Route} props */
export function Page({ path, params, query }) {
  const { id, section = "" } = params;
  const project = useLoad(
    /** @returns {Promise<Project>} */
    (signal) => one("projects", id, { expand: "company", signal }),
    [id],
  );
  useLive(["projects", "companies"], project.reload);
  const Shown = section === "portal" ? PortalPage : RecordPage;

  return html`
    <${ProjectMenu} id=${id} section=${section} />
    ${
      project.data
        ? html`<${Shown} key=${path} project=${project.data} state=${project} section=${section} query=${query} />`
        : html`<${PageContent} title="Project" path=${[{ href: "#/projects", label: "Projects" }]}>
            ${
              project.error
                ? html`<${Failure} error=${project.error} onRetry=${project.reload} />`
                : html`<${Loading} />`
            }
          <//>`
    }
  `;
}

/**
 * @typedef {object} SectionProps
 * @property {Project} project
 * @property {import("../data/hooks.js").Loaded<Project>} state How well the project is known.
 * @property {string} section
 * @property {Route["query"]} query
 */

/** @param {SectionProps} props */
function RecordPage({ project, state, section, query }) {
  const { id, name } = project;
  const canEdit = useMayEdit(id);
  const scope = { type: /** @type {const} */ ("project"), id, name };
  const { buttons, dialogs } = useRecordDialogs({
    scope,
    list: "#/projects",
    onChanged: state.reload,
    form: (dialog) => html`<${ProjectForm} project=${project} ...${dialog} />`,
  });

  return html`
    <${PageContent} title=${name} path=${[{ href: "#/projects", label: "Projects" }]} actions=${canEdit && buttons}>
      <${Stale} error=${state.error} onRetry=${state.reload} />
      ${!["documents", "messages", "requests", "tickets", "activity"].includes(section) && html`<${Overview} project=${project} />`}
      ${
        section === "documents" &&
        html`<${Documents} scope=${scope} path=${projectAddress(id, "documents")} query=${query} />`
      }
      ${
        section === "messages" &&
        html`<${RecordMessages} about=${{ kind: "project", id }} name=${name} note=${projectReads(project)} />`
      }
      ${
        section === "requests" &&
        html`<${RecordRequests} scope=${scope} path=${projectAddress(id, "requests")} query=${query} />`
      }
      ${section === "tickets" && html`<${RecordTickets} scope=${scope} />`}
      ${section === "activity" && html`<${Activity} about=${scope} />`}
    <//>
    ${dialogs}
  `;
}

/** @param {SectionProps} props */
function PortalPage({ project }) {
  const { id, name } = project;
  const { data, error, reload } = useLoad((signal) => loadPortal(id, signal), [id]);
  useLive(
    [
      "documents",
      "shares",
      "receipts",
      "conversations",
      "projects",
      "project_contacts",
      "project_staff",
      "contacts",
      "portal_settings",
    ],
    reload,
  );
  const preview = usePreview(id);

  const copy = async () => {
    if (!data) return;
    if (await copyText(data.url)) host().toast("Client portal link copied.");
    else host().warn(`The browser did not copy it. The link is ${data.url}`);
  };
  const actions = html`
    <${Button} tone="secondary" icon="links" disabled=${!data} onClick=${copy}>Copy link<//>
    <${Button} icon="external-link" busy=${preview.busy} onClick=${() => preview.view()}>View portal<//>
  `;
  const path = [
    { href: "#/projects", label: "Projects" },
    { href: projectAddress(id), label: name },
  ];

  return html`<${PageContent} title="Manage portal" path=${path} actions=${actions}>
    ${!data && (error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`)}
    ${
      data &&
      html`<${Stale} error=${error} onRetry=${reload} />
        <${ManagePortal} project=${project} portal=${data} onChanged=${reload} />`
    }
  <//>`;
}
