// @ts-check
// The devices that are signed in.

import { ApiError } from "../../shared/http.js";
import { formatAgo, formatDateTime } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { html, useEffect, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { toast } from "../notices.js";
import { bumpVersion, useStore } from "../store.js";
import { Button } from "../ui/field.js";
import { explain } from "../words.js";

/** @typedef {import("../types.js").Session} Session */

export function Sessions() {
  const firm = useStore((state) => state.firm.name);
  const version = useStore((state) => state.version);
  const [sessions, setSessions] = useState(/** @type {Session[] | null} */ (null));
  const [error, setError] = useState("");

  useEffect(() => {
    const control = new AbortController();
    api.fetchSessions(control.signal).then(
      (found) => {
        setSessions(found);
        setError("");
      },
      (err) => control.signal.aborted || setError(explain(err, firm)),
    );
    return () => control.abort();
  }, [version]);

  if (error && !sessions) {
    return html`<p class="notice notice-bad" role="alert">
      <${Icon} name="alert" /> <span>${error}</span>
      <button type="button" class="link" onClick=${bumpVersion}>Try again</button>
    </p>`;
  }
  if (!sessions) {
    return html`<div role="status">
      <span class="visually-hidden">Loading devices…</span>
      <span class="bone bone-title"></span><span class="bone bone-line"></span>
    </div>`;
  }
  const onEnded = (/** @type {string} */ id) => setSessions((all) => all && all.filter((session) => session.id !== id));
  return html`<ul class="sessions" role="list">
    ${sessions.map((session) => html`<${SessionRow} key=${session.id} session=${session} onEnded=${onEnded} />`)}
  </ul>`;
}

/** @param {{session: Session, onEnded: (id: string) => void}} props */
function SessionRow({ session, onEnded }) {
  const { id, device, ip, created, lastUsed, current } = session;
  const firm = useStore((state) => state.firm.name);
  const [busy, setBusy] = useState(false);

  const end = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await api.endSession(id);
    } catch (err) {
      // Ended already: that is what was wanted.
      if (!(err instanceof ApiError) || err.status !== 404) {
        toast(explain(err, firm), "bad");
        setBusy(false);
        return;
      }
    }
    toast(`${device} was signed out.`);
    onEnded(id);
  };

  return html`<li class="session">
    <span class="session-icon"><${Icon} name=${/android|iphone|ipad|ios/i.test(device) ? "phone" : "desktop"} size=${24} /></span>
    <p class="session-what">
      <span class="session-device">${device} ${current && html`<span class="chip chip-good">This device</span>`}</span>
      <span class="session-facts">
        <span title=${formatDateTime(lastUsed)}>${current ? "In use now" : `Last used ${formatAgo(lastUsed)}`}</span>
        <span>Signed in ${formatDateTime(created)}</span>
        ${ip && html`<span>${ip}</span>`}
      </span>
    </p>
    ${!current && html`<${Button} class="button-small" busy=${busy} aria-label=${`Sign out ${device}`} onClick=${end}>Sign out<//>`}
  </li>`;
}
