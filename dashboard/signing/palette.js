// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { pointIn } from "../lib/places.js";
import { FIELDS, KINDS, colourOf } from "../lib/signings.js";
import { Button, IconButton } from "../ui/button.js";
import { CheckField } from "../ui/form.js";
import { Icon } from "../ui/icon.js";
import { Filter } from "../ui/search.js";
import { follow, pageUnder } from "./follow.js";
import { useSeenPage } from "./pages.js";

/** @typedef {import("../lib/signings.js").FieldForm} FieldForm */
/** @typedef {import("../lib/signings.js").SignerForm} SignerForm */

/**
 * What can be placed, and for whom: dragged onto a page, or chosen and then placed by a press on a page or with the
 * keyboard.
 *
 * @param {{signers: SignerForm[], signer: string, onSigner: (key: string) => void, kind: FieldKind | "",
 *   onKind: (kind: FieldKind | "") => void, pages: number,
 *   onDrop: (kind: FieldKind, page: number, at: import("../lib/places.js").Point) => void}} props
 */
export function Palette({ signers, signer, onSigner, kind, onKind, pages, onDrop }) {
  const [ghost, setGhost] = useState(/** @type {{kind: FieldKind, x: number, y: number} | undefined} */ (undefined));
  const colour = colourOf(signers.findIndex(({ key }) => key === signer));

  /** @param {PointerEvent} event @param {FieldKind} dragged */
  const drag = (event, dragged) => {
    if (event.button !== 0) return;
    follow(event, {
      onMove: ({ clientX, clientY }) => setGhost({ kind: dragged, x: clientX, y: clientY }),
      onEnd: (end) => {
        setGhost(undefined);
        const over = end && pageUnder(end);
        if (over && over.page <= pages) onDrop(dragged, over.page, pointIn(over.box, end.clientX, end.clientY));
      },
    });
  };

  if (signers.length === 0) {
    return html`<p class="txt-hint desk-palette-hint">Choose who signs: then you can place their fields on the pages.</p>`;
  }
  return html`
    <div class="desk-palette ${colour}" role="group" aria-label="Fields">
      ${
        signers.length > 1 &&
        html`<span class="desk-palette-who">
          <span class="desk-dot" aria-hidden="true"></span>
          <${Filter}
            label="Fields for"
            value=${signer}
            choices=${signers.map(({ key, name }) => ({ value: key, label: name }))}
            onInput=${onSigner}
          />
        </span>`
      }
      <div class="desk-palette-kinds">
        ${KINDS.map(
          (one) => html`<button
            key=${one}
            type="button"
            class="desk-kind"
            aria-pressed=${kind === one}
            title="Drag it onto a page"
            onPointerDown=${(/** @type {PointerEvent} */ event) => drag(event, one)}
            onClick=${() => onKind(kind === one ? "" : one)}
          >
            <${Icon} name=${FIELDS[one].icon} />
            <span>${FIELDS[one].label}</span>
          </button>`,
        )}
      </div>
    </div>
    ${
      ghost &&
      html`<div class="desk-ghost ${colour}" style=${{ left: `${ghost.x}px`, top: `${ghost.y}px` }} aria-hidden="true">
        <${Icon} name=${FIELDS[ghost.kind].icon} />
        ${FIELDS[ghost.kind].label}
      </div>`
    }
  `;
}

/**
 * Where what was chosen goes: for who does not press on a page.
 *
 * @param {{pages: number, onPlace: (page: number) => void, onCancel: () => void}} props
 */
export function PlaceOn({ pages, onPlace, onCancel }) {
  const [page, setPage] = useSeenPage();
  return html`<div class="desk-palette-row" role="group" aria-label="Where it goes">
    <span class="txt-hint">Press where it belongs, or</span>
    ${
      pages > 1 &&
      html`<label class="desk-page-number">
        Page
        <input
          type="number"
          class="no-error"
          min="1"
          max=${pages}
          value=${page}
          onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ { currentTarget }) =>
            setPage(Math.min(Math.max(Math.round(Number(currentTarget.value)) || 1, 1), pages))}
        />
      </label>`
    }
    <${Button} size="sm" tone="secondary" onClick=${() => onPlace(page)}>Place on page ${page}<//>
    <${IconButton} icon="close" label="Place nothing" onClick=${onCancel} />
  </div>`;
}

/**
 * What can be said about the field that is chosen.
 *
 * @param {{field: FieldForm, signers: SignerForm[], pages: number, onChange: (field: FieldForm) => void,
 *   onEveryPage: () => void, onDelete: () => void, onLeave: () => void}} props `onLeave`: back to the field.
 */
export function FieldDetails({ field, signers, pages, onChange, onEveryPage, onDelete, onLeave }) {
  const { label } = FIELDS[field.kind];
  return html`<div
    class="desk-palette-row desk-details"
    role="group"
    tabindex="-1"
    aria-label="Chosen field"
    onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && onLeave()}
  >
    <strong>${label}</strong>
    ${
      signers.length > 1 &&
      html`<${Filter}
        label="Who fills it in"
        value=${field.signer}
        choices=${signers.map(({ key, name }) => ({ value: key, label: name }))}
        onInput=${(/** @type {string} */ signer) => onChange({ ...field, signer })}
      />`
    }
    ${
      field.kind === "text" &&
      html`<input
          type="text"
          class="no-error desk-palette-label"
          aria-label="Label"
          placeholder="Label, for example: Place"
          maxlength="200"
          value=${field.label}
          onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ { currentTarget }) =>
            onChange({ ...field, label: currentTarget.value })}
        />
        <${CheckField}
          label="Required"
          toggle
          small
          checked=${field.required}
          onChange=${(/** @type {boolean} */ required) => onChange({ ...field, required })}
        />`
    }
    ${(field.kind === "date" || field.kind === "name") && html`<span class="txt-hint">Filled in by itself.</span>`}
    <span class="desk-spring"></span>
    ${pages > 1 && html`<${Button} size="sm" tone="transparent secondary" icon="file-copy-2" onClick=${onEveryPage}>On every page<//>`}
    <${IconButton} icon="delete-bin-7" label="Delete field" onClick=${onDelete} />
  </div>`;
}
