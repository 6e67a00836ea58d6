// @ts-check

import { html, useEffect, useState } from "/shared/vendor/preact.js";
import { formatDateTime, plural } from "/shared/format.js";
import { useLive, useLoad } from "../data/hooks.js";
import { endRequestLink, loadAsked, loadRequestLinks, makeRequestLink } from "../data/requests.js";
import { askedBy } from "../lib/requests.js";
import { LinksDialog } from "../links/dialog.js";
import { SelectField, TextField } from "../ui/form.js";
import { Failure, Loading } from "../ui/states.js";

const DEFAULT_DAYS = "31";

/**
 * The links by which a request is answered without an account: whoever has the address of one can send in files.
 *
 * @param {{request: WholeRequest, onClose: () => void}} props
 */
export function RequestLinks({ request, onClose }) {
  const [contact, setContact] = useState(request.contact?.id ?? "");
  const [days, setDays] = useState(DEFAULT_DAYS);
  const links = useLoad((signal) => loadRequestLinks(request.id, signal), [request.id]);
  useLive(["documents"], links.reload);
  const make = async () => (await makeRequestLink(request.id, { contact, days: Number(days) })).url;
  /** @param {Record<string, string>} wrong */
  const fields = (wrong) => html`
    ${!request.contact && html`<${Whom} request=${request} value=${contact} onInput=${setContact} error=${wrong["contact"]} />`}
    <${TextField}
      label="Days until it expires"
      type="number"
      min=${1}
      max=${365}
      required
      value=${days}
      onInput=${setDays}
      error=${wrong["days"]}
    />
  `;

  return html`<${LinksDialog}
    title="Links to answer it"
    label="Links to answer the request"
    links=${links}
    canEdit=${request.canEdit}
    make=${make}
    fields=${fields}
    shown=${{ contact, days }}
    ready=${contact !== ""}
    end=${(/** @type {RequestLink} */ link) => endRequestLink(request.id, link.id)}
    ended="Link deactivated."
    means="What was sent in by it stays with you."
    describe=${uses}
    onClose=${onClose}
  >
    <p>
      For a client without an account: whoever has the address of such a link can send in files for this request, and
      sees what was received by it. Nothing else is shown. It ends with the request.
    </p>
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

/** @param {RequestLink} link */
function uses({ contact, opened, received }) {
  if (received) return `${contact.name}: ${plural(received, "file")} received`;
  return `${contact.name}: ${opened ? `opened ${formatDateTime(opened)}` : "not opened yet"}`;
}
