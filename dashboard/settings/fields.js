// @ts-check

import { html, useEffect, useId, useState } from "/shared/vendor/preact.js";
import { carriesWhiteText } from "../lib/colour.js";
import { FILE_TYPES } from "../lib/labels.js";
import { Button } from "../ui/button.js";
import { CheckField, SelectField, TextArea, TextField } from "../ui/form.js";
import { Section } from "../ui/record.js";

/**
 * @typedef {object} FieldsProps
 * @property {import("../lib/settings.js").SettingsForm} values
 * @property {Record<string, string>} fields Messages of the server by field.
 * @property {(part: Partial<import("../lib/settings.js").SettingsForm>) => void} change
 */

/**
 * How the portal presents itself.
 *
 * @param {FieldsProps & {logoUrl: string}} props
 */
export function LookFields({ values, fields, change, logoUrl }) {
  return html`<${Section} title="Your firm">
    <div class="desk-form">
      <${TextField}
        label="Firm name"
        value=${values.firm_name}
        error=${fields.firm_name}
        onInput=${(/** @type {string} */ value) => change({ firm_name: value })}
        required
        maxLength=${120}
        help="Clients read it in the portal and in every mail."
      />
      <${LogoField} values=${values} fields=${fields} change=${change} logoUrl=${logoUrl} />
      <${ColourField} values=${values} fields=${fields} change=${change} />
      <${TextField}
        label="Portal URL"
        type="url"
        value=${values.portal_url}
        error=${fields.portal_url}
        onInput=${(/** @type {string} */ value) => change({ portal_url: value })}
        placeholder="https://portal.example.com"
        help="Where clients reach the portal. The links in mails begin with it."
      />
      <${TextArea}
        label="Letterhead"
        value=${values.letterhead}
        error=${fields.letterhead}
        onInput=${(/** @type {string} */ value) => change({ letterhead: value })}
        maxLength=${500}
        help="Address, tax number and the like: stands at the top of letters, estimates, invoices and daily logs."
      />
    </div>
  <//>`;
}

/** @param {FieldsProps & {logoUrl: string}} props */
function LogoField({ values, fields, change, logoUrl }) {
  const id = useId();
  const chosen = values.logo instanceof File ? values.logo : undefined;
  const url = useObjectUrl(chosen);
  const shown = url || (values.logo === "remove" ? "" : logoUrl);

  /** @param {Event & {currentTarget: HTMLInputElement}} event */
  const onChange = (event) => {
    const input = event.currentTarget;
    const file = input.files?.[0];
    if (file) change({ logo: file });
    input.value = "";
  };

  return html`<div class="desk-field">
    <div class="desk-logo">
      <div class="desk-logo-shown">
        ${shown ? html`<img src=${shown} alt="The logo" />` : html`<span class="txt-hint">No logo</span>`}
      </div>
      <div class="desk-logo-buttons">
        <label class="btn sm secondary" for=${id}>
          <span class="txt">${shown ? "Choose another logo" : "Choose a logo"}</span>
        </label>
        <input
          id=${id}
          type="file"
          class="desk-hidden no-error"
          accept="image/png,image/jpeg,image/webp"
          onChange=${onChange}
        />
        ${
          shown &&
          html`<${Button} size="sm" tone="transparent secondary" onClick=${() => change({ logo: "remove" })}>
          Remove logo
        <//>`
        }
      </div>
    </div>
    <div class="field-help">The portal shows it. PNG, JPEG or WebP, at most 2 MB.</div>
    ${fields.logo && html`<div class="field-help error" role="alert">${fields.logo}</div>`}
  </div>`;
}

/** @param {File | undefined} file */
function useObjectUrl(file) {
  const [url, setUrl] = useState("");
  useEffect(() => {
    if (!file) return undefined;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => {
      setUrl("");
      URL.revokeObjectURL(made);
    };
  }, [file]);
  return url;
}

/** @param {FieldsProps} props */
function ColourField({ values, fields, change }) {
  const colour = values.accent_color;
  const legible = !colour || carriesWhiteText(colour);
  return html`<div class="desk-colour">
    <${TextField}
      label="Accent colour"
      value=${colour}
      error=${fields.accent_color}
      onInput=${(/** @type {string} */ value) => change({ accent_color: value })}
      placeholder="#1055c9"
      maxLength=${7}
      help=${legible ? "Buttons and links of the portal wear it." : "White text is hard to read on this colour."}
    />
    <input
      type="color"
      class="no-error"
      aria-label="Choose the accent colour"
      value=${/^#[0-9a-f]{6}$/iu.test(colour) ? colour : "#1055c9"}
      onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) =>
        change({ accent_color: event.currentTarget.value })}
    />
  </div>`;
}

/**
 * Where invoices are paid.
 *
 * @param {FieldsProps} props
 */
export function PaymentFields({ values, fields, change }) {
  return html`<${Section} title="Invoices">
    <div class="desk-form">
      <${TextField}
        label="Payment link"
        value=${values.payment_link}
        error=${fields.payment_link}
        onInput=${(/** @type {string} */ value) => change({ payment_link: value.trim() })}
        inputMode="url"
        maxLength=${500}
        placeholder="https://pay.example.com/?invoice={number}&amount={amount}"
        help="Clients open it by the Pay button of an invoice that they owe. {number}, {amount} and {currency} are filled in, e.g. 2026-014, 239.49 and EUR. Left empty, there is no button."
      />
    </div>
  <//>`;
}

