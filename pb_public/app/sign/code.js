// @ts-check
// A one-time code by mail: asked for, and typed in.

import { Icon } from "../../shared/icons.js";
import { html, useEffect, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { useStore } from "../store.js";
import { Button, TextField } from "../ui/field.js";
import { focusOnce } from "../ui/focus.js";
import { explain } from "../words.js";

export const CODE_LENGTH = 6;
/** How long a code counts. */
const VALID = 10 * 60_000;
/** Seconds until another code can be asked for: mails take a moment. */
const PAUSE = 30;

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
  const [left, setLeft] = useState(0);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  useEffect(() => {
    if (left === 0) return undefined;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);

  const send = async () => {
    if (busy || left > 0) return;
    setBusy(true);
    setProblem("");
    try {
      await api.sendSigningCode(signing);
      setSent(sent + 1);
      setLeft(PAUSE);
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
          <button type="button" class="link" aria-disabled=${left > 0 || undefined} onClick=${send}>
            ${left > 0 ? `Send another code in ${left} s` : "Send another code"}
          </button>`}
    <div role="alert">${problem && html`<p class="field-error"><${Icon} name="alert" size=${16} /> <span>${problem}</span></p>`}</div>
  </div>`;
}
