// @ts-check
// What a page asks of its signer, where it stands on the page.

import { calendarDay } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { textSize } from "../../shared/signing/filled.js";
import { MarkInk } from "../../shared/signing/mark.js";
import { html } from "../../shared/vendor/preact.js";
import { fieldName, isFilled, isToFill } from "./words.js";

/** @typedef {import("../types.js").SigningField} Field */
/** @typedef {import("../../shared/preview-pdf.js").PageSize} PageSize */

/**
 * @typedef {object} Room what stands around the places
 * @property {import("./words.js").Filled} filled
 * @property {string} name of the signer
 * @property {string} current the place that somebody was led to
 * @property {Record<string, string>} errors by field
 * @property {boolean} wide there is room to type on the page
 * @property {boolean} closed nothing can be filled in
 * @property {(field: Field) => void} onOpen asks for what belongs there
 * @property {(field: string, text: string) => void} onWrite
 */

/** The id of the element that stands for a field on its page. @param {string} id */
export const placeId = (id) => `place-${id}`;

/** @param {{fields: Field[], size: PageSize, room: Room}} props */
export function Places({ fields, size, room }) {
  return html`<div class="places" style=${{ "--points": size.width }}>
    ${fields.map((field) => html`<${Place} key=${field.id} field=${field} size=${size} room=${room} />`)}
  </div>`;
}

/** @typedef {{field: Field, size: PageSize, room: Room}} PlaceProps */

/** @param {PlaceProps} props */
function Place({ field, size, room }) {
  const { id, kind, x, y, width, height, required } = field;
  const { filled, current, errors, wide, closed } = room;
  const percent = (/** @type {number} */ share) => `${share * 100}%`;
  const state = [
    isToFill(field) ? "" : "is-given",
    isFilled(field, filled) ? "is-filled" : "",
    required ? "" : "is-optional",
    errors[id] || (kind !== "text" && errors[kind]) ? "is-wrong" : "",
    current === id ? "is-current" : "",
  ];
  const box = { left: percent(x), top: percent(y), width: percent(width), height: percent(height) };
  const typed = kind === "text" && wide && !closed;
  return html`<div class=${`place place-${kind} ${state.filter(Boolean).join(" ")}`} style=${box}>
    ${!isToFill(field) && html`<${Given} field=${field} room=${room} />`}
    ${typed && html`<${TextPlace} field=${field} size=${size} room=${room} />`}
    ${isToFill(field) && !typed && html`<${PressPlace} field=${field} size=${size} room=${room} />`}
  </div>`;
}

/** What is filled in for the signer. @param {Omit<PlaceProps, "size">} props */
function Given({ field, room }) {
  const text = field.kind === "name" ? room.name : calendarDay(new Date());
  return html`<span class="place-text" id=${placeId(field.id)} tabindex="-1">${text}<span class="visually-hidden">, is filled in when you sign</span></span>`;
}

/** @param {PlaceProps} props */
function TextPlace({ field, size, room: { filled, errors, onWrite } }) {
  const { id, width, height, page, required } = field;
  const text = filled.texts[id] ?? "";
  return html`<input
    class="place-input"
    id=${placeId(id)}
    style=${{ "--size": textSize(text, width * size.width, height * size.height) }}
    value=${text}
    maxlength="500"
    autocomplete="off"
    aria-label=${`${fieldName(field)}, on page ${page}`}
    aria-required=${required}
    aria-invalid=${errors[id] ? "true" : undefined}
    placeholder=${fieldName(field)}
    onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => onWrite(id, event.currentTarget.value)}
  />`;
}

/** @type {Partial<Record<Field["kind"], string>>} */
const ACTIONS = { signature: "Sign here", initials: "Initial" };

/** @param {PlaceProps} props */
function PressPlace({ field, size, room }) {
  const { id, kind, page, required, width, height } = field;
  const { filled, closed, onOpen } = room;
  const name = fieldName(field);
  const done = isFilled(field, filled);
  const mark = kind === "signature" || kind === "initials" ? filled[kind] : null;
  const text = filled.texts[id] ?? "";
  const call = ACTIONS[kind] ?? name;
  const what = [...new Set([done ? name : call, name]), `on page ${page}`, ...(closed ? [] : [done ? "filled in" : required ? "required" : "optional"])];
  return html`<button
    type="button"
    class="place-button"
    id=${placeId(id)}
    disabled=${closed}
    aria-label=${what.join(", ")}
    onClick=${() => onOpen(field)}
  >
    ${done && mark && html`<${MarkInk} mark=${mark} label=${name} />`}
    ${done &&
    kind === "text" &&
    html`<span class="place-text" style=${{ "--size": textSize(text, width * size.width, height * size.height) }}>${text}</span>`}
    ${!done && html`<span class="place-call"><${Icon} name="sign" size=${16} /> <span>${call}</span></span>`}
  </button>`;
}