/**
 * How finished PDFs are sealed.
 *
 * @param {FieldsProps} props
 */
export function SealFields({ values, fields, change }) {
  return html`<${TextField}
    label="Time stamps (RFC 3161)"
    type="url"
    value=${values.time_server}
    error=${fields.time_server}
    onInput=${(/** @type {string} */ value) => change({ time_server: value.trim() })}
    placeholder="https://timestamp.example.com"
    help="A server that confirms when a document was signed. It gets a fingerprint of the finished PDF, never the PDF. Left empty, your own server's clock has to do."
  />`;
}

/**
 * What happens with clients' uploads.
 *
 * @param {FieldsProps & {staff: StaffMember[]}} props
 */
export function UploadFields({ values, fields, change, staff }) {
  const members = staff.map(({ id: value, name, email }) => ({ value, label: name || email }));
  return html`<${Section} title="Portal document uploads">
    <div class="desk-form">
      <${SelectField}
        label="User to assign documents to when uploaded from portal"
        value=${values.upload_assignee}
        error=${fields.upload_assignee}
        choices=${[{ value: "", label: "Nobody" }, ...members]}
        onInput=${(/** @type {string} */ value) => change({ upload_assignee: value })}
      />
      <${TextArea}
        label="Default notification text to be sent to the assigned to when a new document is uploaded"
        value=${values.upload_notification_text}
        error=${fields.upload_notification_text}
        onInput=${(/** @type {string} */ value) => change({ upload_notification_text: value })}
        rows=${4}
        maxLength=${2000}
        help="It follows “A new document has been uploaded via the portal.” in the mail."
      />
    </div>
  <//>`;
}

/**
 * What clients may upload.
 *
 * @param {FieldsProps} props
 */
export function LimitFields({ values, fields, change }) {
  /** @param {string} type @param {boolean} on */
  const toggle = (type, on) => {
    const others = values.allowed_types.filter((allowed) => allowed !== type);
    change({ allowed_types: on ? [...others, type] : others });
  };
  return html`<${Section} title="Limits">
    <div class="desk-form">
      <${TextField}
        label="Largest upload (MB)"
        type="number"
        min=${1}
        inputMode="decimal"
        value=${values.max_upload_megabytes}
        error=${fields.max_upload_size}
        onInput=${(/** @type {string} */ value) => change({ max_upload_megabytes: value })}
        required
      />
      <fieldset class="desk-types">
        <legend>Allowed types</legend>
        ${Object.entries(FILE_TYPES).map(
          ([type, label]) => html`<${CheckField}
            label=${label}
            checked=${values.allowed_types.includes(type)}
            onChange=${(/** @type {boolean} */ on) => toggle(type, on)}
          />`,
        )}
        ${fields.allowed_types && html`<div class="field-help error" role="alert">${fields.allowed_types}</div>`}
      </fieldset>
    </div>
  <//>`;
}
