// @ts-check

import { html, useId, useState } from "/shared/vendor/preact.js";
import { useAction } from "../data/hooks.js";
import { putExample, removeExample, saveRequest } from "../data/requests.js";
import { host } from "../host.js";
import { requestAddress } from "../lib/address.js";
import { problem } from "../lib/errors.js";
import { askedBy, fromTemplate, requestBody, requestForm } from "../lib/requests.js";
import { Button } from "../ui/button.js";
import { Sheet } from "../ui/dialog.js";
import { Form, SelectField, TextArea, TextField } from "../ui/form.js";
import { useLeave } from "../ui/form_dialog.js";
import { Refusal } from "../ui/states.js";
import { Items } from "./items.js";
import { Naming } from "./naming.js";
import { TellClients } from "./send.js";
import { Target } from "./target.js";
import { SaveTemplate, useTemplates } from "./templates.js";

/** @typedef {import("../lib/requests.js").RequestForm} Values */

/**
 * Writes a request, and opens its page.
 *
 * @param {{scope?: Scope, onClose: () => void}} props `scope`: whom it asks, where that is settled.
 */
export function NewRequest({ scope, onClose }) {
  /** @param {WholeRequest} request */
  const show = ({ id }) => {
    onClose();
    location.hash = requestAddress(id);
  };
  return html`<${RequestForm} scope=${scope} onClose=${onClose} onSaved=${show} />`;
}

/**
 * Writes a request, or changes a draft or one that is open.
 *
 * @param {{request?: WholeRequest, scope?: Scope | undefined, onClose: () => void, onSaved: (request: WholeRequest) => void}} props
 */
export function RequestForm({ request, scope, onClose, onSaved }) {
  const id = useId();
  const isOpen = request?.status === "open";
  const [values, setValues] = useState(() => requestForm(request));
  const [target, setTarget] = useState(scope ?? (request && askedBy(request)?.scope));
  const [changed, setChanged] = useState(false);
  const [asking, setAsking] = useState(/** @type {"" | "template" | WholeRequest} */ (""));

  /** @param {Partial<Values>} part */
  const change = (part) => {
    setChanged(true);
    setValues((last) => ({ ...last, ...part }));
  };
  const store = useStore(request, (items) => {
    setChanged(false);
    setValues((last) => ({ ...last, items }));
  });
  const { run, busy, error } = useAction(async (/** @type {boolean} */ toSend) => {
    const saved = await store(values, target);
    if (toSend) {
      setAsking(saved);
      return;
    }
    host().toast(isOpen ? "Request saved." : "Draft saved.");
    onSaved(saved);
  });
  const fields = problem(error).fields;
  const unsent = values.items.some(({ file }) => file);
  const { leave, question } = useLeave({
    dirty: changed || unsent,
    busy,
    lost: changed ? "Your changes to this request are not saved." : "The request is saved, but not all of its example files.",
  });
  const close = () => leave(onClose);

  if (typeof asking === "object") {
    return html`<${TellClients}
      request=${asking}
      what="send"
      onClose=${() => onSaved(asking)}
      onDone=${() => {}}
    />`;
  }
  return html`<${Sheet}
    title=${request ? "Edit request" : "New request"}
    shape="desk-wide"
    onClose=${close}
    footer=${html`
      <${Button} tone="transparent" onClick=${() => setAsking("template")} disabled=${busy}>Save as template<//>
      <span class="desk-spring"></span>
      <${Button} tone="transparent" onClick=${close} disabled=${busy}>Cancel<//>
      ${
        isOpen
          ? html`<${Button} type="submit" form=${id} busy=${busy}>Save<//>`
          : html`<${Button} tone="secondary" type="submit" form=${id} busy=${busy}>Save draft<//>
              <${Button} icon="send-plane" disabled=${busy} onClick=${() => run(true)}>Send<//>`
      }
    `}
  >
    <${Form} id=${id} onSubmit=${() => run(false)} fields=${fields}>
      <${Refusal} error=${error} shown=${shown(values, fields)} />
      ${error && !changed && unsent && html`<p>The request is saved, but not all of its example files. Save it again to send those that are left.</p>`}
      ${isOpen && html`<p class="txt-hint">Clients see at once what you change. Items that you remove go with their answers.</p>`}
      ${!request && html`<${FromTemplate} onPick=${(/** @type {RequestTemplate} */ { form }) => change(fromTemplate(values, form))} />`}
      ${
        scope || isOpen
          ? html`<p class="txt-hint">For ${target?.name}.</p>`
          : html`<${Target} value=${target} onPick=${setTarget} error=${fields.contact} />`
      }
      <${Fields} values=${values} fields=${fields} change=${change} />
    <//>
    ${asking === "template" && html`<${SaveTemplate} form=${requestBody(values)} onClose=${() => setAsking("")} />`}
    ${question}
  <//>`;
}

