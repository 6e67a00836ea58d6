// @ts-check

import { html, useEffect, useMemo, useState } from "/shared/vendor/preact.js";
import { fileUrls } from "../data/documents.js";
import { endIfOver, useAction } from "../data/hooks.js";
import { changeSigning, loadSigners, loadSigning } from "../data/signings.js";
import { host } from "../host.js";
import { documentAddress } from "../lib/address.js";
import { fieldCode, problem } from "../lib/errors.js";
import { contactsOf, lacking, signingForm, withoutSigner } from "../lib/signings.js";
import { Button } from "../ui/button.js";
import { PageContent } from "../ui/page.js";
import { Meanwhile, Refusal } from "../ui/states.js";
import { Canvas } from "./canvas.js";
import { useDraft } from "./draft.js";
import { DeleteDraft } from "./end.js";
import { Options } from "./options.js";
import { SendDialog } from "./send.js";
import { Signers } from "./signers.js";

/** @typedef {import("../lib/signings.js").SigningForm} SigningForm */

/**
 * Prepares a document to be signed: who signs, where, and how they are asked. What was prepared is kept as a draft when
 * the page is left.
 *
 * @param {{doc: DeskDocument, fitness: Extract<Fitness, {fit: true}>, round?: Signing, contacts?: Contact[]}} props
 */
