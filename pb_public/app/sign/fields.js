// @ts-check
// What is to be filled in, as a list: the same as on the pages, for whoever does not see them or does not want to look
// for it there.

import { html } from "../../shared/vendor/preact.js";
import { Icon } from "../../shared/icons.js";
import { MarkInk } from "../../shared/signing/mark.js";
import { Button, TextField } from "../ui/field.js";
import { fieldName, isFilled, isToFill, pagesWords } from "./words.js";

/** @typedef {import("../types.js").SigningField} Field */
/** @typedef {import("./places.js").Room} Room */

/** What the list calls a field: all signatures are one, and so are all initials. @param {Field} field */
export const askedOf = ({ id, kind }) => (kind === "text" ? id : kind);

/** @param {{fields: Field[], room: Room, onLead: (field: Field) => void}} props */
export function FieldList({ fields, room, onLead }) {
  const of = (/** @type {Field["kind"]} */ kind) => fields.filter((field) => field.kind === kind);
  const given = fields.filter((field) => !isToFill(field));
  return html`<div class="asked" id="asked">
    <h2 tabindex="-1">What you fill in</h2>
    <${MarkAsked} kind="signature" title="Your signature" fields=${of("signature")} room=${room} />
    <${MarkAsked} kind="initials" title="Your initials" fields=${of("initials")} room=${room} />
    ${of("text").map((field) => html`<${TextAsked} key=${field.id} field=${field} room=${room} onLead=${onLead} />`)}
    ${given.length > 0 &&
    html`<p class="asked-given">Filled in when you sign: ${given.map(fieldName).filter((name, index, all) => all.indexOf(name) === index).join(", ")}.</p>`}
  </div>`;
}

/**
 * One signature for all places that it belongs to.
 * @param {{kind: "signature" | "initials", title: string, fields: Field[], room: Room}} props
 */
function MarkAsked({ kind, title, fields, room }) {
  const [first] = fields;
  if (!first) return null;
  const mark = room.filled[kind];
  const done = isFilled(first, room.filled);
  const error = room.errors[kind];
  return html`<div class=${`asked-item ${error ? "is-wrong" : ""}`} role="group" aria-label=${title} data-asked=${kind}>
    <div class="asked-top">
      <span class="field-label">${title}</span>
      <span class="asked-where">${pagesWords(fields)}</span>
    </div>
    <div class="asked-mark">
      ${done && mark && html`<div class="asked-paper" key="mark"><${MarkInk} mark=${mark} label=${title} /></div>`}
      ${!room.closed && html`<${MarkButton} key="open" title=${title.toLowerCase()} done=${done} onOpen=${() => room.onOpen(first)} />`}
    </div>
    ${error && html`<p class="field-error"><${Icon} name="alert" size=${16} /> <span>${error}</span></p>`}
  </div>`;
}

/** It stays the same button, so that it keeps the focus. @param {{title: string, done: boolean, onOpen: () => void}} props */
function MarkButton({ title, done, onOpen }) {
  return html`<${Button} class=${done ? "button-small" : "asked-add"} aria-label=${done ? `Change ${title}` : undefined} onClick=${onOpen}>
    ${!done && html`<${Icon} name="sign" size=${18} />`} ${done ? "Change" : `Add ${title}`}
  <//>`;
}

/** @param {{field: Field, room: Room, onLead: (field: Field) => void}} props */
function TextAsked({ field, room, onLead }) {
  const { id, required, page } = field;
  return html`<div class="asked-item" data-asked=${id}>
    <${TextField}
      label=${fieldName(field)}
      name=${id}
      optional=${!required}
      error=${room.errors[id]}
      input=${{
        value: room.filled.texts[id] ?? "",
        maxlength: 500,
        autocomplete: "off",
        disabled: room.closed,
        "aria-required": required,
        onInput: (/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => room.onWrite(id, event.currentTarget.value),
      }}
    />
    <button type="button" class="link asked-where" onClick=${() => onLead(field)}>
      Show on page ${page}<span class="visually-hidden">: ${fieldName(field)}</span>
    </button>
  </div>`;
}
