// @ts-check

import { html, useEffect, useState } from "/shared/vendor/preact.js";
import { requestPasswordReset } from "../data/sign_in.js";
import { useAction } from "../data/hooks.js";
import { host } from "../host.js";
import { Door } from "../sign_in/door.js";
import { Button } from "../ui/button.js";
import { Form, TextField } from "../ui/form.js";
import { Refusal } from "../ui/states.js";

/** Has a link sent by mail with which a new password is set; the page behind the link is PocketBase's. */
export function Page() {
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState(false);
  const { run, busy, error } = useAction(async () => {
    await requestPasswordReset(email.trim());
    setSent(true);
  });

  useEffect(() => host().title("Forgot password"), []);

  return html`<${Door} title="Forgot password">
    ${
      sent
        ? html`<div class="alert success txt-center" role="status">
          <p>If <strong class="desk-break">${email}</strong> has an account here, a mail with a link is on its way.</p>
        </div>`
        : html`<${Form} onSubmit=${run}>
          <${Refusal} error=${error} />
          <${TextField}
            label="Email"
            type="email"
            autocomplete="username"
            value=${email}
            onInput=${setEmail}
            required
            autofocus
          />
          <${Button} type="submit" size="lg" tone="block" icon="mail-send" busy=${busy}>Send link<//>
        <//>`
    }
    <p class="txt-center m-t-sm"><a href="#/login" class="link-hint">Back to sign in</a></p>
  <//>`;
}
