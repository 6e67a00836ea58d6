// @ts-check
// How far somebody has come, and the way to what is next.

import { Icon } from "../../shared/icons.js";
import { html } from "../../shared/vendor/preact.js";
import { Button } from "../ui/field.js";
import { progressOf, progressWords } from "./words.js";

/**
 * @param {object} props
 * @param {import("../types.js").SigningField[]} props.fields
 * @param {import("./words.js").Filled} props.filled
 * @param {() => void} props.onNext
 */
export function Guide({ fields, filled, onNext }) {
  const progress = progressOf(fields, filled);
  const left = progress.done < progress.total;
  return html`<div class="guide">
    <div class="guide-progress">
      <progress class="bar" max=${Math.max(1, progress.total)} value=${progress.done} aria-label="Filled in"></progress>
      <span class="progress-words" role="status">${progressWords(progress)}</span>
    </div>
    <${Button} class="button-primary" onClick=${onNext}>
      ${left ? "Next field" : "Go to Sign"} <${Icon} name=${left ? "chevron-right" : "chevron-down"} size=${18} />
    <//>
  </div>`;
}