export function Prepare({ doc, fitness, round, contacts }) {
  const [form, setForm] = useState(() => signingForm(round, contacts));
  const draft = useDraft(doc.id, round, form);
  const [open, setOpen] = useState(/** @type {"" | "send" | "delete"} */ (""));
  const [asked, setAsked] = useState(0); // how often it was tried to send what lacks something
  const { id, dirty } = draft;

  /** @param {Partial<SigningForm>} part */
  const change = (part) => {
    if (part.signers) forget();
    setForm((last) => ({ ...last, ...part }));
  };
  /** Leads back to the document, unless somebody has gone elsewhere by then. */
  const goBack = () => {
    if (draft.isShown()) location.hash = documentAddress(doc.id);
  };

  const save = useAction(async () => {
    forget();
    setAsked(0);
    await draft.save();
    if (draft.isShown()) host().toast("Draft saved.");
  });
  const ask = useAction(async () => {
    forget();
    const isComplete = Object.keys(lacking(form)).length === 0;
    setAsked(isComplete ? 0 : asked + 1);
    if (!isComplete) return;
    await draft.save();
    setOpen("send");
  });
  const send = useAction(async () => {
    forget();
    draft.end(true);
    try {
      // What was read in the summary is what is sent.
      const { id: of, version } = await draft.keep();
      await changeSigning(of, "send", { version });
    } catch (error) {
      draft.end(false);
      setOpen("");
      if (!draft.isShown()) host().warn(`${doc.title} was not sent to sign. ${problem(error).title}`);
      throw error;
    }
    host().toast("Sent to sign.");
    goBack();
  });

  /** What a colleague made of it, in place of what was prepared here. */
  const takeTheirs = useAction(async () => {
    const now = await loadSigning(id);
    const theirs = signingForm(now, await loadSigners(contactsOf(now)));
    forget();
    draft.take(now.version, theirs);
    setForm(theirs);
  });
  /** What was prepared here, in place of what a colleague made of it. */
  const keepMine = async () => {
    draft.overwrite();
    await save.run();
  };

  /** What the server said of signers it said by number: when they are others, it is said of nobody. */
  const forget = () => [save, ask, send, takeTheirs].forEach((action) => action.forget());

  // There may be thousands of pages: they are not gone through for every letter of a message.
  const pages = useMemo(
    () => html`<${Canvas} title=${doc.title} url=${fileUrls(doc).url} sizes=${fitness.pages} form=${form} change=${change} />`,
    [doc, fitness, form.signers, form.fields, form.signaturePage],
  );
  const refusal = save.error ?? ask.error ?? send.error;
  const error = takeTheirs.error ?? refusal;
  const wrong = asked > 0 ? lacking(form) : {};
  const fields = { ...problem(error).fields, ...wrong };
  useComplaint([asked, error]);
  const busy = save.busy || ask.busy || send.busy || takeTheirs.busy;

  // Somebody's access or address was changed from here.
  const onAccess = async () => {
    try {
      const found = await loadSigners(form.signers.filter(({ type }) => type === "contact").map((signer) => signer.id));
      const fresh = new Map(found.map((contact) => [contact.id, contact]));
      forget();
      setForm((last) => ({ ...last, signers: last.signers.map((signer) => ({ ...signer, ...known(fresh.get(signer.id)) })) }));
    } catch (thrown) {
      endIfOver(thrown);
      host().warn(`What was changed is not shown yet. ${problem(thrown).title}`);
    }
  };

  return html`<${PageContent}
    title="Send to sign"
    path=${[{ href: documentAddress(doc.id), label: doc.title }]}
    actions=${html`
      ${id && html`<${Button} tone="transparent" onClick=${() => setOpen("delete")} disabled=${busy}>Delete draft<//>`}
      <${Button} tone="secondary" busy=${save.busy} disabled=${busy || (!dirty && id !== "")} onClick=${save.run}>Save as draft<//>
      <${Button} icon="send-plane" busy=${ask.busy} disabled=${busy} onClick=${ask.run}>Send<//>
    `}
  >
    <${Refusal} error=${error} shown=${shown(fields)} />
    ${
      fieldCode(refusal, "version") === "validation_changed" &&
      html`<${Meanwhile} busy=${busy} onTheirs=${takeTheirs.run} onMine=${keepMine} />`
    }
    ${Object.keys(wrong).length > 0 && html`<div class="alert warning" role="alert">Something is missing still: it is marked below.</div>`}
    <${Notes} fitness=${fitness} />
    <div class="desk-prepare" inert=${busy}>
      <div class="desk-prepare-side">
        <${Signers}
          form=${form}
          wrong=${fields}
          change=${change}
          onRemove=${(/** @type {string} */ key) => change(withoutSigner(form, key))}
          onAccess=${onAccess}
        />
        <${Options} form=${form} wrong=${fields} change=${change} />
      </div>
      ${pages}
    </div>
    ${open === "send" && html`<${SendDialog} title=${doc.title} form=${form} busy=${send.busy} onSend=${send.run} onClose=${() => setOpen("")} />`}
    ${
      open === "delete" &&
      html`<${DeleteDraft}
        id=${id}
        title=${doc.title}
        onClose=${() => setOpen("")}
        onDeleted=${() => {
          draft.end(true);
          goBack();
        }}
      />`
    }
  <//>`;
}

/** @param {Contact | undefined} contact */
const known = (contact) => contact && { name: contact.name, email: contact.email, access: contact.access };

/** The complaints that stand at their field. @param {Record<string, string>} fields */
function shown(fields) {
  const own = Object.keys(fields).filter((name) => /^(signers|message|due|remind)/u.test(name));
  return Object.fromEntries(own.map((name) => [name, ""]));
}

/** Brings the first complaint into view, at every attempt. @param {unknown[]} attempts */
function useComplaint(attempts) {
  useEffect(() => {
    document.querySelector(".desk-prepare .field-help.error")?.scrollIntoView({ block: "center" });
  }, attempts);
}

/** What signers should know of a document. @param {{fitness: Extract<Fitness, {fit: true}>}} props */
function Notes({ fitness: { form, signatures, attachments } }) {
  const notes = [
    signatures > 0 && "This PDF carries a digital signature already. It stays valid.",
    form && "This PDF has form fields of its own. Signers cannot fill them in here: fill them in first, or place text fields over them.",
    attachments && "This PDF carries other files, which signers do not see here.",
  ].filter(Boolean);
  return notes.map((note) => html`<p key=${note} class="alert info desk-note">${note}</p>`);
}
