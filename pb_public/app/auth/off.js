// @ts-check
// The page while the portal is switched off. It looks by itself whether it is on again.

import { Icon } from "../../shared/icons.js";
import { html, useEffect, useState } from "../../shared/vendor/preact.js";
import { place } from "../place.js";
import { comeBack } from "../session.js";
import { useStore } from "../store.js";
import { Brand } from "../ui/brand.js";
import { Button } from "../ui/field.js";
import { PageHeading, useTitle } from "../ui/page.js";

const EVERY = 30_000;

export function PortalOff() {
  const firm = useStore((state) => state.firm.name);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState("");
  useTitle("The client portal is switched off");

  useEffect(() => {
    const timer = setInterval(() => comeBack({ bySelf: true }), EVERY);
    return () => clearInterval(timer);
  }, []);

  const again = async () => {
    if (busy) return;
    setBusy(true);
    setTold("");
    if (!(await comeBack({ bySelf: false }))) setTold("It is still switched off.");
    setBusy(false);
  };

  return html`<div class="auth">
    <header class="auth-brand"><${Brand} large /></header>
    <main class="auth-card auth-card-center" id="main">
      <span class="state-icon"><${Icon} name="clock" size=${28} /></span>
      <${PageHeading}>The client portal is switched off at the moment.<//>
      <div class="auth-intro">
        Nothing of yours is lost. As soon as ${firm || "the firm"} switches it on again, you find everything here as it was.
      </div>
      <${Button} class="button-primary button-wide" busy=${busy} onClick=${again}><${Icon} name="refresh" /> Try again<//>
      <p class="auth-note auth-told" role="status">${told}</p>
      ${place.project && html`<a href="/">Go to your other documents</a>`}
    </main>
    <footer class="auth-footer">Do you need help? Contact ${firm || "the firm"}.</footer>
  </div>`;
}
