// @ts-check

import { html, useEffect, useState } from "/shared/vendor/preact.js";
import { signIn } from "../data/sign_in.js";
import { host } from "../host.js";
import { CodeForm } from "../sign_in/code_form.js";
import { Door } from "../sign_in/door.js";
import { PasswordForm } from "../sign_in/password_form.js";

/** The sign-in of staff and owner: one form, whichever of the two it is. */
export function Page() {
  const [second, setSecond] = useState(/** @type {import("../data/sign_in.js").SecondStep | undefined} */ (undefined));

  useEffect(() => host().title("Sign in"), []);

  return html`<${Door} title=${second ? "One-time code" : "Sign in"}>
    ${
      second
        ? html`<${CodeForm} step=${second} onBack=${() => setSecond(undefined)} />`
        : html`<${PasswordForm} signIn=${signIn} onSecond=${setSecond} />`
    }
  <//>`;
}
