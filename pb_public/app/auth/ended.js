// @ts-check
// Pages for when there is nobody to sign in: the firm ended the access, or the server cannot be reached.

import { Icon } from "../../shared/icons.js";
import { html } from "../../shared/vendor/preact.js";
import { leave, start } from "../session.js";
import { useStore } from "../store.js";
import { Button } from "../ui/field.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { AuthLayout } from "./layout.js";

export function AccessEnded() {
  const firm = useStore((state) => state.firm.name);
  return html`<${AuthLayout}
    title="Your access was ended"
    intro=${`${firm || "The firm"} has ended your access to this portal. You were signed out, and nothing of yours is left on this page.`}
  >
    <div class="form">
      <p class="auth-note">If you did not expect this, contact ${firm || "the firm"}.</p>
      <a class="button button-wide" href="#/sign-in" onClick=${() => leave("guest")}>Back to sign in</a>
    </div>
  <//>`;
}

export function Unreachable() {
  useTitle("The portal cannot be reached");
  return html`<div class="auth">
    <main class="auth-card auth-card-center" id="main">
      <span class="state-icon"><${Icon} name="offline" size=${28} /></span>
      <${PageHeading}>The portal cannot be reached<//>
      <div class="auth-intro" role="status">
        Check your internet connection. If it works, the portal is having a short break: try again in a few minutes.
      </div>
      <${Button} class="button-primary button-wide" onClick=${start}><${Icon} name="refresh" /> Try again<//>
    </main>
  </div>`;
}
