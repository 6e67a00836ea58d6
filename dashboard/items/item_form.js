// @ts-check

import { html, useEffect, useId, useRef, useState } from "/shared/vendor/preact.js";
import { documentKind } from "/shared/format.js";
import { newKey } from "/shared/upload.js";
import { loadCurrencies, photosUrl, saveItem } from "../data/items.js";
import { useAction, useLoad } from "../data/hooks.js";
import { useUploads } from "../documents/uploads.js";
import { host } from "../host.js";
import { lineErrors } from "../lib/bill.js";
import { problem } from "../lib/errors.js";
import { changeItem, defaultTitle, itemBody, itemForm } from "../lib/items.js";
import { Button } from "../ui/button.js";
import { useFirm } from "../ui/desk.js";
import { Sheet } from "../ui/dialog.js";
import { CheckField, Form, TextArea, TextField, useValues } from "../ui/form.js";
import { useLeave } from "../ui/form_dialog.js";
import { Failure, Loading, Refusal } from "../ui/states.js";
import { BillFields } from "./bill_fields.js";
import { LogFields } from "./log_fields.js";

const LAST_CURRENCY = "portico.currency";

/**
 * Writes an estimate, an invoice or a daily log, or changes one.
 *
 * @param {{kind: import("../lib/items.js").ItemKind, scope?: Scope, doc?: DeskDocument, shared?: boolean,
 *   chooser?: import("./add.js").Chooser, onClose: () => void, onSaved: () => void}} props
 *   `scope`: what a new one is filed under. `chooser`: stands above the form, for what else could be added.
 */
export function ItemForm(props) {
  const currencies = useLoad(loadCurrencies, []);
  const { data, error, reload } = currencies;
  if (data) return html`<${Fields} ...${props} currencies=${data} />`;
  return html`<${Sheet} title=${titleOf(props)} shape="desk-wide" onClose=${props.onClose}>
    ${error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`}
  <//>`;
}

/** @param {{kind: string, doc?: DeskDocument | undefined}} props */
function titleOf({ kind, doc }) {
  const what = documentKind(kind).toLowerCase();
  return doc ? `Edit ${what}` : `New ${what}`;
}

/** @param {Parameters<typeof ItemForm>[0] & {currencies: import("../lib/bill.js").Currency[]}} props */
function Fields({ kind, scope, doc, shared = false, chooser, onClose, onSaved, currencies }) {
  const id = useId();
  const { values, setValues, dirty, markSaved } = useValues(() => itemForm({ doc, shared, kind, currency: lastCurrency(currencies) }));
  const [wrong, setWrong] = useState(/** @type {Record<string, string>} */ ({}));
  const decimals = currencies.find(({ code }) => code === values.currency)?.decimals ?? 2;
  /** @param {Partial<import("../lib/items.js").ItemForm>} part */
  const change = (part) => {
    setWrong({});
    setValues((last) => changeItem(last, part));
  };

  const { saved, photos, run, busy, error } = useSaving({ doc, onClose, onSaved, onStored: markSaved }, () => {
    keepCurrency(values.currency);
    const body = itemBody(values, kind, decimals);
    return scope ? { ...body, [scope.type]: scope.id } : body;
  });

  const submit = () => {
    const found = kind === "daily_log" ? {} : unreadable(values, kind, decimals);
    setWrong(found);
    if (Object.keys(found).length === 0) run();
  };
  const fields = { ...problem(error).fields, ...wrong };
  const unsent = photos.items.some(({ state }) => state !== "done");
  const { leave, question } = useLeave({
    dirty: dirty || unsent,
    busy,
    lost: dirty ? undefined : "The photos that are not done have not been sent.",
  });
  const close = () => leave(onClose);

  return html`<${Sheet}
    title=${titleOf({ kind, doc })}
    shape="desk-wide"
    onClose=${close}
    footer=${html`
      <${Button} tone="transparent" onClick=${close} disabled=${busy}>${saved && !doc ? "Close" : "Cancel"}<//>
      <${Button} type="submit" form=${id} busy=${busy}>${doc || saved ? "Save" : `Add ${documentKind(kind).toLowerCase()}`}<//>
    `}
  >
    <${Form} id=${id} onSubmit=${submit} fields=${fields}>
      ${!saved && chooser?.(leave)}
      ${scope && html`<p class="txt-hint">For ${scope.name}.</p>`}
      <${Refusal} error=${error} shown=${fields} />
      ${
        kind === "daily_log"
          ? html`<${LogFields} values=${values} fields=${fields} change=${change} doc=${doc} photos=${photos} onChanged=${onSaved} />`
          : html`<${BillFields}
              kind=${kind}
              values=${values}
              fields=${fields}
              change=${change}
              currencies=${currencies}
              decimals=${decimals}
            />`
      }
      <${TextField}
        label="Title"
        value=${values.title}
        error=${fields.title}
        maxLength=${200}
        placeholder=${defaultTitle(values, kind)}
        onInput=${(/** @type {string} */ title) => change({ title })}
        help="Clients find it by this name."
      />
      <${TextArea}
        label="Description"
        value=${values.description}
        error=${fields.description}
        maxLength=${2000}
        rows=${2}
        onInput=${(/** @type {string} */ description) => change({ description })}
      />
      ${
        !doc &&
        !saved &&
        html`<${CheckField}
          label="Share to Client Portal"
          toggle
          checked=${values.share}
          disabled=${busy}
          onChange=${(/** @type {boolean} */ share) => change({ share })}
          help=${kind === "daily_log" ? "Off, it stays within your firm." : "Off, it stays within your firm. A draft is never shared."}
        />`
      }
    <//>
    ${question}
  <//>`;
}

