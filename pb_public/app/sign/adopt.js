// @ts-check
// How a signature comes to be: typed, which the keyboard can, or drawn.

import { Dialog } from "../../shared/dialog.js";
import { initials } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { MarkInk } from "../../shared/signing/mark.js";
import { SignaturePad } from "../../shared/signing/pad.js";
import { toSend } from "../../shared/signing/strokes.js";
import { html, useId, useState } from "../../shared/vendor/preact.js";
import { Button, TextField } from "../ui/field.js";
import { useForm } from "../ui/form.js";
import { refuse } from "../words.js";
import { pagesWords } from "./words.js";

/** @typedef {import("../../shared/signing/strokes.js").Strokes} Strokes */

/** What is said of the two. */
const KINDS = {
  signature: { title: "Your signature", field: "Your name", empty: "Type your name, as you sign." },
  initials: { title: "Your initials", field: "Your initials", empty: "Type your initials." },
};

/** The server takes no more. */
const LONGEST = 100;

/**
 * @param {object} props
 * @param {"signature" | "initials"} props.kind
 * @param {import("../types.js").SigningField[]} props.fields
 * @param {string} props.name of the signer
 * @param {import("./words.js").Filled} props.filled
 * @param {(kind: "signature" | "initials", mark: import("../types.js").Mark) => void} props.onAdopt
 * @param {() => void} props.onClose
 */
export function AdoptDialog({ kind, fields, name, filled, onAdopt, onClose }) {
  const id = useId();
  const words = KINDS[kind];
  const had = filled[kind];
  const [drawing, setDrawing] = useState(Boolean(had?.strokes));
  const [text, setText] = useState(had?.text || (kind === "signature" ? name : initials(name)));
  const [strokes, setStrokes] = useState(/** @type {Strokes} */ (had?.strokes ?? []));
  const places = fields.filter((field) => field.kind === kind);

  const form = useForm(async () => {
    if (drawing) {
      refuse({ strokes: strokes.length === 0 ? "Draw in the box, with a finger, a pen or the mouse." : "" });
      onAdopt(kind, { strokes: toSend(strokes) });
    } else {
      refuse({ text: text.trim() ? "" : words.empty });
      onAdopt(kind, { text: text.trim() });
    }
    onClose();
  }, ["text", "strokes"]);

  return html`<${Dialog} labelledBy=${id} class="adopt" onClose=${onClose}>
    <form method="post" noValidate ref=${form.ref} onSubmit=${form.onSubmit}>
      <div class="dialog-top">
        <h2 id=${id} tabindex="-1" autofocus>${words.title}</h2>
        <button type="button" class="icon-button" onClick=${onClose}><${Icon} name="close" /><span class="visually-hidden">Close</span></button>
      </div>
      <div class="adopt-body">
        <fieldset class="adopt-ways">
          <legend class="visually-hidden">How do you sign?</legend>
          <${Way} label="Type" icon="text" checked=${!drawing} onChoose=${() => setDrawing(false)} />
          <${Way} label="Draw" icon="sign" checked=${drawing} onChoose=${() => setDrawing(true)} />
        </fieldset>
        ${drawing
          ? html`<${Drawn} title=${words.title} strokes=${strokes} error=${form.fields["strokes"] ?? ""} onChange=${setStrokes} />`
          : html`<${TextField}
                label=${words.field}
                name="text"
                error=${form.fields["text"]}
                input=${{
                  value: text,
                  maxlength: LONGEST,
                  autocomplete: kind === "signature" ? "name" : "off",
                  onInput: (/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => setText(event.currentTarget.value),
                }}
              />
              <div class="adopt-paper" aria-hidden="true"><${MarkInk} mark=${{ text }} label=${words.title} /></div>`}
        <p class="adopt-note">
          ${places.length === 1
            ? `It goes on ${pagesWords(places)}.`
            : `It goes in ${places.length === 2 ? "both" : `all ${places.length}`} places for it, on ${pagesWords(places)}.`}
        </p>
      </div>
      <div class="dialog-actions">
        <${Button} onClick=${onClose}>Cancel<//>
        <${Button} type="submit" class="button-primary">Use this<//>
      </div>
    </form>
  <//>`;
}

/** @param {{label: string, icon: string, checked: boolean, onChoose: () => void}} props */
function Way({ label, icon, checked, onChoose }) {
  return html`<label class="adopt-way">
    <input type="radio" name="way" checked=${checked} onChange=${onChoose} />
    <${Icon} name=${icon} size=${18} /> ${label}
  </label>`;
}

/** @param {{title: string, strokes: Strokes, error: string, onChange: (strokes: Strokes) => void}} props */
function Drawn({ title, strokes, error, onChange }) {
  const empty = strokes.length === 0;
  const label = `${title}: ${empty ? "nothing is drawn yet" : "drawn"}. To sign with the keyboard, choose Type.`;
  return html`<div class="adopt-draw">
    <${SignaturePad} label=${label} strokes=${strokes} onChange=${onChange} />
    <div class="adopt-tools">
      <span class="adopt-hint">${empty ? "Draw in the box." : ""}</span>
      <${Button} class="button-small button-quiet" aria-disabled=${empty || undefined} onClick=${() => onChange(strokes.slice(0, -1))}>
        <${Icon} name="undo" size=${16} /> Undo
      <//>
      <${Button} class="button-small button-quiet" aria-disabled=${empty || undefined} onClick=${() => onChange([])}>
        <${Icon} name="trash" size=${16} /> Clear
      <//>
    </div>
    <div role="alert">${error && html`<p class="field-error"><${Icon} name="alert" size=${16} /> <span>${error}</span></p>`}</div>
  </div>`;
}
