// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { changePassword, rename } from "../data/account.js";
import { useAction } from "../data/hooks.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";
import { ROLES } from "../lib/labels.js";
import { Button } from "../ui/button.js";
import { useMe } from "../ui/desk.js";
import { Form, TextField, binder } from "../ui/form.js";
import { PageContent } from "../ui/page.js";
import { Facts, Section } from "../ui/record.js";
import { Empty, Refusal } from "../ui/states.js";

/** Where somebody of the staff looks after their own account. */
export function Page() {
  const me = useMe();
  return html`<${PageContent} title="Your account">
    ${
      me.role === "owner"
        ? html`<${Empty} icon="shield-user" title="You are signed in as an owner.">
            <p>The accounts of owners are kept in PocketBase's own pages.</p>
            <a href="#/collections?collection=_superusers" class="btn secondary"><span class="txt">Show owners</span></a>
          <//>`
        : html`<div class="desk-settings">
            <div>
              <${Facts}
                facts=${[
                  { label: "Email", value: me.email },
                  { label: "Role", value: `${ROLES[me.role].label}: ${ROLES[me.role].means}` },
                ]}
              />
              <p class="txt-hint">Managers change these under Settings, Staff accounts.</p>
            </div>
            <${Name} me=${me} />
            <${Password} email=${me.email} />
          </div>`
    }
  <//>`;
}

/** @param {{me: Me}} props */
function Name({ me }) {
  const [values, setValues] = useState({ name: me.name });
  const [saved, setSaved] = useState(me.name);
  const { run, busy, error } = useAction(async () => {
    await rename(me.id, values.name);
    setSaved(values.name);
    host().toast("Name saved.");
  });
  const { fields } = problem(error);
  const bind = binder(values, setValues, fields);
  return html`<${Section} title="Name">
    <${Form} onSubmit=${run} fields=${fields}>
      <${Refusal} error=${error} shown=${values} />
      <${TextField} label="Name" ...${bind("name")} required maxLength=${120} autocomplete="name" help="Clients read it beside your messages." />
      <div><${Button} type="submit" busy=${busy} disabled=${values.name.trim() === saved}>Save name<//></div>
    <//>
  <//>`;
}

const NOTHING = { current: "", password: "" };

/** @param {{email: string}} props `email`: tells password managers whose password it is. */
function Password({ email }) {
  const [values, setValues] = useState(NOTHING);
  const { run, busy, error } = useAction(async () => {
    await changePassword(values.current, values.password);
    setValues(NOTHING);
    host().toast("Password changed. Other devices are signed out.");
  });
  const { fields } = problem(error);
  const bind = binder(values, setValues, fields);
  return html`<${Section} title="Password">
    <${Form} onSubmit=${run} fields=${fields}>
      <${Refusal} error=${error} shown=${values} />
      <input type="text" hidden readonly name="email" autocomplete="username" value=${email} />
      <${TextField} label="Current password" type="password" ...${bind("current")} required autocomplete="current-password" />
      <${TextField}
        label="New password"
        type="password"
        ...${bind("password")}
        required
        autocomplete="new-password"
        help="At least 8 characters. Wherever else you are signed in, you will have to sign in again."
      />
      <div><${Button} type="submit" busy=${busy}>Change password<//></div>
    <//>
  <//>`;
}