/** The fields that show what is wrong with them. @param {Values} values @param {Record<string, string>} fields */
function shown(values, fields) {
  return { ...values, contact: "", ...Object.fromEntries(Object.entries(fields).filter(([name]) => name.startsWith("items."))) };
}

/** @param {{onPick: (template: RequestTemplate) => void}} props */
function FromTemplate({ onPick }) {
  const { data } = useTemplates();
  const [picked, setPicked] = useState("");
  if (!data?.length) return null;
  /** @param {string} id */
  const pick = (id) => {
    setPicked(id);
    const template = data.find((one) => one.id === id);
    if (template) onPick(template);
  };
  return html`<${SelectField}
    label="From a template"
    value=${picked}
    choices=${[{ value: "", label: "None" }, ...data.map(({ id, name }) => ({ value: id, label: name }))]}
    onInput=${pick}
    help="It takes the place of what is below, except whom you ask and the due date."
  />`;
}

/** @param {{values: Values, fields: Record<string, string>, change: (part: Partial<Values>) => void}} props */
function Fields({ values, fields, change }) {
  /** @param {Exclude<keyof Values, "items">} field */
  const bind = (field) => ({
    value: values[field],
    error: fields[field],
    onInput: (/** @type {string} */ value) => change({ [field]: value }),
  });
  return html`
    <${TextField} label="Title" ...${bind("title")} maxLength=${200} help="For example: Year-end 2025" />
    <${TextArea} label="Message" ...${bind("message")} maxLength=${5000} rows=${3} help="Clients read it above the items, and in the mail." />
    <div class="desk-pair">
      <${TextField} label="Due" type="date" ...${bind("due")} />
      <${TextField} label="Remind: days before" type="number" min=${0} max=${90} ...${bind("remindBefore")} help="0 for no reminder." />
      <${TextField} label="Remind: every … days after" type="number" min=${0} max=${90} ...${bind("remindEvery")} help="Once it is overdue. 0 for never." />
    </div>
    ${!values.due && html`<p class="txt-hint">Without a due date no reminders go out by themselves.</p>`}
    <${Naming} values=${values} ...${bind("naming")} />
    <${Items} items=${values.items} fields=${fields} onChange=${(/** @type {Values["items"]} */ items) => change({ items })} />
  `;
}

/**
 * Saves a request, then the examples that were chosen with it. Where one of them does not arrive the form stays, and
 * saving again changes what is there already.
 *
 * @param {WholeRequest | undefined} request
 * @param {(items: Values["items"]) => void} keep
 */
function useStore(request, keep) {
  const [id, setId] = useState(request?.id ?? "");
  const [had] = useState(() => new Set(request?.items.filter(({ example }) => example).map((item) => item.id)));
  /** @param {Values} values @param {Scope | undefined} target */
  return async (values, target) => {
    const answer = await saveRequest(id, { ...requestBody(values), ...(target && { [target.type]: target.id }) });
    setId(answer.id);
    // They are answered in the order in which they were sent.
    let items = values.items.map((item, at) => ({ ...item, id: answer.items[at]?.id ?? "" }));
    keep(items);
    for (const item of items) {
      if (item.file) {
        await putExample(answer.id, item.id, item.file);
        items = items.map((other) => (other.key === item.key ? { ...item, file: undefined, example: item.file?.name ?? "" } : other));
        keep(items);
      } else if (!item.example && had.delete(item.id)) {
        await removeExample(answer.id, item.id);
      }
    }
    return answer;
  };
}
