// @ts-check
// Changing the password while signed in.

import { html, useState } from "../../shared/vendor/preact.js";
import { toast } from "../notices.js";
import { changePassword } from "../session.js";
import { bumpVersion, useStore } from "../store.js";
import { Button, FormError, HiddenUsername, PasswordField } from "../ui/field.js";
import { focusOnce } from "../ui/focus.js";
import { useForm } from "../ui/form.js";
import { LONGEST_PASSWORD, SHORTEST_PASSWORD, newPasswordProblem, refuse } from "../words.js";

export function ChangePassword() {
  const [open, setOpen] = useState(false);
  if (!open) return html`<${Button} onClick=${() => setOpen(true)}>Change password<//>`;
  return html`<${PasswordForm} onClose=${() => setOpen(false)} />`;
}

/** @param {{onClose: () => void}} props */
function PasswordForm({ onClose }) {
  const email = useStore((state) => state.contact?.email ?? "");
  const form = useForm(
    async ({ oldPassword = "", password = "" }) => {
      refuse({
        oldPassword: oldPassword ? "" : "Enter your current password.",
        password: newPasswordProblem(password),
      });
      await changePassword(oldPassword, password);
      toast("Your password was changed. All other devices were signed out.");
      bumpVersion();
      onClose();
    },
    ["oldPassword", "password"],
  );
  return html`<form class="form form-narrow" method="post" noValidate ref=${form.ref} onSubmit=${form.onSubmit}>
    <${FormError} text=${form.error} />
    <${HiddenUsername} email=${email} />
    <${PasswordField}
      label="Current password"
      name="oldPassword"
      error=${form.fields["oldPassword"]}
      input=${{ autocomplete: "current-password", ref: focusOnce }}
    />
    <${PasswordField}
      label="New password"
      name="password"
      hint=${`${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters. All other devices will be signed out.`}
      error=${form.fields["password"]}
      input=${{ autocomplete: "new-password", minlength: SHORTEST_PASSWORD }}
    />
    <div class="form-buttons">
      <${Button} type="submit" class="button-primary" busy=${form.busy}>Change password<//>
      <${Button} onClick=${onClose}>Cancel<//>
    </div>
  </form>`;
}
