// @ts-check
// The password of a public link.

import { html } from "../../shared/vendor/preact.js";
import { Button, FormError, PasswordField } from "../ui/field.js";
import { focusOnce } from "../ui/focus.js";
import { useForm } from "../ui/form.js";
import { refuse } from "../words.js";
import { isGone, openLink } from "./open.js";

/**
 * @param {object} props
 * @param {string} props.secret
 * @param {(opened: import("./open.js").OpenDocument | import("./open.js").OpenRequest, secret: string) => Promise<void>} props.onOpened
 * @param {() => void} props.onGone
 */
export function AskPassword({ secret, onOpened, onGone }) {
  const form = useForm(
    async ({ password = "" }) => {
      refuse({ password: password ? "" : "Enter the password." });
      try {
        await onOpened(await openLink(secret, password), secret);
      } catch (err) {
        if (!isGone(err)) throw err;
        onGone();
      }
    },
    ["password"],
  );
  return html`<form class="form" method="post" noValidate ref=${form.ref} onSubmit=${form.onSubmit}>
    <${FormError} text=${form.error} />
    <${PasswordField}
      label="Password"
      name="password"
      error=${form.fields["password"]}
      input=${{ autocomplete: "off", required: true, ref: focusOnce }}
    />
    <${Button} type="submit" class="button-primary button-wide" busy=${form.busy}>Open document<//>
  </form>`;
}
