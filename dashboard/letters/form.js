// @ts-check

import { html, useEffect, useId, useRef, useState } from "/shared/vendor/preact.js";
import { keepDraft, readDraft } from "/shared/messages/drafts.js";
import { newKey } from "/shared/upload.js";
import { useLeaving } from "/shared/use-leaving.js";
import { useAction } from "../data/hooks.js";
import { share as shareWith } from "../data/documents.js";
import { addLetter, changeLetter, loadLetter, previewLetter } from "../data/letters.js";
import { host } from "../host.js";
import { documentAddress } from "../lib/address.js";
import { fieldCode, problem } from "../lib/errors.js";
import { LETTER_KINDS, differ, letterAdder, letterForm, readBegun } from "../lib/letters.js";
import { Button } from "../ui/button.js";
import { Confirm } from "../ui/dialog.js";
import { CheckField, Form, SelectField, TextField } from "../ui/form.js";
import { Meanwhile, Refusal } from "../ui/states.js";
import { Editor } from "./editor.js";
import { LetterPreview } from "./preview.js";

/**
 * A letter that is written, or written anew.
 *
 * @param {{id?: string, letter?: DeskLetter, to: {type: Scope["type"], id: string}, name: string, back: string}} props
 *   `id`: of its document, where there is one; `to`: whose it is, and their name; `back`: where it leads to give up.
 */
