// @ts-check
// The projects somebody has.

import { Icon } from "../../shared/icons.js";
import { html } from "../../shared/vendor/preact.js";
import { projectHref } from "../route.js";
import { useStore } from "../store.js";
import { EmptyState } from "../ui/notice.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { ProjectsWait } from "./wait.js";

export function ProjectsPage() {
  const projects = useStore((state) => state.projects);
  const firm = useStore((state) => state.firm.name);
  useTitle("Projects");
  return html`<div class="page-top"><${PageHeading}>Projects<//></div>
    ${projects === null && html`<${ProjectsWait} />`}
    ${projects?.length === 0 &&
    html`<div class="list">
      <${EmptyState} icon="projects" title="No projects">
        When ${firm || "the firm"} opens a project to you, it appears here at once.
      <//>
    </div>`}
    ${projects &&
    projects.length > 0 &&
    html`<ul class="list" role="list">
      ${projects.map(
        ({ id, slug, name, company, description }) =>
          html`<li class="row project-row" key=${id}>
            <span class="tile"><${Icon} name="projects" size=${22} /></span>
            <div class="row-main">
              <h2 class="row-title"><a class="project-link" href=${projectHref(slug)}>${name}</a></h2>
              ${(company || description) &&
              html`<p class="row-description">${[company, description].filter(Boolean).join(" · ")}</p>`}
            </div>
            <${Icon} name="chevron-right" />
          </li>`,
      )}
    </ul>`}`;
}
