// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { post, remove } from "../data/api.js";
import { endIfOver, useOnce } from "../data/hooks.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";
import { ACCESS, enableHindrance } from "../lib/labels.js";
import { Button } from "../ui/button.js";
import { CredentialsDialog } from "./credentials.js";

/** @typedef {{title: string, name: string, email: string, password: string}} Credentials */

/** @typedef {Pick<Contact, "id" | "name" | "email" | "access">} Client */

/**
 * Gives, takes and renews contacts' access to the portal. The dialog with a new password belongs to the page and not to
 * a row of its list: a row may go when its status changes, and the password is shown this once only.
 *
 * @param {{onChanged: () => void}} options
 */
export function useAccess({ onChanged }) {
  const [busy, setBusy] = useState("");
  const [credentials, setCredentials] = useState(/** @type {Credentials | undefined} */ (undefined));
  const once = useOnce();

  /**
   * @param {Client} contact
   * @param {string} name
   * @param {() => Promise<unknown>} action
   */
  const run = async (contact, name, action) => {
    if (!once.begin()) return;
    setBusy(`${contact.id}/${name}`);
    try {
      await action();
    } catch (error) {
      endIfOver(error);
      const { title, advice, fields } = problem(error);
      host().warn(Object.values(fields)[0] ?? `${title} ${advice}`.trim());
    } finally {
      once.end();
      setBusy("");
      onChanged();
    }
  };

  /**
   * @param {Client} contact
   * @param {"access" | "password"} what
   */
  const issue = (contact, what) =>
    run(contact, what, async () => {
      const made = await post(`/api/desk/contacts/${contact.id}/${what}`);
      const { email, password } = /** @type {{email: string, password: string}} */ (made);
      setCredentials({ title: "Portal Credentials", name: contact.name, email, password });
    });

  const dialog =
    credentials && html`<${CredentialsDialog} ...${credentials} onDone=${() => setCredentials(undefined)} />`;

  return {
    busy,
    dialog,
    /** @param {Client} contact */
    enable: (contact) => issue(contact, "access"),
    /** @param {Client} contact */
    reset: (contact) => issue(contact, "password"),
    /** @param {Client} contact */
    revoke: (contact) =>
      run(contact, "revoke", async () => {
        await remove(`/api/desk/contacts/${contact.id}/access`);
        host().toast(`${contact.name} no longer has portal access.`);
      }),
  };
}

/**
 * What can be done about a contact's access, by its state.
 *
 * @param {{contact: Client, access: ReturnType<typeof useAccess>, onAddEmail: () => void}} props
 */
export function AccessButtons({ contact, access, onAddEmail }) {
  /** @param {string} name */
  const busy = (name) => access.busy === `${contact.id}/${name}`;

  if (contact.access === "enabled") {
    return html`<div class="desk-access">
      <${Button} size="sm" tone="secondary" busy=${busy("password")} onClick=${() => access.reset(contact)}>
        Reset Password
      <//>
      <${Button} size="sm" tone="outline danger" busy=${busy("revoke")} onClick=${() => access.revoke(contact)}>
        Revoke
      <//>
    </div>`;
  }

  const hindrance = enableHindrance(contact);
  const reason = `desk-why-${contact.id}`;
  return html`<div class="desk-access">
    <${Button}
      size="sm"
      tone="success"
      busy=${busy("access")}
      disabled=${Boolean(hindrance)}
      title=${hindrance || undefined}
      describedBy=${hindrance ? reason : undefined}
      onClick=${() => access.enable(contact)}
    >
      ${ACCESS[contact.access]?.enable || ACCESS.never.enable}
    <//>
    ${
      hindrance &&
      html`<span class="desk-why">
      <span id=${reason}>${hindrance}</span>
      <button type="button" class="link-hint" onClick=${onAddEmail}><u>Add email</u></button>
    </span>`
    }
  </div>`;
}