/**
 * Saves an item, then sends the photos that were chosen with it. Where one of them does not arrive the form stays open,
 * and saving again changes what is there already.
 *
 * @param {{doc: DeskDocument | undefined, onClose: () => void, onSaved: () => void, onStored: () => void}} options
 *   `onStored`: its particulars are, the photos may still be on their way.
 * @param {() => object} body
 */
function useSaving({ doc, onClose, onSaved, onStored }, body) {
  const { maxUploadSize } = useFirm();
  const [id, setId] = useState(doc?.id ?? "");
  const [sent, setSent] = useState(false);
  const key = useRef(newKey());
  const photos = useUploads({ maxSize: maxUploadSize, send: () => ({ url: photosUrl(id) }) });
  const { run, busy, error } = useAction(async () => {
    const answer = await saveItem(id, body(), key.current);
    setId(answer.id);
    setSent(true);
    onStored();
    onSaved();
  });
  useEffect(() => {
    if (!sent || photos.running) return;
    if (photos.waiting > 0) {
      photos.begin();
      return;
    }
    if (photos.items.every(({ state }) => state === "done")) {
      host().toast("Saved.");
      onSaved();
      onClose();
    } else {
      setSent(false);
    }
  }, [sent, photos.running, photos.waiting]);
  return { saved: id !== "", photos, run, busy: busy || photos.running, error };
}

/**
 * What this page knows to be wrong before it asks the server, by the names that the server gives.
 *
 * @param {import("../lib/items.js").ItemForm} values
 * @param {import("../lib/items.js").ItemKind} kind
 * @param {number} decimals
 */
function unreadable(values, kind, decimals) {
  const { bill } = itemBody(values, kind, decimals);
  const found = lineErrors(bill?.lines ?? []);
  return Object.fromEntries(
    Object.entries(found).map(([field, message]) => [field ? `bill.lines.${field}` : "bill.lines", message]),
  );
}

/** The one used last in this browser. @param {import("../lib/bill.js").Currency[]} currencies */
function lastCurrency(currencies) {
  const kept = localStorage.getItem(LAST_CURRENCY);
  return currencies.some(({ code }) => code === kept) && kept ? kept : "EUR";
}

/** @param {string} code */
function keepCurrency(code) {
  localStorage.setItem(LAST_CURRENCY, code);
}
