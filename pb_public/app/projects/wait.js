// @ts-check
// Where the projects are not known yet, or could not be asked for.

import { html } from "../../shared/vendor/preact.js";
import { SkeletonRows } from "../documents/row.js";
import { useStore } from "../store.js";
import { LoadFailed } from "../ui/loaded.js";

export function ProjectsWait() {
  const error = useStore((state) => state.projectsError);
  if (error === null) return html`<${SkeletonRows} what="projects" />`;
  return html`<${LoadFailed} title="Your projects could not be loaded" error=${error} />`;
}
