// @ts-check
// A forgotten password: asking for the mail, and setting a new one with the link in it.

import { html, useState } from "../../shared/vendor/preact.js";
import { ApiError } from "../../shared/http.js";
import { Icon } from "../../shared/icons.js";
import * as api from "../api.js";
import { leave } from "../session.js";
import { useStore } from "../store.js";
import { Button, EmailField, FormError, HiddenUsername, PasswordField } from "../ui/field.js";
import { useForm } from "../ui/form.js";
import { LONGEST_PASSWORD, SHORTEST_PASSWORD, emailProblem, newPasswordProblem, refuse } from "../words.js";
import { AuthLayout } from "./layout.js";
import { emailInToken } from "./reset-token.js";

export function ForgotPassword() {
  const [sentTo, setSentTo] = useState("");
  const form = useForm(
    async ({ email = "" }) => {
      const address = email.trim();
      refuse({ email: emailProblem(address) });
      await api.requestReset(address);
      setSentTo(address);
    },
    ["email"],
  );
  if (sentTo) return html`<${MailSent} email=${sentTo} />`;
  return html`<${AuthLayout}
    title="Forgot password"
    intro="Enter the email address you sign in with. We send you a link to set a new password."
  >
    <form class="form" method="post" noValidate ref=${form.ref} onSubmit=${form.onSubmit}>
      <${FormError} text=${form.error} />
      <${EmailField} label="Email" name="email" error=${form.fields["email"]} input=${{ required: true }} />
      <${Button} type="submit" class="button-primary button-wide" busy=${form.busy}>Email me a link<//>
      <p class="form-aside form-aside-center"><a href="#/sign-in">Back to sign in</a></p>
    </form>
  <//>`;
}

/** @param {{email: string}} props */
function MailSent({ email }) {
  const firm = useStore((state) => state.firm.name);
  return html`<${AuthLayout}
    title="Check your email"
    intro=${html`If <strong>${email}</strong> can sign in here, a mail with a link to set a new password is on its way.`}
  >
    <div class="form">
      <p class="auth-note">
        It can take a few minutes. Look among unwanted mails too. If nothing comes, contact ${firm || "the firm"}.
      </p>
      <a class="button button-wide" href="#/sign-in">Back to sign in</a>
    </div>
  <//>`;
}

/** @param {{token: string}} props */
export function SetNewPassword({ token }) {
  const [state, setState] = useState(/** @type {"form" | "done" | "void"} */ ("form"));
  const form = useForm(
    async ({ password = "" }) => {
      refuse({ password: newPasswordProblem(password) });
      try {
        await api.confirmReset(token, password);
      } catch (err) {
        if (err instanceof ApiError && err.status === 400 && !err.data["password"]) setState("void");
        throw err;
      }
      setState("done");
    },
    ["password"],
  );
  if (state === "done") return html`<${PasswordSet} />`;
  if (state === "void" || !token) return html`<${LinkVoid} />`;
  return html`<${AuthLayout} title="Set a new password" intro="Every device that is signed in will be signed out.">
    <form class="form" method="post" noValidate ref=${form.ref} onSubmit=${form.onSubmit}>
      <${FormError} text=${form.error} />
      <${HiddenUsername} email=${emailInToken(token)} />
      <${PasswordField}
        label="New password"
        name="password"
        hint=${`${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters. A few words in a row are easy to remember and hard to guess.`}
        error=${form.fields["password"]}
        input=${{ autocomplete: "new-password", minlength: SHORTEST_PASSWORD }}
      />
      <${Button} type="submit" class="button-primary button-wide" busy=${form.busy}>Set password<//>
    </form>
  <//>`;
}

function PasswordSet() {
  return html`<${AuthLayout} title="Your new password is set" intro="Use it from now on to sign in.">
    <div class="form">
      <p class="notice notice-good"><${Icon} name="check" /> <span>All devices were signed out.</span></p>
      <a class="button button-primary button-wide" href="#/sign-in" onClick=${() => leave("guest")}>Sign in</a>
    </div>
  <//>`;
}

function LinkVoid() {
  return html`<${AuthLayout}
    title="This link no longer works"
    intro="It was used already, or it is too old. Ask for a new one."
  >
    <div class="form">
      <a class="button button-primary button-wide" href="#/forgot">Email me a new link</a>
      <a class="button button-wide" href="#/sign-in">Back to sign in</a>
    </div>
  <//>`;
}
