// @ts-check
// A one-time code by mail: asked for, and typed in.

import { Icon } from "../../shared/icons.js";
import { html, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { useStore } from "../store.js";
import { AnotherCode, usePause } from "../ui/another-code.js";
import { Button, TextField } from "../ui/field.js";
import { focusOnce } from "../ui/focus.js";
import { explain } from "../words.js";

export const CODE_LENGTH = 6;
/** How long a code counts. */
const VALID = 10 * 60_000;

/**
 * @param {object} props
 * @param {string} props.signing its id
 * @param {string} props.code
 * @param {number} props.sentAt when a code was sent last, maybe before the page was loaded; 0 for never
 * @param {string} props.error
 * @param {(code: string) => void} props.onCode
 * @param {() => void} props.onSent
 */
export function CodeByMail({ signing, code, sentAt, error, onCode, onSent }) {
  const firm = useStore((state) => state.firm.name);
  const email = useStore((state) => state.contact?.email) ?? "";
  const [sent, setSent] = useState(Date.now() - sentAt < VALID ? 1 : 0); // how often
  const [left, pause] = usePause(0);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  const send = async () => {
    if (busy || left > 0) return;
    setBusy(true);
    setProblem("");
    try {
      await api.sendSigningCode(signing);
      setSent(sent + 1);
      pause();
      onSent();
    } catch (err) {
      setProblem(explain(err, firm));
    }
    setBusy(false);
  };

  return html`<div class="code-by-mail">
    ${sent === 0
      ? html`<p class="finish-hint">To make sure that it is you, we send a code to <strong>${email}</strong>.</p>
          <${Button} busy=${busy} onClick=${send}><${Icon} name="mail" size=${18} /> Send me a code<//>`
      : html`<${TextField}
            label="Code from the mail"
            name="code"
            error=${error}
            input=${{
              class: "input input-code",
              value: code,
              autocomplete: "one-time-code",
              inputmode: "numeric",
              maxlength: 12,
              ref: left > 0 ? focusOnce : undefined, // not where the page was loaded again
              onInput: (/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => onCode(event.currentTarget.value),
            }}
          />
          <p class="finish-hint" role="status">
            ${sent === 1 ? html`A code is on its way to <strong>${email}</strong>. It works for 10 minutes.` : "Another code is on its way. Only the newest one works."}
          </p>
          <${AnotherCode} left=${left} onSend=${send} />`}
    <div role="alert">${problem && html`<p class="field-error"><${Icon} name="alert" size=${16} /> <span>${problem}</span></p>`}</div>
  </div>`;
}
