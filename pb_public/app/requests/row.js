// @ts-check
// One request in a list.

import { Icon } from "../../shared/icons.js";
import { html } from "../../shared/vendor/preact.js";
import { requestHref } from "../route.js";
import { dueWords, progressWords } from "./words.js";

/** @param {{request: import("../types.js").Request}} props */
export function RequestRow({ request }) {
  const { id, title, by, status, progress } = request;
  const { text, overdue } = dueWords(request);
  return html`<li class="row task-row">
    <span class=${`tile ${overdue ? "tile-overdue" : ""}`}><${Icon} name=${status === "open" ? "tasks" : "check"} size=${22} /></span>
    <div class="row-main">
      <h2 class="row-title"><a class="row-link" href=${requestHref(id)}>${title}</a></h2>
      <p class="row-description">
        ${text && html`<span class=${overdue ? "overdue" : ""}>${text}</span>`}${text && by && " · "}${by && `from ${by}`}
      </p>
    </div>
    <${ProgressLine} progress=${progress} />
    <${Icon} name="chevron-right" />
  </li>`;
}

/** @param {{progress: import("../types.js").RequestProgress}} props */
export function ProgressLine({ progress }) {
  return html`<div class="progress-line">
    <progress class="bar" max=${Math.max(1, progress.total)} value=${progress.complete} aria-label="Items complete"></progress>
    <span class="progress-words">${progressWords(progress)}</span>
  </div>`;
}
