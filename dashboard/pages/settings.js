// @ts-check

import { html, useId, useState } from "/shared/vendor/preact.js";
import { Activity } from "../activity/activity.js";
import { all, list, update } from "../data/api.js";
import { useAction, useLoad } from "../data/hooks.js";
import { forgetSession } from "../data/session.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";
import { formOf, settingsBody } from "../lib/settings.js";
import { PortalSwitch } from "../projects/switch.js";
import { ConsentField } from "../settings/consent.js";
import { LookFields, PaymentFields, SealFields, UploadFields, LimitFields } from "../settings/fields.js";
import { Chip } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { useFirm, useMe } from "../ui/desk.js";
import { Form } from "../ui/form.js";
import { PageContent } from "../ui/page.js";
import { Section } from "../ui/record.js";
import { Failure, Loading, Refusal } from "../ui/states.js";
import { SettingsMenu } from "../ui/settings_menu.js";

const FIRM = { type: /** @type {const} */ ("firm"), id: "1" };

/** What the form is filled with. */
async function load(/** @type {AbortSignal} */ signal) {
  const [settings, staff] = await Promise.all([
    list("portal_settings", { page: 1, perPage: 1, signal }),
    all("staff", { sort: "name", signal }),
  ]);
  return {
    settings: /** @type {PortalSettings} */ (settings.items[0]),
    staff: /** @type {StaffMember[]} */ (staff),
  };
}

export function Page() {
  const { canManage } = useMe();
  const { data, error, reload } = useLoad(load, []);
  return html`
    <${SettingsMenu} section="portal" />
    <${PageContent} title="Settings">
      ${!canManage && html`<${Failure} error=${{ status: 403 }} />`}
      ${canManage && !data && (error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`)}
      ${canManage && data && html`<${SettingsForm} ...${data} onSwitched=${reload} />`}
    <//>
  `;
}

/**
 * The switch of the portal for every client. It does not wait for the form: what is off is off at once.
 *
 * @param {{settings: PortalSettings, onSwitched: () => void}} props
 */
function Switch({ settings, onSwitched }) {
  const { id, portal_enabled: on } = settings;
  /** @param {boolean} wanted */
  const flip = async (wanted) => {
    await update("portal_settings", id, { portal_enabled: wanted });
    onSwitched();
  };
  return html`<${Section}
    title="Client portal"
    actions=${on ? html`<${Chip} tone="success">Enabled<//>` : html`<${Chip} tone="warning">Disabled<//>`}
  >
    <p class="txt-hint">
      ${
        on
          ? "Switched off, no client can sign in or go on using the portal. Nothing is deleted."
          : "No client can sign in to the portal. Everything comes back as it was when it is enabled."
      }
    </p>
    <${PortalSwitch} on=${on} title="Disable the portal for every client?" onSwitch=${flip} />
  <//>`;
}

/** @param {{settings: PortalSettings, staff: StaffMember[], onSwitched: () => void}} props */
function SettingsForm({ settings, staff, onSwitched }) {
  const id = useId();
  const { logoUrl } = useFirm();
  const [saved, setSaved] = useState(() => formOf(settings));
  const [values, setValues] = useState(saved);
  const changed = values !== saved;

  const { run, busy, error } = useAction(async () => {
    /** @type {PortalSettings} */
    const now = await update("portal_settings", settings.id, settingsBody(values));
    const form = formOf(now);
    setSaved(form);
    setValues(form); // the same, so that nothing is left to save
    host().toast("Settings saved.");
    forgetSession();
  });

  const { fields } = problem(error);
  /** @param {Partial<typeof values>} part */
  const change = (part) => setValues((last) => ({ ...last, ...part }));
  const shared = { values, fields, change };

  return html`<${Form} id=${id} onSubmit=${run} fields=${fields}>
    <div class="desk-settings">
      <${Refusal} error=${error} shown=${{ ...values, max_upload_size: "" }} />
      <${LookFields} ...${shared} logoUrl=${logoUrl} />
      <${PaymentFields} ...${shared} />
      <${Section} title="Signing">
        <div class="desk-form">
          <${SealFields} ...${shared} />
          <${ConsentField} />
        </div>
      <//>
      <${UploadFields} ...${shared} staff=${staff} />
      <${LimitFields} ...${shared} />
      <${Switch} settings=${settings} onSwitched=${onSwitched} />
      <${Section} title="Activity"><${Activity} about=${FIRM} none="When the portal is disabled and enabled for every client stands here, and who did it." /><//>
      <footer class="desk-settings-footer">
        <${Button} tone="transparent" disabled=${!changed || busy} onClick=${() => setValues(saved)}>Discard<//>
        <${Button} type="submit" busy=${busy} disabled=${!changed}>Save changes<//>
      </footer>
    </div>
  <//>`;
}