export function LetterForm({ id = "", letter, to, name, back }) {
  const formId = useId();
  const draft = `${host().pb.authStore.record?.id}/letter/${id || `${to.type}/${to.id}`}`;
  const readOnly = letter?.signed ?? false;
  const [begun, setBegun] = useState(() => (readOnly ? null : readBegun(readDraft(draft).text)));
  const [stored, setStored] = useState(() => letterForm(letter));
  const [values, setValues] = useState(() => begun?.values ?? stored);
  /** What its author has seen of it: what it said before it was changed, and where it waits to be signed. */
  const [seen, setSeen] = useState(() => ({ version: begun?.version || letter?.version || "", round: letter?.round ?? "" }));
  const [turn, setTurn] = useState(0);
  const editor = useRef(/** @type {import("./editor.js").Handle | null} */ (null));
  const [add] = useState(() => adder(to));
  const done = useRef(false);
  const dirty = differ(values, stored);
  useLeaving(dirty);

  /** @param {typeof values} now */
  const keep = (now) => {
    const text = differ(now, stored) ? JSON.stringify({ ...now, version: seen.version }) : "";
    if (!readOnly && !done.current) keepDraft(draft, { text, files: [] });
  };
  /** What is there: what was typed last may not have been told yet. */
  const current = () => ({ ...values, body: editor.current?.read() ?? values.body });
  const flush = useRef(() => {});
  flush.current = () => keep(current());

  // What was not saved is there again when somebody comes back to it in this tab.
  useEffect(() => keep(values), [values, seen.version]);
  useEffect(() => {
    const leave = () => flush.current();
    const events = ["hashchange", "pagehide"]; // the editor is still there then
    for (const type of events) window.addEventListener(type, leave);
    return () => {
      for (const type of events) window.removeEventListener(type, leave);
    };
  }, []);

  /** @param {Partial<typeof values>} part */
  const change = (part) => {
    if (!done.current) setValues((last) => ({ ...last, ...part }));
  };
  const body = () => ({ ...current(), [to.type]: to.id });

  const saving = useAction(async (/** @type {typeof seen} */ of) => {
    const saved = id ? await changeLetter(id, { ...body(), ...of }) : await add(body());
    done.current = true;
    keepDraft(draft, { text: "", files: [] });
    setValues(stored);
    host().toast(id ? "Letter saved." : `Letter added${values.share ? " and shared" : ""}.`);
    location.hash = documentAddress(saved.id);
  });
  const isChanged = fieldCode(saving.error, "version") === "validation_changed";
  const isSentMeanwhile = fieldCode(saving.error, "round") === "validation_changed";

  /** What it says now, in place of what was written here. */
  const takeTheirs = useAction(async () => {
    const now = await loadLetter(id);
    saving.forget();
    show(letterForm(now), now);
  });
  /** What was written here, in place of what it says now. */
  const keepMine = useAction(async () => {
    const now = await loadLetter(id);
    const next = { version: now.version, round: now.round };
    setSeen(next);
    saving.forget();
    if (next.round === seen.round) await saving.run(next); // else it says first what would be ended
  });
  useEffect(() => {
    if (!isSentMeanwhile) return;
    loadLetter(id).then(
      ({ round }) => setSeen((last) => ({ ...last, round })),
      () => {}, // the next try tells
    );
  }, [saving.error]);

  const [pdf, setPdf] = useState(/** @type {Uint8Array | null} */ (null));
  const previewing = useAction(async () => {
    saving.forget();
    setPdf(await previewLetter(body()));
  });
  const error = takeTheirs.error ?? keepMine.error ?? saving.error ?? previewing.error;
  const { fields } = problem(error);
  useEffect(() => {
    if (fields.body && !fields.title && !fields.kind && !fields.date) editor.current?.focus();
  }, [error]);

  /**
   * @param {typeof values} next
   * @param {typeof seen} of
   */
  const show = (next, { version, round }) => {
    setBegun(null);
    setStored(next);
    setValues(next);
    setSeen({ version, round });
    setTurn((last) => last + 1);
  };
  const discard = () => show(stored, { version: letter?.version ?? "", round: seen.round });
  const submit = () => {
    previewing.forget();
    saving.run(seen);
  };

  const busy = saving.busy || keepMine.busy || takeTheirs.busy;

  return html`<div class="desk-letter">
    <div inert=${busy}>
    <${Form} id=${formId} onSubmit=${submit} fields=${fields}>
      <p class="txt-hint">For ${name}.</p>
      <${Notices} signed=${readOnly} open=${seen.round !== ""} begun=${begun !== null} onDiscard=${discard} />
      <${Refusal} error=${error} shown=${{ title: "", kind: "", date: "", body: "" }} />
      ${
        isChanged &&
        html`<${Meanwhile} busy=${busy} onTheirs=${takeTheirs.run} onMine=${keepMine.run} />`
      }
      <${TextField}
        label="Title"
        value=${values.title}
        error=${fields.title}
        maxLength=${200}
        required
        disabled=${readOnly}
        onInput=${(/** @type {string} */ title) => change({ title })}
        help="It stands above the letter, and clients find it by this name."
      />
      <div class="desk-pair">
        <${SelectField}
          label="Kind"
          value=${values.kind}
          error=${fields.kind}
          choices=${LETTER_KINDS}
          disabled=${readOnly}
          onInput=${(/** @type {string} */ kind) => change({ kind })}
        />
        <${TextField}
          label="Date"
          type="date"
          value=${values.date}
          error=${fields.date}
          required
          disabled=${readOnly}
          onInput=${(/** @type {string} */ date) => change({ date })}
        />
      </div>
      <${Editor}
        key=${turn}
        label="Letter"
        value=${values.body}
        readOnly=${readOnly}
        error=${fields.body}
        handle=${editor}
        onInput=${(/** @type {string} */ written) => change({ body: written })}
      />
      ${
        !id &&
        html`<${CheckField}
          label="Share to Client Portal"
          toggle
          checked=${values.share}
          disabled=${saving.busy}
          onChange=${(/** @type {boolean} */ share) => change({ share })}
          help="Off, it stays within your firm. Sending it to sign shares it as well."
        />`
      }
    <//>
    </div>
    <footer class="desk-letter-footer">
      <${Button} tone="secondary" icon="eye" busy=${previewing.busy} onClick=${() => previewing.run()}>Preview<//>
      <span></span>
      <a class="btn transparent" href=${back}>${readOnly ? "Back" : "Cancel"}</a>
      ${!readOnly && html`<${Button} type="submit" form=${formId} busy=${saving.busy}>${id ? "Save letter" : "Add letter"}<//>`}
    </footer>
    ${pdf && html`<${LetterPreview} title=${values.title || "Letter"} pdf=${pdf} onClose=${() => setPdf(null)} />`}
  </div>`;
}

/** @param {{type: Scope["type"], id: string}} to */
function adder(to) {
  const key = newKey();
  return letterAdder({
    add: (letter) => addLetter(letter, key),
    load: loadLetter,
    change: changeLetter,
    share: (id) => shareWith(id, to),
  });
}

/** @param {{signed: boolean, open: boolean, begun: boolean, onDiscard: () => void}} props */
function Notices({ signed, open, begun, onDiscard }) {
  const [asking, setAsking] = useState(false);
  return html`
    ${
      signed &&
      html`<div class="alert info" role="note">
        This letter has been signed, so it stays as it is. Write another one for what has changed.
      </div>`
    }
    ${
      open &&
      html`<div class="alert warning" role="note">
        This letter is out to be signed. Saving a change ends that, and tells whoever was asked: send it to sign again afterwards.
      </div>`
    }
    ${
      begun &&
      html`<div class="alert info desk-begun" role="status">
        <span>This is what you had begun to write and not saved.</span>
        <${Button} size="sm" tone="secondary" onClick=${() => setAsking(true)}>Discard it<//>
      </div>`
    }
    ${
      asking &&
      html`<${Confirm}
        title="Discard what you have written?"
        confirm="Discard"
        keep="Keep writing"
        onConfirm=${async () => onDiscard()}
        onClose=${() => setAsking(false)}
      >
        <p>It has not been saved.</p>
      <//>`
    }
  `;
}
