// @ts-check

import { html, useRef, useState } from "/shared/vendor/preact.js";
import { initials } from "/shared/format.js";
import { FilledMarks } from "/shared/signing/filled.js";
import { MarkInk } from "/shared/signing/mark.js";
import { useLeaving } from "/shared/use-leaving.js";
import { useAction } from "../data/hooks.js";
import { changeSigning, sentFile } from "../data/signings.js";
import { host } from "../host.js";
import { documentAddress } from "../lib/address.js";
import { problem } from "../lib/errors.js";
import { calendarDay } from "../lib/requests.js";
import { FIELDS, actOf, nameOfSigner, textsOf } from "../lib/signings.js";
import { Button } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { CheckField, Form, TextArea, TextField } from "../ui/form.js";
import { FormDialog } from "../ui/form_dialog.js";
import { PageContent } from "../ui/page.js";
import { Section } from "../ui/record.js";
import { Refusal } from "../ui/states.js";
import { Adopt } from "./adopt.js";
import { Pages } from "./pages.js";
import { SignerList } from "./progress.js";

/** @typedef {import("../lib/signings.js").SigningHand} Hand */

/**
 * Reads and signs what a colleague has prepared.
 *
 * @param {{round: Signing, own: Signature, onDone: () => void}} props
 */
export function Countersign({ round, own, onDone }) {
  const { name } = useMe();
  const [hand, setHand] = useState(/** @returns {Hand} */ () => begin(own, name));
  const [agreed, setAgreed] = useState(false);
  const [touched, setTouched] = useState(false);
  const [declining, setDeclining] = useState(false);
  const [unsaid, setUnsaid] = useState(0); // how often somebody would not agree
  const consent = useRef(/** @type {HTMLElement | null} */ (null));
  const { title, document, message, by, consentText } = round;
  useLeaving(touched);

  /** @param {Partial<Hand>} part */
  const change = (part) => {
    setTouched(true);
    setHand((last) => ({ ...last, ...part }));
  };
  const { run, busy, error } = useAction(async () => {
    if (!agreed) {
      setUnsaid(unsaid + 1);
      consent.current?.querySelector("input")?.focus();
      return;
    }
    await changeSigning(round.id, "sign", actOf(round, own, hand));
    host().toast("Signed.");
    onDone();
  });
  const fields = problem(error).fields;
  const has = (/** @type {FieldKind} */ kind) => own.fields.some((field) => field.kind === kind);

  return html`<${PageContent}
    title="Sign"
    path=${[{ href: documentAddress(document), label: title }]}
  >
    <div class="desk-prepare">
      <section class="desk-prepare-pages" aria-label="Document">
        <${Pages}
          url=${sentFile(round.id)}
          name="Pages of ${title}"
          sizes=${round.pages}
          over=${(/** @type {number} */ page, /** @type {import("../lib/places.js").PageSize} */ size) => filledOn(page, size, round.filled ?? [], own, hand)}
        />
      </section>
      <div class="desk-prepare-side">
        <${Section} title="Your signature">
          <${Form} onSubmit=${run} fields=${fields}>
            ${by && html`<p class="txt-hint">${by} asks for your signature.</p>`}
            ${message && html`<p class="desk-text">${message}</p>`}
            ${
              has("signature") &&
              html`<${Adopt} label="Signature" value=${hand.signature} error=${fields.signature} onChange=${(/** @type {Hand["signature"]} */ signature) => change({ signature })} />`
            }
            ${
              has("initials") &&
              html`<${Adopt} label="Initials" value=${hand.initials} error=${fields.initials} onChange=${(/** @type {Hand["initials"]} */ mark) => change({ initials: mark })} />`
            }
            ${textsOf(own).map(
              ({ id, label, page, required }) => html`<${TextField}
                key=${id}
                label=${label || "Text"}
                value=${hand.texts[id] ?? ""}
                error=${fields[id]}
                maxLength=${500}
                help="On page ${page}.${required ? "" : " It may stay empty."}"
                onInput=${(/** @type {string} */ text) => change({ texts: { ...hand.texts, [id]: text } })}
              />`,
            )}
            <div class="desk-consent" ref=${consent}>
              <p class="desk-text">${consentText}</p>
              <${CheckField} label="I agree" checked=${agreed} onChange=${setAgreed} />
              ${!agreed && unsaid > 0 && html`<div key=${unsaid} class="field-help error" role="alert">Tick this to sign.</div>`}
            </div>
            <${Refusal} error=${error} shown=${shown(own)} />
            <div class="desk-sign-buttons">
              <${Button} tone="outline danger" disabled=${busy} onClick=${() => setDeclining(true)}>Decline<//>
              <${Button} type="submit" icon="quill-pen" busy=${busy}>Sign<//>
            </div>
          <//>
        <//>
        <${Section} title="Who signs"><${SignerList} round=${round} /><//>
      </div>
    </div>
    ${declining && html`<${DeclineDialog} round=${round} onClose=${() => setDeclining(false)} onDone=${onDone} />`}
  <//>`;
}

