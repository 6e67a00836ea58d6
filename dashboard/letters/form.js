// @ts-check

import { html, useEffect, useId, useRef, useState } from "/shared/vendor/preact.js";
import { keepDraft, readDraft } from "/shared/messages/drafts.js";
import { newKey } from "/shared/upload.js";
import { useLeaving } from "/shared/use-leaving.js";
import { useAction } from "../data/hooks.js";
import { previewLetter, saveLetter } from "../data/letters.js";
import { host } from "../host.js";
import { documentAddress } from "../lib/address.js";
import { problem } from "../lib/errors.js";
import { LETTER_KINDS, differ, letterForm, readBegun } from "../lib/letters.js";
import { Button } from "../ui/button.js";
import { CheckField, Form, SelectField, TextField } from "../ui/form.js";
import { Refusal } from "../ui/states.js";
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
  const draft = `letter/${id || `${to.type}/${to.id}`}`;
  const readOnly = letter?.signed ?? false;
  const [begun, setBegun] = useState(() => (readOnly ? null : readBegun(readDraft(draft).text)));
  const [stored] = useState(() => letterForm(letter));
  const [values, setValues] = useState(() => begun ?? stored);
  const [turn, setTurn] = useState(0);
  const editor = useRef(/** @type {import("./editor.js").Handle | null} */ (null));
  const key = useRef(newKey());
  const dirty = differ(values, stored);
  useLeaving(dirty);

  // What was not saved is there again when somebody comes back to it in this tab.
  useEffect(() => {
    if (!readOnly) keepDraft(draft, { text: dirty ? JSON.stringify(values) : "", files: [] });
  }, [values]);

  /** @param {Partial<typeof values>} part */
  const change = (part) => setValues((last) => ({ ...last, ...part }));
  /** What is sent: what was typed last may not have been told yet. */
  const body = () => ({ ...values, body: editor.current?.read() ?? values.body, [to.type]: to.id });

  const saving = useAction(async () => {
    const saved = await saveLetter(id, body(), key.current);
    setValues(stored);
    keepDraft(draft, { text: "", files: [] });
    host().toast(id ? "Letter saved." : `Letter added${values.share ? " and shared" : ""}.`);
    location.hash = documentAddress(saved.id);
  });
  const [pdf, setPdf] = useState(/** @type {Uint8Array | null} */ (null));
  const previewing = useAction(async () => {
    saving.forget();
    setPdf(await previewLetter(body()));
  });
  const error = saving.error ?? previewing.error;
  const { fields } = problem(error);

  const discard = () => {
    setBegun(null);
    setValues(stored);
    setTurn((last) => last + 1);
  };
  const submit = () => {
    previewing.forget();
    saving.run();
  };

  return html`<div class="desk-letter">
    <${Form} id=${formId} onSubmit=${submit} fields=${fields}>
      <p class="txt-hint">For ${name}.</p>
      <${Notices} letter=${letter} begun=${begun !== null} onDiscard=${discard} />
      <${Refusal} error=${error} shown=${{ title: "", kind: "", date: "", body: "" }} />
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
    <footer class="desk-letter-footer">
      <${Button} tone="secondary" icon="eye" busy=${previewing.busy} onClick=${() => previewing.run()}>Preview<//>
      <span></span>
      <a class="btn transparent" href=${back}>${readOnly ? "Back" : "Cancel"}</a>
      ${!readOnly && html`<${Button} type="submit" form=${formId} busy=${saving.busy}>${id ? "Save letter" : "Add letter"}<//>`}
    </footer>
    ${pdf && html`<${LetterPreview} title=${values.title || "Letter"} pdf=${pdf} onClose=${() => setPdf(null)} />`}
  </div>`;
}

/** @param {{letter: DeskLetter | undefined, begun: boolean, onDiscard: () => void}} props */
function Notices({ letter, begun, onDiscard }) {
  return html`
    ${
      letter?.signed &&
      html`<div class="alert info" role="note">
        This letter has been signed, so it stays as it is. Write another one for what has changed.
      </div>`
    }
    ${
      letter?.open &&
      html`<div class="alert warning" role="note">
        This letter is out to be signed. Saving a change ends that, and tells whoever was asked: send it to sign again afterwards.
      </div>`
    }
    ${
      begun &&
      html`<div class="alert info desk-begun" role="status">
        <span>This is what you had begun to write and not saved.</span>
        <${Button} size="sm" tone="secondary" onClick=${onDiscard}>Discard it<//>
      </div>`
    }
  `;
}
