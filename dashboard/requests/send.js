// @ts-check

import { html } from "/shared/vendor/preact.js";
import { plural } from "/shared/format.js";
import { useLoad } from "../data/hooks.js";
import { changeRequest, loadReached } from "../data/requests.js";
import { host } from "../host.js";
import { askedBy } from "../lib/requests.js";
import { Confirm } from "../ui/dialog.js";
import { Failure, Loading } from "../ui/states.js";

/** @type {Record<"send" | "remind", {title: string, confirm: string, done: string, nobody: string}>} */
const WORDS = {
  send: {
    title: "Send this request?",
    confirm: "Send",
    done: "Request sent.",
    nobody: "Nobody can answer it yet: it waits in the portal until somebody has access, and no mail is sent now.",
  },
  remind: {
    title: "Send a reminder?",
    confirm: "Send reminder",
    done: "Reminder sent.",
    nobody: "Nobody has access to the portal now: no mail is sent.",
  },
};

const OFF = { firm: "The client portal is disabled.", project: "The portal of this project is disabled." };

/**
 * Asks before clients get a mail, and says who.
 *
 * @param {{request: DeskRequest, what: "send" | "remind", onClose: () => void, onDone: () => void}} props
 */
export function TellClients({ request, what, onClose, onDone }) {
  const scope = askedBy(request)?.scope;
  const { title, confirm, done } = WORDS[what];
  const reached = useLoad(async (signal) => (scope ? loadReached(scope, signal) : undefined), [scope?.id]);
  const tell = async () => {
    await changeRequest(request.id, what);
    host().toast(done);
    onDone();
  };
  return html`<${Confirm}
    title=${title}
    confirm=${confirm}
    tone=""
    ready=${Boolean(reached.data)}
    onConfirm=${tell}
    onClose=${onClose}
  >
    <p><strong>${request.title}</strong></p>
    ${!reached.data && (reached.error ? html`<${Failure} ...${reached} onRetry=${reached.reload} />` : html`<${Loading} />`)}
    ${reached.data && html`<${Reached} reached=${reached.data} what=${what} />`}
  <//>`;
}

/** @param {{reached: Awaited<ReturnType<typeof loadReached>>, what: "send" | "remind"}} props */
function Reached({ reached: { reached, others, off }, what }) {
  if (off) return html`<p>${OFF[off]} ${WORDS[what].nobody}</p>`;
  if (reached.length === 0) return html`<p>${WORDS[what].nobody}</p>`;
  return html`
    <p>A mail goes to:</p>
    <ul class="desk-reached">
      ${reached.map(
        ({ id, name, email }) => html`<li key=${id}>
          ${name} <span class="txt-hint">${email}</span>
        </li>`,
      )}
    </ul>
    ${others > 0 && html`<p class="txt-hint">${plural(others, "other contact")} without portal access: no mail for them.</p>`}
  `;
}
