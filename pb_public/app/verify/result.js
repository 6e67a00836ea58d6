// @ts-check
// What a file is.

import { formatMoment, formatSize } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { html, useEffect, useRef } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";
import { Button } from "../ui/field.js";
import { tell } from "./words.js";

/** @param {{file: File, answer: import("./ask.js").Answer, onAnother: () => void}} props */
export function Result({ file, answer, onAnother }) {
  const firm = useStore((state) => state.firm.name);
  const { tone, icon, title, text } = tell(answer.result, firm);
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  useEffect(() => heading.current?.focus(), []);
  return html`<div class=${`verify-card verify-${tone}`}>
    <div class="verify-verdict">
      <span class="verify-mark"><${Icon} name=${icon} size=${28} /></span>
      <div>
        <h2 class="verify-title" tabindex="-1" ref=${heading}>${title}</h2>
        <p>${text}</p>
      </div>
    </div>
    <dl class="verify-facts">
      ${answer.title && html`<${Fact} name="Document">${answer.title}<//>`}
      ${answer.signers.length > 0 &&
      html`<${Fact} name="Signed by">
        <ul role="list">
          ${answer.signers.map(
            ({ name, signed }) => html`<li><strong>${name}</strong> <span class="verify-when">${formatMoment(signed)}</span></li>`,
          )}
        </ul>
      <//>`}
      ${answer.sealed && html`<${Fact} name="Sealed">${formatMoment(answer.sealed)}<//>`}
      ${answer.sealed &&
      html`<${Fact} name="Time stamp">
        ${
          answer.stamped
            ? `${formatMoment(answer.stamped)}, says ${answer.stampedBy || "a server for time stamps"}. Whose server it is was not checked here.`
            : "None"
        }
      <//>`}
      <${Fact} name="File">${file.name} · ${formatSize(file.size)}<//>
      <${Fact} name="SHA-256"><code class="verify-hash">${answer.sha256}</code><//>
    </dl>
    <div><${Button} onClick=${onAnother}><${Icon} name="refresh" size=${18} /> Check another file<//></div>
  </div>`;
}

/** @param {{name: string, children?: unknown}} props */
function Fact({ name, children }) {
  return html`<div>
    <dt>${name}</dt>
    <dd>${children}</dd>
  </div>`;
}
