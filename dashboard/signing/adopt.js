// @ts-check

import { html } from "/shared/vendor/preact.js";
import { MarkInk } from "/shared/signing/mark.js";
import { SignaturePad } from "/shared/signing/pad.js";
import { Button } from "../ui/button.js";
import { RadioField, TextField } from "../ui/form.js";

/** @typedef {import("/shared/signing/strokes.js").Strokes} Strokes */

/**
 * What somebody signs with: both are kept, so that nothing is lost by trying the other.
 *
 * @typedef {{drawing: boolean, text: string, strokes: Strokes}} Adopted
 */

/**
 * A signature or initials, typed or drawn.
 *
 * @param {{label: string, value: Adopted, error: string | undefined, onChange: (value: Adopted) => void}} props
 */
export function Adopt({ label, value, error, onChange }) {
  const { drawing, text, strokes } = value;
  return html`<div class="desk-adopt" role="group" aria-label=${label}>
    <${RadioField}
      legend=${label}
      value=${drawing ? "draw" : "type"}
      choices=${[
        { value: "type", label: "Type" },
        { value: "draw", label: "Draw" },
      ]}
      onInput=${(/** @type {string} */ way) => onChange({ ...value, drawing: way === "draw" })}
    />
    ${
      drawing
        ? html`<${SignaturePad}
            label="${label}: ${strokes.length ? "drawn" : "nothing is drawn yet"}. To sign with the keyboard, choose Type."
            strokes=${strokes}
            onChange=${(/** @type {Strokes} */ next) => onChange({ ...value, strokes: next })}
          />
          <div class="desk-adopt-tools">
            <span class="txt-hint">${strokes.length ? "" : "Draw in the box, with a finger, a pen or the mouse."}</span>
            <${Button} size="sm" tone="transparent secondary" disabled=${!strokes.length} onClick=${() => onChange({ ...value, strokes: [] })}>Clear<//>
          </div>
          ${error && html`<div class="field-help error" role="alert">${error}</div>`}`
        : html`<${TextField}
            label="As it is written"
            value=${text}
            error=${error}
            maxLength=${100}
            onInput=${(/** @type {string} */ next) => onChange({ ...value, text: next })}
          />
          <div class="desk-adopt-paper" aria-hidden="true"><${MarkInk} mark=${{ text }} label=${label} /></div>`
    }
  </div>`;
}
