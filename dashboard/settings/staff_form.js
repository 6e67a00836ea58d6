// @ts-check

import { html, useId, useState } from "/shared/vendor/preact.js";
import { create } from "../data/api.js";
import { useAction } from "../data/hooks.js";
import { problem } from "../lib/errors.js";
import { ROLES } from "../lib/labels.js";
import { randomPassword } from "../lib/password.js";
import { CredentialsDialog } from "../people/credentials.js";
import { Button } from "../ui/button.js";
import { Sheet } from "../ui/dialog.js";
import { Form, SelectField, TextField, binder } from "../ui/form.js";
import { Refusal } from "../ui/states.js";

const ROLE_CHOICES = Object.entries(ROLES).map(([value, { label, means }]) => ({ value, label: `${label}: ${means}` }));

/**
 * Makes an account for somebody of the staff, with a password that is shown once: it works without mail as well.
 *
 * @param {{onClose: () => void, onAdded: () => void}} props
 */
export function StaffForm({ onClose, onAdded }) {
  const id = useId();
  const [values, setValues] = useState({ name: "", email: "", role: "editor" });
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
    return html`<${CredentialsDialog} title="Staff credentials" ...${values} password=${password} onDone=${onClose} />`;
  }
  return html`<${Sheet}
    title="Add staff"
    shape=""
    onClose=${onClose}
    footer=${html`
      <${Button} tone="transparent" onClick=${onClose} disabled=${busy}>Cancel<//>
      <${Button} type="submit" form=${id} busy=${busy}>Add staff<//>
    `}
  >
    <${Form} id=${id} onSubmit=${run} fields=${fields}>
      <${Refusal} error=${error} shown=${values} />
      <${TextField} label="Name" ...${bind("name")} required autofocus maxLength=${120} />
      <${TextField} label="Email" type="email" ...${bind("email")} required maxLength=${255} />
      <${SelectField} label="Role" ...${bind("role")} choices=${ROLE_CHOICES} />
    <//>
  <//>`;
}
