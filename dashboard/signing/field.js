// @ts-check

import { html, useEffect, useRef, useState } from "/shared/vendor/preact.js";
import { byKey, describePlace, moveTo, pointIn, sizeTo } from "../lib/places.js";
import { FIELDS } from "../lib/signings.js";
import { Icon } from "../ui/icon.js";
import { follow, pageUnder } from "./follow.js";

/** @typedef {import("../lib/signings.js").FieldForm} FieldForm */

/**
 * A field on its page: it is dragged to where it belongs, also to another page, and made larger at its corner. With the
 * keyboard the arrows move it, with Shift they size it, Enter leads to what can be set, and Delete takes it away.
 *
 * @param {{field: FieldForm, sizes: import("../lib/places.js").PageSize[], colour: string, who: string, selected: boolean,
 *   focused: boolean, hint: string, onSelect: () => void, onEnter: () => void, onChange: (field: FieldForm) => void,
 *   onDelete: () => void}} props
 *   `focused`: it has just been placed, and is to have the focus; `hint`: the id of what says how to move it.
 */
export function PlacedField({ field, sizes, colour, who, selected, focused, hint, onSelect, onEnter, onChange, onDelete }) {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const [moving, setMoving] = useState(/** @type {FieldForm | undefined} */ (undefined));
  const size = sizes[field.page - 1];

  useEffect(() => {
    if (focused) ref.current?.focus();
  }, [focused]);

  const box = () => /** @type {DOMRect} */ (ref.current?.closest("[data-page]")?.getBoundingClientRect());

  /** What is chosen is said above the pages, and may move them: so that waits until it is let go. */
  const letGo = () => {
    setMoving(undefined);
    ref.current?.focus({ preventScroll: true });
    onSelect();
  };

  /** @param {PointerEvent} event @param {(by: {x: number, y: number}) => FieldForm} change */
  const begin = (event, change) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    const grabbed = pointIn(box(), event.clientX, event.clientY);
    let last = field;
    follow(event, {
      onMove: ({ clientX, clientY }) => {
        const at = pointIn(box(), clientX, clientY);
        last = change({ x: at.x - grabbed.x, y: at.y - grabbed.y });
        setMoving(last);
      },
      onEnd: (end) => {
        const over = end && pageUnder(end);
        if (over && over.page !== field.page && over.page <= sizes.length && last.width === field.width) last = carried(field, over, end);
        if (end) onChange(last);
        letGo();
      },
    });
  };
  const drag = (/** @type {PointerEvent} */ event) => begin(event, (by) => moveTo(field, { x: field.x + by.x, y: field.y + by.y }));
  const stretch = (/** @type {PointerEvent} */ event) =>
    begin(event, (by) => sizeTo(field, size, { width: field.width + by.x, height: field.height + by.y }));

  /** What it is on another page: as large as before, with its middle under the pointer. @param {FieldForm} from @param {{page: number, box: DOMRect}} over @param {PointerEvent} end */
  const carried = (from, { page, box: there }, end) => {
    const target = sizes[page - 1];
    const width = Math.min((from.width * size.width) / target.width, 1);
    const height = Math.min((from.height * size.height) / target.height, 1);
    const middle = pointIn(there, end.clientX, end.clientY);
    return moveTo({ ...from, page, width, height }, { x: middle.x - width / 2, y: middle.y - height / 2 });
  };

  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    const changed = byKey(field, size, event);
    const act = changed ? () => onChange(changed) : { Delete: onDelete, Backspace: onDelete, Enter: onEnter, " ": onEnter }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  const place = moving ?? field;
  const { label, icon } = FIELDS[field.kind];
  const optional = field.kind === "text" && !field.required ? ", optional" : "";
  return html`<div
    ref=${ref}
    role="button"
    tabindex="0"
    class="desk-place ${colour} ${selected || moving ? "selected" : ""}"
    style=${{ left: percent(place.x), top: percent(place.y), width: percent(place.width), height: percent(place.height) }}
    aria-label="${field.label || label} of ${who}${optional}, ${describePlace(place)}"
    aria-describedby=${hint}
    aria-pressed=${selected}
    data-field=${field.key}
    onFocus=${onSelect}
    onPointerDown=${drag}
    onKeyDown=${onKeyDown}
  >
    <span class="desk-place-name" aria-hidden="true"><${Icon} name=${icon} /><span>${field.label || label}</span></span>
    ${selected && html`<span class="desk-place-corner" aria-hidden="true" onPointerDown=${stretch}></span>`}
  </div>`;
}

/** @param {number} share */
const percent = (share) => `${share * 100}%`;
