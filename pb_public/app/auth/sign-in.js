// @ts-check
// Signing in with email and password, and the way to everything else that gets one in.

import { Icon } from "../../shared/icons.js";
import { html, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { place } from "../place.js";
import { enter } from "../session.js";
import { useStore } from "../store.js";
import { Button, EmailField, FormError, PasswordField } from "../ui/field.js";
import { useForm } from "../ui/form.js";
import { go } from "../use-route.js";
import { emailProblem, explain, refuse } from "../words.js";
import { AuthLayout } from "./layout.js";
import { rememberCode } from "./pending-code.js";

/** @param {{expired?: boolean, notice?: string}} props */
export function SignIn({ expired = false, notice = "" }) {
  const firm = useStore((state) => state.firm.name);
  const form = useForm(
    async ({ email = "", password = "" }) => {
      const address = email.trim();
      refuse({ email: emailProblem(address), password: password ? "" : "Enter your password." });
      enter(await api.signIn(address, password));
    },
    ["email", "password"],
  );
  const mailing = useMailedCode(form.ref);

  return html`<${AuthLayout}
    title=${expired ? "Your session has ended" : "Sign in"}
    intro=${expired
      ? `You were signed out, and nothing of yours is left on this page. Sign in to go on. If that does not work, contact ${firm || "the firm"}.`
      : ""}
  >
    ${notice && html`<p class="notice notice-good" role="status"><${Icon} name="check" /> <span>${notice}</span></p>`}
    <form class="form" method="post" noValidate ref=${form.ref} onSubmit=${form.onSubmit}>
      <${FormError} text=${form.error || mailing.error} />
      <${EmailField} label="Email" name="email" error=${form.fields["email"]} input=${{ required: true }} />
      <${PasswordField}
        label="Password"
        name="password"
        error=${form.fields["password"]}
        input=${{ autocomplete: "current-password", required: true }}
      />
      <p class="form-aside"><a href="#/forgot">Forgot password</a></p>
      <${Button} type="submit" class="button-primary button-wide" busy=${form.busy}>Sign in<//>
      <p class="form-or"><span>or</span></p>
      <${Button} class="button-wide" busy=${mailing.busy} onClick=${mailing.send}>
        <${Icon} name="mail" /> Email me a sign-in code
      <//>
      ${place.project &&
      html`<p class="form-aside form-aside-center">
        This is the address of one project. <a href="/">Sign in to all your documents</a>
      </p>`}
    </form>
  <//>`;
}

/**
 * Asks for a code with the address that stands in the form; without one, the next page asks for it.
 * @param {{current: HTMLFormElement | null}} form
 */
function useMailedCode(form) {
  const firm = useStore((state) => state.firm.name);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const send = async () => {
    if (busy) return;
    const email = form.current ? String(new FormData(form.current).get("email")).trim() : "";
    if (emailProblem(email)) {
      go("#/code");
      return;
    }
    setBusy(true);
    setError("");
    try {
      rememberCode({ email, codeId: await api.requestCode(email) });
      go("#/code");
    } catch (err) {
      setError(explain(err, firm));
    }
    setBusy(false);
  };
  return { busy, error, send };
}
