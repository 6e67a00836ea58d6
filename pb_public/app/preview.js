// @ts-check
// A preview: the portal through a client's eyes, to look at only.

import { Icon } from "../shared/icons.js";
import { html, useState } from "../shared/vendor/preact.js";
import { toast } from "./notices.js";
import { endPreview } from "./session.js";
import { useStore } from "./store.js";
import { Button } from "./ui/field.js";
import { PageHeading, useTitle } from "./ui/page.js";
import { explain } from "./words.js";

/** Says through whose eyes one looks, and ends it. */
export function PreviewBanner() {
  const contact = useStore((state) => state.contact);
  const firm = useStore((state) => state.firm.name);
  const [busy, setBusy] = useState(false);
  const end = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await endPreview();
    } catch (err) {
      toast(explain(err, firm), "bad");
      setBusy(false);
    }
  };
  return html`<aside class="preview-banner" aria-label="Preview">
    <${Icon} name="eye" />
    <p class="preview-banner-text">
      <strong>You are looking at the portal as ${contact?.name || contact?.email}</strong>
      <span>Read-only preview</span>
    </p>
    <${Button} class="button-small" busy=${busy} onClick=${end}>End preview<//>
  </aside>`;
}

/** @param {{ended: boolean}} props whether it was ended here, or is over for another reason */
export function PreviewOver({ ended }) {
  const title = ended ? "The preview has ended" : "This preview has ended.";
  useTitle(title);
  return html`<div class="auth">
    <main class="auth-card auth-card-center" id="main">
      <span class="state-icon"><${Icon} name=${ended ? "check" : "clock"} size=${28} /></span>
      <${PageHeading} key=${title}>${title}<//>
      <div class="auth-intro" role="status">
        ${ended
          ? "You can close this tab."
          : "A preview lasts a quarter of an hour, and no longer than the client’s access. To go on looking, close this tab and choose View portal in the dashboard again."}
      </div>
    </main>
  </div>`;
}
