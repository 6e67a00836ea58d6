// @ts-check

import { html } from "/shared/vendor/preact.js";
import { loadWaiting } from "../data/home.js";
import { useLive, useLoad } from "../data/hooks.js";
import { waitingFor } from "../lib/home.js";
import { Icon } from "../ui/icon.js";
import { PageContent } from "../ui/page.js";
import { Empty, Failure, Loading, Stale } from "../ui/states.js";

/** Where staff begin: what waits for the firm. */
export function Page() {
  const { data, error, reload } = useLoad(loadWaiting, []);
  useLive(["documents", "requests", "tickets", "conversations", "outbox", "contacts", "companies", "projects", "signings", "signatures"], reload);

  return html`<${PageContent} title="Home">
    ${!data && (error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`)}
    ${data && html`<${Stale} error=${error} onRetry=${reload} /><${WaitsFor} waiting=${data} />`}
  <//>`;
}

/** @param {{waiting: Waiting}} props */
function WaitsFor({ waiting }) {
  const entries = waitingFor(waiting);
  if (entries.length === 0) {
    return html`<${Empty} icon="checkbox-circle" title="Nothing is waiting">
      <p>What clients send, write and ask appears here by itself.</p>
    <//>`;
  }
  return html`<nav class="desk-waiting" aria-labelledby="desk-waiting">
    <h2 id="desk-waiting">Waiting for you and your colleagues</h2>
    <ul>
      ${entries.map(
        ({ icon, count, label, href, pressing }) => html`<li key=${href}>
          <a href=${href} class=${pressing ? "pressing" : ""}>
            <${Icon} name=${icon} />
            <span>
              <strong>${count.toLocaleString("en")}</strong>
              <span>${` ${label}`}</span>
            </span>
            <${Icon} name="arrow-right-s" />
          </a>
        </li>`,
      )}
    </ul>
  </nav>`;
}
