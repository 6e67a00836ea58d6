// @ts-check
// Signing in with a code by mail: the address first, then the code.

import { html, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { enter } from "../session.js";
import { useStore } from "../store.js";
import { AnotherCode, PAUSE, usePause } from "../ui/another-code.js";
import { Button, EmailField, FormError, TextField } from "../ui/field.js";
import { focusOnce } from "../ui/focus.js";
import { useForm } from "../ui/form.js";
import { emailProblem, explain, refuse } from "../words.js";
import { AuthLayout } from "./layout.js";
import { forgetCode, recallCode, rememberCode } from "./pending-code.js";

const DIGITS = 8;

/** @typedef {import("./pending-code.js").PendingCode} PendingCode */

export function CodePage() {
  const [pending, setPending] = useState(recallCode);

  /** @param {string} email */
  const ask = async (email) => {
    const next = { email, codeId: await api.requestCode(email) };
    rememberCode(next);
    setPending(next);
  };
  const startOver = () => {
    forgetCode();
    setPending(null);
  };
  return pending
    ? html`<${EnterCode} pending=${pending} onAsk=${ask} onStartOver=${startOver} />`
    : html`<${AskForCode} onAsk=${ask} />`;
}

/** @param {{onAsk: (email: string) => Promise<void>}} props */
function AskForCode({ onAsk }) {
  const form = useForm(
    async ({ email = "" }) => {
      const address = email.trim();
      refuse({ email: emailProblem(address) });
      await onAsk(address);
    },
    ["email"],
  );
  return html`<${AuthLayout} title="Sign in with a code" intro="We send you a code by mail. No password is needed.">
    <form class="form" method="post" noValidate ref=${form.ref} onSubmit=${form.onSubmit}>
      <${FormError} text=${form.error} />
      <${EmailField} label="Email" name="email" error=${form.fields["email"]} input=${{ required: true }} />
      <${Button} type="submit" class="button-primary button-wide" busy=${form.busy}>Email me a sign-in code<//>
      <p class="form-aside form-aside-center"><a href="#/sign-in">Sign in with your password</a></p>
    </form>
  <//>`;
}

/**
 * @param {{pending: PendingCode, onAsk: (email: string) => Promise<void>, onStartOver: () => void}} props
 */
function EnterCode({ pending, onAsk, onStartOver }) {
  const form = useForm(
    async ({ code = "" }) => {
      const digits = code.replace(/\D/g, "");
      refuse({ code: digits.length === DIGITS ? "" : `The code has ${DIGITS} digits.` });
      const contact = await api.confirmCode(pending.codeId, digits);
      forgetCode();
      enter(contact);
    },
    ["code"],
  );

  /** @param {InputEvent & {currentTarget: HTMLInputElement}} event */
  const onInput = (event) => {
    const complete = event.currentTarget.value.replace(/\D/g, "").length === DIGITS;
    if (complete) event.currentTarget.form?.requestSubmit();
  };

  return html`<${AuthLayout}
    title="Enter your code"
    focusHeading=${false}
    intro=${html`If <strong>${pending.email}</strong> can sign in here, a code with ${DIGITS} digits is on its way to it.
      It works for 10 minutes.`}
  >
    <form class="form" method="post" noValidate ref=${form.ref} onSubmit=${form.onSubmit}>
      <${FormError} text=${form.error} />
      <${TextField}
        label="Sign-in code"
        name="code"
        error=${form.fields["code"]}
        input=${{
          class: "input input-code",
          autocomplete: "one-time-code",
          inputmode: "numeric",
          maxlength: 12,
          ref: focusOnce,
          onInput,
        }}
      />
      <${Button} type="submit" class="button-primary button-wide" busy=${form.busy}>Sign in<//>
    </form>
    <${AskAgain} email=${pending.email} onAsk=${onAsk} />
    <p class="form-aside form-aside-center">
      <button type="button" class="link" onClick=${onStartOver}>Use another address</button>
      <a href="#/sign-in">Sign in with your password</a>
    </p>
  <//>`;
}

/** @param {{email: string, onAsk: (email: string) => Promise<void>}} props */
function AskAgain({ email, onAsk }) {
  const firm = useStore((state) => state.firm.name);
  const [left, pause] = usePause(PAUSE);
  const [answer, setAnswer] = useState("");

  const send = async () => {
    if (left > 0) return;
    pause();
    try {
      await onAsk(email);
      setAnswer("Another code is on its way. Only the newest one works.");
    } catch (err) {
      setAnswer(explain(err, firm));
    }
  };
  return html`<div class="ask-again">
    <p role="status">${answer || "No mail? Look among unwanted mails too."}</p>
    <${AnotherCode} left=${left} onSend=${send} />
  </div>`;
}
