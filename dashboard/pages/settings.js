// @ts-check

import { html, useId, useState } from "/shared/vendor/preact.js";
import { all, list, update } from "../data/api.js";
import { useAction, useLoad } from "../data/hooks.js";
import { forgetSession, loadFirm } from "../data/session.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";
import { formOf, settingsBody } from "../lib/settings.js";
import { LookFields, UploadFields, LimitFields } from "../settings/fields.js";
import { Button } from "../ui/button.js";
import { dress, useFirm, useMe } from "../ui/desk.js";
import { Form } from "../ui/form.js";
import { PageContent } from "../ui/page.js";
import { Failure, Loading, Refusal } from "../ui/states.js";
import { SettingsMenu } from "../ui/settings_menu.js";

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
      ${canManage && data && html`<${SettingsForm} ...${data} />`}
    <//>
  `;
}

/** @param {{settings: PortalSettings, staff: StaffMember[]}} props */
function SettingsForm({ settings, staff }) {
  const id = useId();
  const firm = useFirm();
  const [logoUrl, setLogoUrl] = useState(firm.logoUrl);
  const [saved, setSaved] = useState(() => formOf(settings));
  const [values, setValues] = useState(saved);
  const changed = values !== saved;

  const { run, busy, error } = useAction(async () => {
    /** @type {PortalSettings} */
    const now = await update("portal_settings", settings.id, settingsBody(values));
    setSaved(formOf(now));
    setValues(formOf(now));
    host().toast("Settings saved.");
    forgetSession();
    const fresh = await loadFirm();
    setLogoUrl(fresh.logoUrl);
    dress(fresh);
  });

  const { fields } = problem(error);
  /** @param {Partial<typeof values>} part */
  const change = (part) => setValues((last) => ({ ...last, ...part }));
  const shared = { values, fields, change };

  return html`<${Form} id=${id} onSubmit=${run} fields=${fields}>
    <div class="desk-settings">
      <${Refusal} error=${error} shown=${{ ...values, max_upload_size: "" }} />
      <${LookFields} ...${shared} logoUrl=${logoUrl} />
      <${UploadFields} ...${shared} staff=${staff} />
      <${LimitFields} ...${shared} />
      <footer class="desk-settings-footer">
        <${Button} tone="transparent" disabled=${!changed || busy} onClick=${() => setValues(saved)}>Discard<//>
        <${Button} type="submit" busy=${busy} disabled=${!changed}>Save changes<//>
      </footer>
    </div>
  <//>`;
}