/** @param {Signature} own @param {string} me @returns {Hand} */
function begin(own, me) {
  const name = nameOfSigner(own) || me;
  return {
    signature: { drawing: false, text: name, strokes: [] },
    initials: { drawing: false, text: initials(name), strokes: [] },
    texts: {},
  };
}

/** The complaints that stand at their field. @param {Signature} own */
const shown = (own) => Object.fromEntries(["signature", "initials", ...own.fields.map(({ id }) => id)].map((name) => [name, ""]));

/**
 * What others have filled in on a page and what will stand there, if anything.
 *
 * @param {number} page
 * @param {import("../lib/places.js").PageSize} size
 * @param {NonNullable<Signing["filled"]>} filled
 * @param {Signature} own
 * @param {Hand} hand
 */
function filledOn(page, size, filled, own, hand) {
  const here = own.fields.filter((field) => field.page === page);
  if (here.length === 0 && !filled.some((field) => field.page === page)) return null;
  return html`<${FilledMarks} filled=${filled} page=${page} size=${size} /><${Filled} fields=${here} own=${own} hand=${hand} />`;
}

/**
 * What will stand on a page.
 *
 * @param {{fields: Signature["fields"], own: Signature, hand: Hand}} props
 */
function Filled({ fields, own, hand }) {
  return html`<div class="desk-places">
    ${fields.map(
      ({ id, kind, label, x, y, width, height }) => html`<div
        key=${id}
        class="desk-filled desk-signer-0"
        style=${{ left: `${x * 100}%`, top: `${y * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` }}
      >
        ${
          kind === "signature" || kind === "initials"
            ? html`<${MarkInk} mark=${markOf(hand[kind])} label=${FIELDS[kind].label} />`
            : html`<span class="desk-filled-text">
                ${kind === "date" ? calendarDay(new Date()) : kind === "name" ? nameOfSigner(own) : hand.texts[id] || label}
              </span>`
        }
      </div>`,
    )}
  </div>`;
}

/** @param {import("./adopt.js").Adopted} adopted */
const markOf = ({ drawing, text, strokes }) => (drawing ? { strokes } : { text });

/** @param {{round: Signing, onClose: () => void, onDone: () => void}} props */
function DeclineDialog({ round, onClose, onDone }) {
  const [reason, setReason] = useState("");
  const { run, busy, error } = useAction(async () => {
    await changeSigning(round.id, "decline", { reason });
    host().toast("Declined. Everyone who was asked is told by mail.");
    onClose();
    onDone();
  });
  const { fields } = problem(error);
  return html`<${FormDialog}
    title="Decline to sign?"
    submit="Decline"
    dirty=${reason !== ""}
    busy=${busy}
    fields=${fields}
    onSubmit=${run}
    onClose=${onClose}
  >
    <${Refusal} error=${error} shown=${{ reason }} />
    <p>Nobody can sign <strong class="desk-break">${round.title}</strong> any more then.</p>
    <${TextArea} label="Reason" value=${reason} error=${fields.reason} onInput=${setReason} maxLength=${1000} rows=${3} help="The colleague who sent it reads it." />
  <//>`;
}
