// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { confirmCode, sendCode } from "../data/sign_in.js";
import { useAction } from "../data/hooks.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";
import { Button } from "../ui/button.js";
import { Form, TextField } from "../ui/form.js";
import { Refusal } from "../ui/states.js";

/** @param {{step: import("../data/sign_in.js").SecondStep, onBack: () => void}} props */
export function CodeForm({ step, onBack }) {
  const [code, setCode] = useState("");
  const [otpId, setOtpId] = useState(step.otpId);
  const [again, setAgain] = useState(false);

  const confirm = useAction(async () => {
    await confirmCode({ ...step, otpId }, code);
    host().proceed();
  });
  const send = useAction(async () => {
    setOtpId(await sendCode(step.collection, step.email));
    setAgain(true);
    setCode("");
  });
  const wrong = Boolean(confirm.error) && problem(confirm.error).status === 400;

  return html`<${Form} onSubmit=${confirm.run}>
    ${
      wrong &&
      html`<div class="alert danger" role="alert">
      <p><strong>The code is not right, or it is too old.</strong></p>
      <p>Look at the newest mail, or have another one sent.</p>
    </div>`
    }
    ${!wrong && html`<${Refusal} error=${confirm.error ?? send.error} />`}
    <p class="txt-center" role="status">
      ${again ? "Another code is" : "A code is"} on its way to <strong class="desk-break">${step.email}</strong>.
    </p>
    <${TextField}
      label="One-time code"
      value=${code}
      onInput=${setCode}
      autocomplete="one-time-code"
      inputMode="numeric"
      required
      autofocus
    />
    <${Button} type="submit" size="lg" tone="block next" busy=${confirm.busy}>Sign in<//>
    <div class="desk-door-links">
      <button type="button" class="link-hint txt-sm" onClick=${onBack}>Back</button>
      <button type="button" class="link-hint txt-sm" disabled=${send.busy} onClick=${send.run}>Send another code</button>
    </div>
  <//>`;
}
