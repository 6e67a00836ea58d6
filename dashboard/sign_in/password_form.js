// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { useAction } from "../data/hooks.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";
import { Button } from "../ui/button.js";
import { Form, TextField } from "../ui/form.js";
import { Refusal } from "../ui/states.js";

/**
 * @param {{signIn: typeof import("../data/sign_in.js").signIn,
 *   onSecond: (step: import("../data/sign_in.js").SecondStep) => void}} props
 */
export function PasswordForm({ signIn, onSecond }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const { run, busy, error } = useAction(async () => {
    const second = await signIn(email.trim(), password);
    if (second) onSecond(second);
    else host().proceed();
  });
  const wrong = Boolean(error) && problem(error).status === 400;

  return html`<${Form} onSubmit=${run}>
    ${wrong && html`<div class="alert danger" role="alert"><strong>Email or password is not right.</strong></div>`}
    ${!wrong && html`<${Refusal} error=${error} />`}
    <${TextField}
      label="Email"
      name="email"
      type="email"
      autocomplete="username"
      value=${email}
      onInput=${setEmail}
      required
      autofocus
    />
    <${TextField}
      label="Password"
      name="password"
      type=${shown ? "text" : "password"}
      autocomplete="current-password"
      value=${password}
      onInput=${setPassword}
      required
    />
    <div class="desk-door-links">
      <button type="button" class="link-hint txt-sm" aria-pressed=${shown} onClick=${() => setShown(!shown)}>
        ${shown ? "Hide password" : "Show password"}
      </button>
      <a href="#/request-password-reset" class="link-hint txt-sm">Forgot password</a>
    </div>
    <${Button} type="submit" size="lg" tone="block next" busy=${busy}>Sign in<//>
  <//>`;
}
