// @ts-check
// Which page is shown: by who is here first, by the address second.

import { html } from "../shared/vendor/preact.js";
import { CodePage } from "./auth/code.js";
import { AccessEnded, Unreachable } from "./auth/ended.js";
import { PortalOff } from "./auth/off.js";
import { ForgotPassword, SetNewPassword } from "./auth/reset.js";
import { SignIn } from "./auth/sign-in.js";
import { place } from "./place.js";
import { PreviewOver } from "./preview.js";
import { Shell } from "./shell.js";
import { useStore } from "./store.js";
import { useRoute } from "./use-route.js";

export function App() {
  const gate = useStore((state) => state.gate);
  const contact = useStore((state) => state.contact?.id);
  const route = useRoute();

  if (gate === "starting") return html`<${Starting} />`;
  if (gate === "unreachable") return html`<${Unreachable} />`;
  if (place.preview && gate !== "in" && gate !== "off") return html`<${PreviewOver} ended=${gate === "guest"} />`;
  // A link from a mail works whoever is signed in, and so does asking for another.
  if (route.page === "reset") return html`<${SetNewPassword} key=${route.token} token=${route.token} />`;
  if (gate === "off") return html`<${PortalOff} />`;
  if (route.page === "forgot") return html`<${ForgotPassword} />`;
  if (gate === "in") return html`<${Shell} key=${contact} route=${route} />`;
  if (route.page === "code") return html`<${CodePage} />`;
  if (gate === "ended") return html`<${AccessEnded} />`;
  return html`<${SignIn} key=${gate} expired=${gate === "expired"} />`;
}

function Starting() {
  return html`<div class="boot" role="status"><span class="visually-hidden">Loading…</span></div>`;
}
