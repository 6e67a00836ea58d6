// @ts-check

import { html, useEffect, useId, useRef, useState } from "/shared/vendor/preact.js";
import { host } from "../host.js";
import { describePlace, freePlace, placeAt, pointIn } from "../lib/places.js";
import { FIELDS, colourOf, newKey, onEveryPage, tooMany } from "../lib/signings.js";
import { PlacedField } from "./field.js";
import { Pages, SignaturePage } from "./pages.js";
import { FieldDetails, Palette, PlaceOn } from "./palette.js";

/** @typedef {import("../lib/signings.js").FieldForm} FieldForm */

/**
 * The pages, and what is placed on them.
 *
 * @param {{title: string, url: string, sizes: import("../lib/places.js").PageSize[],
 *   form: import("../lib/signings.js").SigningForm, change: (part: Partial<import("../lib/signings.js").SigningForm>) => void}} props
 */
export function Canvas({ title, url, sizes, form, change }) {
  const hint = useId();
  const { ref, toPalette, toDetails, toField } = useFocusAbove();
  const { signers, fields } = form;
  const [chosen, setChosen] = useState("");
  const [placed, setPlaced] = useState("");
  const [kind, setKind] = useState(/** @type {FieldKind | ""} */ (""));
  const [whose, setWhose] = useState("");
  const [said, setSaid] = useState("");
  const signer = signers.find(({ key }) => key === whose) ?? signers[0];
  const field = fields.find(({ key }) => key === chosen);

  const nameOf = (/** @type {string} */ of) => signers.find(({ key }) => key === of)?.name ?? "";

  /** Puts more fields in the place of those there are, if there can be so many. @param {FieldForm[]} more */
  const replace = (more) => {
    const why = tooMany(more);
    if (why) host().warn(why);
    else change({ fields: more });
    return !why;
  };
  /** @param {FieldKind} what @param {number} on @param {import("../lib/places.js").Place} place */
  const add = (what, on, place) => {
    const key = newKey();
    const fresh = { ...place, key, signer: signer.key, kind: what, label: "", required: true, page: on };
    if (!replace([...fields, fresh])) return;
    setPlaced(key);
    setChosen(key);
    setKind("");
    setSaid(`${FIELDS[what].label} of ${signer.name} placed on ${describePlace(fresh)}.`);
  };
  /** @param {FieldForm} next */
  const put = (next) => change({ fields: fields.map((one) => (one.key === next.key ? next : one)) });
  /** @param {FieldForm} old */
  const discard = (old) => {
    change({ fields: fields.filter(({ key }) => key !== old.key) });
    setChosen("");
    toPalette();
    setSaid(`${FIELDS[old.kind].label} of ${nameOf(old.signer)} deleted.`);
  };
  /** @param {FieldForm} one */
  const enter = (one) => {
    setKind("");
    setChosen(one.key);
    toDetails();
  };
  /** @param {FieldForm} one */
  const spread = (one) => {
    const all = onEveryPage(fields, one, sizes.length);
    if (replace(all)) setSaid(`Placed on every page: ${all.length - fields.length} more.`);
  };

  /** A press beside every field places what is chosen, or lets go of what was. @param {PointerEvent & {currentTarget: HTMLElement}} event @param {number} on */
  const press = (event, on) => {
    if (event.target !== event.currentTarget) return;
    if (!kind || !signer) {
      setChosen("");
      return;
    }
    add(kind, on, placeAt(kind, sizes[on - 1], pointIn(event.currentTarget.getBoundingClientRect(), event.clientX, event.clientY)));
  };

  const over = (/** @type {number} */ on) => html`<div
    class="desk-places ${kind ? "armed" : ""}"
    data-page=${on}
    onClick=${(/** @type {PointerEvent & {currentTarget: HTMLElement}} */ event) => press(event, on)}
  >
    ${fields
      .filter((one) => one.page === on)
      .map(
        (one) => html`<${PlacedField}
          key=${one.key}
          field=${one}
          sizes=${sizes}
          colour=${colourOf(signers.findIndex(({ key }) => key === one.signer))}
          who=${nameOf(one.signer)}
          selected=${one.key === chosen}
          focused=${one.key === placed}
          hint=${hint}
          onSelect=${() => setChosen(one.key)}
          onEnter=${() => enter(one)}
          onChange=${put}
          onDelete=${() => discard(one)}
        />`,
      )}
  </div>`;

  return html`<section ref=${ref} class="desk-prepare-pages" aria-label="Document">
    <div class="desk-palette-bar">
      <${Palette}
        signers=${signers}
        signer=${signer?.key ?? ""}
        onSigner=${setWhose}
        kind=${kind}
        onKind=${setKind}
        pages=${sizes.length}
        onDrop=${(/** @type {FieldKind} */ what, /** @type {number} */ on, /** @type {import("../lib/places.js").Point} */ at) =>
          add(what, on, placeAt(what, sizes[on - 1], at))}
      />
      ${
        kind &&
        html`<${PlaceOn}
          pages=${sizes.length}
          onPlace=${(/** @type {number} */ on) =>
            add(kind, on, freePlace(kind, sizes[on - 1], fields.filter((one) => one.page === on)))}
          onCancel=${() => {
            setKind("");
            toPalette();
          }}
        />`
      }
      ${
        !kind &&
        !field &&
        signers.length > 0 &&
        html`<div class="desk-palette-row"><span class="txt-hint">Drag a field onto a page, or press it and then the page.</span></div>`
      }
      ${
        !kind &&
        field &&
        html`<${FieldDetails}
          field=${field}
          signers=${signers}
          pages=${sizes.length}
          onChange=${put}
          onEveryPage=${() => spread(field)}
          onDelete=${() => discard(field)}
          onLeave=${() => toField(field.key)}
        />`
      }
    </div>
    <p id=${hint} class="desk-hidden">
      The arrow keys move it, with Shift they change its size, Enter leads to what can be set about it, and Escape back here. Delete takes it away.
    </p>
    <div class="desk-hidden" role="status">${said}</div>
    <${Pages} url=${url} name="Pages of ${title}" sizes=${sizes} over=${over} />
    ${form.signaturePage && html`<${SignaturePage} title=${title} signers=${signers} />`}
  </section>`;
}

/** Leads the focus from the pages to what stands above them, and back: nobody has to go past all the other fields. */
function useFocusAbove() {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const [entered, setEntered] = useState(0);
  const find = (/** @type {string} */ what) => /** @type {HTMLElement | null | undefined} */ (ref.current?.querySelector(what));
  useEffect(() => {
    if (entered > 0) (find(".desk-details :is(select, input)") ?? find(".desk-details"))?.focus();
  }, [entered]);
  return {
    ref,
    toPalette: () => find(".desk-kind")?.focus({ preventScroll: true }),
    toDetails: () => setEntered((last) => last + 1),
    /** @param {string} key */
    toField: (key) => find(`[data-field="${key}"]`)?.focus(),
  };
}
