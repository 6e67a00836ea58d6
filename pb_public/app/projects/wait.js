// @ts-check
// Where the projects are not known yet, or could not be asked for.

import { Icon } from "../../shared/icons.js";
import { html } from "../../shared/vendor/preact.js";
import { SkeletonRows } from "../documents/row.js";
import { bumpVersion, useStore } from "../store.js";
import { Button } from "../ui/field.js";
import { EmptyState } from "../ui/notice.js";
import { explain } from "../words.js";

export function ProjectsWait() {
  const error = useStore((state) => state.projectsError);
  const firm = useStore((state) => state.firm.name);
  if (error === null) return html`<${SkeletonRows} what="projects" />`;
  const retry = html`<${Button} onClick=${bumpVersion}><${Icon} name="refresh" size=${18} /> Try again<//>`;
  return html`<div class="list">
    <${EmptyState} icon="offline" title="Your projects could not be loaded" role="alert" action=${retry}>
      ${explain(error, firm)}
    <//>
  </div>`;
}
