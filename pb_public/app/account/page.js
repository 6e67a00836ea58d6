// @ts-check
// The account: who one is, the password, and where one is signed in.

import { Icon } from "../../shared/icons.js";
import { html, useState } from "../../shared/vendor/preact.js";
import { toast } from "../notices.js";
import { signOut, signOutEverywhere } from "../session.js";
import { useStore } from "../store.js";
import { ConfirmDialog } from "../ui/confirm.js";
import { Button } from "../ui/field.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { explain } from "../words.js";
import { MessageMailsChoice } from "./mails.js";
import { ChangePassword } from "./password.js";
import { Sessions } from "./sessions.js";

export function AccountPage() {
  useTitle("Account");
  return html`<div class="account">
    <div class="page-top"><${PageHeading}>Account<//></div>
    <${Section} title="Your details"><${Details} /><//>
    <${Section} title="Password"><${ChangePassword} /><//>
    <${Section} title="Mails about unread messages" intro="A mail says that somebody has written to you, not what.">
      <${MessageMailsChoice} />
    <//>
    <${Section} title="Where you are signed in" intro="If you do not know a device here, sign it out and change your password.">
      <${Sessions} />
    <//>
    <${SignOut} />
  </div>`;
}

/** @param {{title: string, intro?: string, children?: unknown}} props */
function Section({ title, intro, children }) {
  return html`<section class="panel">
    <div class="panel-head">
      <h2>${title}</h2>
      ${intro && html`<p>${intro}</p>`}
    </div>
    <div class="panel-body">${children}</div>
  </section>`;
}

function Details() {
  const contact = useStore((state) => state.contact);
  const firm = useStore((state) => state.firm.name);
  return html`<dl class="details">
      <div><dt>Name</dt><dd>${contact?.name}</dd></div>
      <div><dt>Email</dt><dd>${contact?.email}</dd></div>
    </dl>
    <p class="panel-note">Is something not right? Tell ${firm || "the firm"}, and they will change it.</p>`;
}

function SignOut() {
  const firm = useStore((state) => state.firm.name);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState("");

  const here = () => signOut().catch((err) => toast(explain(err, firm), "bad"));
  const everywhere = () => signOutEverywhere().catch((err) => setError(explain(err, firm)));

  return html`<div class="sign-out">
    <${Button} onClick=${here}><${Icon} name="sign-out" size=${18} /> Sign out<//>
    <${Button} onClick=${() => setAsking(true)}>Sign out everywhere<//>
    ${asking &&
    html`<${ConfirmDialog}
      title="Sign out everywhere?"
      action="Sign out everywhere"
      danger
      error=${error}
      onConfirm=${everywhere}
      onClose=${() => setAsking(false)}
    >
      <p>Every device is signed out, this one too. You can sign in again at any time.</p>
    <//>`}
  </div>`;
}
