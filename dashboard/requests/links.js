// @ts-check

import { html, useEffect, useId, useState } from "/shared/vendor/preact.js";
import { formatDateTime, plural } from "/shared/format.js";
import { useAction, useLive, useLoad } from "../data/hooks.js";
import { endRequestLink, loadAsked, loadRequestLinks, makeRequestLink } from "../data/requests.js";
import { MadeLink } from "../documents/links.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";
import { LINK_STATES } from "../lib/labels.js";
import { askedBy } from "../lib/requests.js";
import { Chip } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { Confirm, Sheet } from "../ui/dialog.js";
import { Form, SelectField, TextField } from "../ui/form.js";
import { Icon } from "../ui/icon.js";
import { Failure, Loading, Refusal } from "../ui/states.js";

const DEFAULT_DAYS = "31";

/**
 * The links by which a request is answered without an account: whoever has the address of one can send in files.
 *
 * @param {{request: WholeRequest, onClose: () => void}} props
 */
export function RequestLinks({ request, onClose }) {
  const [ending, setEnding] = useState(/** @type {RequestLink | undefined} */ (undefined));
  const links = useLoad((signal) => loadRequestLinks(request.id, signal), [request.id]);
  useLive(["documents"], links.reload);
  const end = async () => {
    if (!ending) return;
    await endRequestLink(request.id, ending.id);
    host().toast("Link deactivated.");
    links.reload();
  };

  return html`
    <${Sheet} title="Links to answer it" shape="popup" onClose=${onClose}>
      <p>
        For a client without an account: whoever has the address of such a link can send in files for this request, and
        sees what was received by it. Nothing else is shown. It ends with the request.
      </p>
      ${request.canEdit && html`<${NewLink} request=${request} onMade=${links.reload} />`}
      <h3 class="desk-subtitle">Links</h3>
      <${Links} links=${links} onEnd=${request.canEdit && setEnding} />
    <//>
    ${
      ending &&
      html`<${Confirm}
        title="Deactivate this link?"
        confirm="Deactivate"
        onConfirm=${end}
        onClose=${() => setEnding(undefined)}
      >
        <p>Its address stops working at once, and for good. What was sent in by it stays with you.</p>
      <//>`
    }
  `;
}

/** @param {{request: WholeRequest, onMade: () => void}} props */
function NewLink({ request, onMade }) {
  const id = useId();
  const [contact, setContact] = useState(request.contact?.id ?? "");
  const [days, setDays] = useState(DEFAULT_DAYS);
  const [url, setUrl] = useState("");
  const { run, busy, error } = useAction(async () => {
    const made = await makeRequestLink(request.id, { contact, days: Number(days) });
    setUrl(made.url);
    onMade();
  });
  const { fields } = problem(error);

  if (url) return html`<${MadeLink} url=${url} onMore=${() => setUrl("")} />`;
  return html`<${Form} id=${id} onSubmit=${run} fields=${fields}>
    <${Refusal} error=${error} shown=${{ contact, days }} />
    ${!request.contact && html`<${Whom} request=${request} value=${contact} onInput=${setContact} error=${fields["contact"]} />`}
    <${TextField}
      label="Days until it expires"
      type="number"
      min=${1}
      max=${365}
      required
      value=${days}
      onInput=${setDays}
      error=${fields["days"]}
    />
    <div><${Button} type="submit" busy=${busy} icon="links" disabled=${!contact}>Create link<//></div>
  <//>`;
}

/**
 * Whom a link is for, of all whom the request asks: what comes in by it is filed under them.
 *
 * @param {{request: WholeRequest, value: string, onInput: (contact: string) => void, error?: string | undefined}} props
 */
function Whom({ request, value, onInput, error }) {
  const scope = askedBy(request)?.scope;
  const asked = useLoad(async (signal) => (scope ? loadAsked(scope.type, scope.id, signal) : []), [scope?.id]);
  const may = asked.data?.filter(({ access }) => access !== "disabled");
  useEffect(() => {
    if (may?.length && !value) onInput(may[0]?.id ?? "");
  }, [asked.data]);
  if (!may) return asked.error ? html`<${Failure} error=${asked.error} onRetry=${asked.reload} />` : html`<${Loading} />`;
  if (!may.length) return html`<p class="txt-hint">This request asks nobody yet. Add a contact first.</p>`;
  const choices = may.map((one) => ({ value: one.id, label: one.name }));
  return html`<${SelectField}
    label="For"
    value=${value}
    choices=${choices}
    onInput=${onInput}
    error=${error}
    help="What comes in by the link is filed under them."
  />`;
}

/**
 * @param {{links: import("../data/hooks.js").Loaded<{items: RequestLink[]}>, onEnd: false | ((link: RequestLink) => void)}} props
 */
function Links({ links, onEnd }) {
  const { data, error, reload } = links;
  if (!data) return error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  if (!data.items.length) return html`<p class="txt-hint">There are none yet.</p>`;
  return html`<ul class="desk-shares" aria-label="Links to answer the request">
    ${data.items.map((link) => html`<${Link} key=${link.id} link=${link} onEnd=${onEnd} />`)}
  </ul>`;
}

/** @param {{link: RequestLink, onEnd: false | ((link: RequestLink) => void)}} props */
function Link({ link, onEnd }) {
  const { created, madeBy, expires, opened, received, contact, state } = link;
  const { label, tone } = LINK_STATES[state];
  return html`<li>
    <${Icon} name="links" />
    <div class="desk-shares-who">
      <span><${Chip} tone=${tone}>${label}<//> ${contact.name}: ${uses(opened, received)}</span>
      <span class="txt-hint txt-sm">Created ${formatDateTime(created)}${madeBy && `, by ${madeBy}`}</span>
      <span class="txt-hint txt-sm">${state === "expired" ? "Expired" : "Expires"} ${formatDateTime(expires)}</span>
    </div>
    ${
      state === "active" &&
      onEnd &&
      html`<${Button} size="sm" tone="transparent secondary" onClick=${() => onEnd(link)}>Deactivate<//>`
    }
  </li>`;
}

/** @param {string} opened @param {number} received */
function uses(opened, received) {
  if (received) return `${plural(received, "file")} received`;
  return opened ? `opened ${formatDateTime(opened)}` : "not opened yet";
}
