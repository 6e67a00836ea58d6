// @ts-check
// Where a document is read, filled in and signed.

import { Icon } from "../../shared/icons.js";
import { html, useEffect, useRef, useState } from "../../shared/vendor/preact.js";
import { place } from "../place.js";
import { useStore } from "../store.js";
import { useWide } from "../ui/use-wide.js";
import { AdoptDialog } from "./adopt.js";
import { DocumentToSign } from "./document.js";
import { FieldList, askedOf } from "./fields.js";
import { Finish } from "./finish.js";
import { Guide } from "./guide.js";
import { Signers } from "./outcome.js";
import { placeId } from "./places.js";
import { TextDialog } from "./text-dialog.js";
import { useFilling } from "./use-filling.js";
import { isFilled, nextField } from "./words.js";

/** @typedef {import("../types.js").WholeSigning} WholeSigning */
/** @typedef {import("../types.js").SigningField} Field */

/** @param {{signing: WholeSigning, onChanged: (signing: WholeSigning) => void}} props */
export function SigningRoom({ signing, onChanged }) {
  const { id, fields, signers } = signing;
  const filling = useFilling(id);
  const wide = useWide();
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}));
  const [open, setOpen] = useState(/** @type {Field | null} */ (null));
  const [current, setCurrent] = useState("");
  const panel = useRef(/** @type {HTMLElement | null} */ (null));
  const { filled } = filling;
  useEffect(() => setErrors((last) => without(last, fields, filled)), [filled]);

  const lead = (/** @type {Field} */ field) => {
    setCurrent(field.id);
    // Where the document cannot be shown, the list is there.
    goTo(document.getElementById(placeId(field.id)) ?? panel.current?.querySelector(`[data-asked="${askedOf(field)}"] :is(input, button)`));
  };
  const onNext = () => {
    const next = nextField(fields, filled, current);
    if (next) lead(next);
    else goTo(panel.current?.querySelector(".finish h2"));
  };
  const ask = (/** @type {Field} */ field) => {
    setCurrent(field.id);
    setOpen(field);
  };
  /** @type {import("./places.js").Room} */
  const room = {
    filled,
    name: signers.find(({ mine }) => mine)?.name ?? "",
    current,
    errors,
    wide,
    closed: place.preview,
    onOpen: ask,
    onWrite: filling.write,
  };

  return html`${place.preview &&
    html`<p class="notice signing-notice" role="status"><${Icon} name="eye" /> <span>Previews are read-only: nothing can be signed here.</span></p>`}
    <${Message} signing=${signing} />
    ${signers.length > 1 && html`<${Signers} signing=${signing} />`}
    <div class="signing-parts">
      <${DocumentToSign} signing=${signing} room=${room} />
      <div class="signing-panel" ref=${panel}>
        ${!place.preview && html`<${Guide} fields=${fields} filled=${filled} onNext=${onNext} />`}
        <${FieldList} fields=${fields} room=${room} onLead=${lead} />
        ${!place.preview &&
        html`<${Finish} signing=${signing} filling=${filling} errors=${errors} onErrors=${setErrors} onLead=${lead} onChanged=${onChanged} />`}
      </div>
    </div>
    ${open &&
    (open.kind === "text"
      ? html`<${TextDialog} key=${open.id} field=${open} text=${filled.texts[open.id] ?? ""} onWrite=${filling.write} onClose=${() => setOpen(null)} />`
      : html`<${AdoptDialog}
          key=${open.id}
          kind=${open.kind === "initials" ? "initials" : "signature"}
          fields=${fields}
          name=${room.name}
          filled=${filled}
          onAdopt=${filling.adopt}
          onClose=${() => setOpen(null)}
        />`)}`;
}

/** @param {{signing: WholeSigning}} props */
function Message({ signing: { message, by } }) {
  const firm = useStore((state) => state.firm.name) || "The firm";
  if (!message) return null;
  return html`<figure class="signing-message">
    <blockquote>${message}</blockquote>
    <figcaption>${by || firm}</figcaption>
  </figure>`;
}

/** Shows what is to be filled in, and gives it the focus. @param {Element | null | undefined} element */
function goTo(element) {
  if (!(element instanceof HTMLElement)) return;
  const { top } = element.getBoundingClientRect();
  const isFar = Math.abs(top - window.innerHeight / 2) > 3 * window.innerHeight;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "center", inline: "center", behavior: isFar || still ? "instant" : "smooth" });
  element.focus({ preventScroll: true });
}

/**
 * The complaints that what is filled in now has not dealt with.
 * @param {Record<string, string>} errors
 * @param {Field[]} fields
 * @param {import("./words.js").Filled} filled
 */
function without(errors, fields, filled) {
  const left = { ...errors };
  for (const field of fields) {
    if (isFilled(field, filled)) delete left[field.kind === "text" ? field.id : field.kind];
  }
  return Object.keys(left).length === Object.keys(errors).length ? errors : left;
}
