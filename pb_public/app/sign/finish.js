// @ts-check
// The last step: consent, a code where one is asked for, and the signature; or a reason why not.

import { plural } from "../../shared/format.js";
import { ApiError } from "../../shared/http.js";
import { Icon } from "../../shared/icons.js";
import { html, useEffect, useRef, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { bumpVersion, useStore } from "../store.js";
import { Button } from "../ui/field.js";
import { explain } from "../words.js";
import { CODE_LENGTH, CodeByMail } from "./code.js";
import { DeclineDialog } from "./decline.js";
import { useSending } from "./use-signing.js";
import { fieldName, isFilled, missingFields } from "./words.js";

/** @typedef {import("../types.js").WholeSigning} WholeSigning */
/** @typedef {import("../types.js").SigningField} Field */

/**
 * @param {object} props
 * @param {WholeSigning} props.signing
 * @param {import("./use-filling.js").Filling} props.filling
 * @param {Record<string, string>} props.errors by field
 * @param {(errors: Record<string, string>) => void} props.onErrors
 * @param {(field: Field) => void} props.onLead
 * @param {(signing: WholeSigning) => void} props.onChanged
 */
export function Finish({ signing, filling, errors, onErrors, onLead, onChanged }) {
  const firm = useStore((state) => state.firm.name);
  const [agreed, setAgreed] = useState(0); // the version that was agreed to
  const [code, setCode] = useState("");
  const [told, setTold] = useState(false);
  const [error, setError] = useState("");
  const [declining, setDeclining] = useState(false);
  const { busy, send } = useSending(signing, onChanged);
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const { id, fields, consent, askCode } = signing;
  const { filled } = filling;
  const digits = code.replace(/\D/g, "");
  const missing = missingFields(fields, filled);
  const noCode = askCode && digits.length !== CODE_LENGTH;
  const ready = missing.length === 0 && agreed === consent.version && !noCode;

  const refuse = (/** @type {unknown} */ err) => {
    const known = err instanceof ApiError && err.status === 400 ? complaints(err) : {};
    onErrors(known);
    if (known["consent"]) {
      setAgreed(0);
      bumpVersion();
    }
    const places = fields.some((field) => known[field.id] || known[field.kind]);
    if (known["code"] || known["consent"]) {
      const wrong = box.current?.querySelector(known["code"] ? ".code-by-mail input" : "input[type=checkbox]");
      if (wrong instanceof HTMLElement) wrong.focus();
    }
    setError(places ? "Not signed yet. Look at what is marked." : known["code"] || known["consent"] ? "" : explain(err, firm));
  };
  const onSent = () => {
    filling.noteCode();
    setCode("");
    onErrors({});
  };
  const onSign = async () => {
    if (busy) return;
    setError("");
    setTold(!ready);
    if (!ready) return;
    const err = await send(() => api.sign(id, actOf(fields, filling.filled, agreed, askCode ? digits : "")));
    if (err) refuse(err);
    else filling.forget();
  };

  return html`<section class="finish" aria-labelledby="finish" ref=${box}>
    <h2 id="finish" tabindex="-1">Agree and sign</h2>
    <div class="consent" tabindex="0" role="region" aria-label="What you agree to">${consent.text}</div>
    <label class=${`consent-check ${told && agreed !== consent.version ? "is-wrong" : ""}`}>
      <input
        type="checkbox"
        checked=${agreed === consent.version}
        aria-describedby=${errors["consent"] ? "consent-error" : undefined}
        onChange=${(/** @type {Event & {currentTarget: HTMLInputElement}} */ event) => setAgreed(event.currentTarget.checked ? consent.version : 0)}
      />
      <span>I agree, and sign electronically</span>
    </label>
    ${errors["consent"] && html`<p class="field-error" id="consent-error"><${Icon} name="alert" size=${16} /> <span>${errors["consent"]}</span></p>`}
    ${askCode &&
    html`<${CodeByMail}
      signing=${id}
      code=${code}
      sentAt=${filled.codeAt}
      error=${errors["code"] ?? ""}
      onCode=${setCode}
      onSent=${onSent}
    />`}
    <div role="alert" class="finish-alert">
      ${told && !ready && html`<${StillMissing} missing=${missing} agreed=${agreed === consent.version} noCode=${noCode} box=${box} onLead=${onLead} />`}
      ${error && html`<p class="notice notice-bad"><${Icon} name="alert" /> <span>${error}</span></p>`}
    </div>
    <div class="finish-actions">
      <${Button} class=${`button-wide ${ready ? "button-primary" : ""}`} busy=${busy} onClick=${onSign}><${Icon} name="sign" size=${18} /> Sign<//>
      <${Button} class="button-wide button-quiet" onClick=${() => busy || setDeclining(true)}>Decline<//>
    </div>
    ${declining && html`<${DeclineDialog} signing=${signing} send=${send} onClose=${() => setDeclining(false)} />`}
  </section>`;
}

/**
 * @param {Field[]} fields
 * @param {import("./words.js").Filled} filled
 * @param {number} consent
 * @param {string} code
 * @returns {import("../types.js").SigningAct}
 */
function actOf(fields, filled, consent, code) {
  const mine = fields.filter((field) => field.kind === "text" && isFilled(field, filled));
  return {
    consent,
    code,
    signature: filled.signature ?? {},
    initials: filled.initials ?? {},
    fields: Object.fromEntries(mine.map(({ id }) => [id, filled.texts[id]?.trim() ?? ""])),
  };
}

/** How many empty places are named. */
const NAMED = 4;

/** @param {ApiError} err */
function complaints({ data }) {
  return Object.fromEntries(Object.entries(data).map(([name, field]) => [name, field?.message ?? ""]));
}

/**
 * @param {object} props
 * @param {Field[]} props.missing
 * @param {boolean} props.agreed
 * @param {boolean} props.noCode
 * @param {{current: HTMLElement | null}} props.box
 * @param {(field: Field) => void} props.onLead
 */
function StillMissing({ missing, agreed, noCode, box, onLead }) {
  const focus = (/** @type {string} */ what) => {
    const found = box.current?.querySelector(what);
    if (found instanceof HTMLElement) found.focus();
  };
  const notice = useRef(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => notice.current?.scrollIntoView({ block: "nearest" }), []);
  const more = missing.length - NAMED;
  const link = (/** @type {string} */ words, /** @type {() => void} */ onGo, key = words) =>
    html`<li key=${key}><button type="button" class="link" onClick=${onGo}>${words}</button></li>`;
  return html`<div class="notice notice-bad" ref=${notice}>
    <${Icon} name="alert" />
    <div>
      <p><strong>Not signed yet.</strong> Still to do:</p>
      <ul class="request-missing" role="list">
        ${missing.slice(0, NAMED).map((field) => link(`${fieldName(field)}, page ${field.page}`, () => onLead(field), field.id))}
        ${more > 0 && html`<li>${plural(more, "more field")}</li>`} ${!agreed && link("Agree to sign electronically", () => focus("input[type=checkbox]"))}
        ${noCode && link("Enter the code from the mail", () => focus(".code-by-mail input, .code-by-mail button"))}
      </ul>
    </div>
  </div>`;
}
