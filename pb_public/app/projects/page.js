// @ts-check
// One project: what it is, and its documents.

import { html, useEffect } from "../../shared/vendor/preact.js";
import { Documents, UploadButton } from "../documents/page.js";
import { ListTabs } from "../documents/tabs.js";
import { ProjectTalk } from "../messages/talk.js";
import { setState, useStore } from "../store.js";
import { NotAvailable } from "../ui/loaded.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { ProjectsWait } from "./wait.js";

/** @param {{route: import("../route.js").ProjectRoute}} props */
export function ProjectPage({ route }) {
  const projects = useStore((state) => state.projects);
  if (projects === null) return html`<${ProjectsWait} />`;
  const project = projects.find(({ slug }) => slug === route.project);
  return project ? html`<${Project} project=${project} route=${route} />` : html`<${Missing} />`;
}

/** @param {{project: import("../types.js").Project, route: import("../route.js").ProjectRoute}} props */
function Project({ project, route }) {
  const { name, company, description } = project;
  useTitle(name);
  // Whatever is uploaded from here goes to the project.
  useEffect(() => {
    setState({ project });
    return () => setState({ project: null });
  }, [project]);
  return html`<div class="documents">
    <div class="page-top">
      <div class="project-head">
        <${PageHeading}>${name}<//>
        ${company && html`<p class="project-company">${company}</p>`}
      </div>
      ${!route.messages && html`<${UploadButton} />`}
    </div>
    ${description && html`<p class="project-description">${description}</p>`}
    ${route.messages
      ? html`<div class="list-top"><${ListTabs} list="messages" newCount=${0} project=${project} /></div>
          <section class="talk-box" aria-label="Messages"><${ProjectTalk} key=${project.id} id=${project.id} name=${name} /></section>`
      : html`<${Documents} route=${route} project=${project} />`}
  </div>`;
}

function Missing() {
  const firm = useStore((state) => state.firm.name);
  useTitle("Project not available");
  const others = html`<a class="button" href="#/shared">Go to your documents</a>`;
  return html`<div class="page-top"><${PageHeading}>Project<//></div>
    <${NotAvailable} title="This project is not available" action=${others}>
      ${firm || "The firm"} may have closed it, or it is open to somebody else.
    <//>`;
}
