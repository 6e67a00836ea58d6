// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { create } from "../data/api.js";
import { useAction } from "../data/hooks.js";
import { problem } from "../lib/errors.js";
import { ROLES } from "../lib/labels.js";
import { randomPassword } from "../lib/password.js";
import { CredentialsDialog } from "../people/credentials.js";
import { SelectField, TextField, binder, useValues } from "../ui/form.js";
import { FormDialog } from "../ui/form_dialog.js";
import { Refusal } from "../ui/states.js";

const ROLE_CHOICES = Object.entries(ROLES).map(([value, { label, means }]) => ({ value, label: `${label}: ${means}` }));

/**
 * Makes an account for somebody of the staff, with a password that is shown once: it works without mail as well.
 *
 * @param {{onClose: () => void, onAdded: () => void}} props
 */
export function StaffForm({ onClose, onAdded }) {
  const { values, setValues, dirty } = useValues({ name: "", email: "", role: "editor" });
  const [password, setPassword] = useState("");

  const { run, busy, error } = useAction(async () => {
    const made = randomPassword();
    await create("staff", { ...values, password: made, passwordConfirm: made });
    setPassword(made);
    onAdded();
  });

  const { fields } = problem(error);
  const bind = binder(values, setValues, fields);

  if (password) {
    return html`<${CredentialsDialog} title="Staff Credentials" ...${values} password=${password} onDone=${onClose} />`;
  }
  return html`<${FormDialog}
    title="Add staff"
    shape=""
    submit="Add staff"
    dirty=${dirty}
    busy=${busy}
    fields=${fields}
    onSubmit=${run}
    onClose=${onClose}
  >
    <${Refusal} error=${error} shown=${values} />
    <${TextField} label="Name" ...${bind("name")} required autofocus maxLength=${120} />
    <${TextField} label="Email" type="email" ...${bind("email")} required maxLength=${255} />
    <${SelectField} label="Role" ...${bind("role")} choices=${ROLE_CHOICES} />
  <//>`;
}
