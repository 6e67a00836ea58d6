// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { formatDateTime } from "/shared/format.js";
import { useAction } from "../data/hooks.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";
import { LINK_STATES } from "../lib/labels.js";
import { Chip } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { Confirm, Sheet } from "../ui/dialog.js";
import { Form } from "../ui/form.js";
import { Icon } from "../ui/icon.js";
import { Failure, Loading, Refusal } from "../ui/states.js";
import { MadeLink } from "./made.js";

/** @typedef {PublicLink | RequestLink} AnyLink */

/**
 * The links to something, and the form that makes one. The address of a new one is shown this once: only `Done` closes
 * the dialog then, and nothing does while it is on its way.
 *
 * @template {AnyLink} T
 * @param {{title: string, label: string, links: import("../data/hooks.js").Loaded<{items: T[]}>, canEdit: boolean,
 *   make: () => Promise<string>, fields: (wrong: Record<string, string>) => unknown, shown: object, ready?: boolean,
 *   end: (link: T) => Promise<unknown>, ended: string, means: string, describe: (link: T) => string,
 *   icon?: (link: T) => string, onChanged?: () => void, onClose: () => void, children: unknown}} props
 *   `label`: what the list is called; `make` answers the address; `fields`: what the form asks for; `shown`: by their
 *   names; `ended`: what to say when a link was ended; `means`: what that means; `describe`: what became of a link.
 */
export function LinksDialog({
  title,
  label,
  links,
  canEdit,
  make,
  fields,
  shown,
  ready = true,
  end,
  ended,
  means,
  describe,
  icon = () => "links",
  onChanged = () => {},
  onClose,
  children,
}) {
  const [url, setUrl] = useState("");
  const [ending, setEnding] = useState(/** @type {T | undefined} */ (undefined));
  const changed = () => {
    links.reload();
    onChanged();
  };
  const { run, busy, error } = useAction(async () => {
    setUrl(await make());
    changed();
  });
  const deactivate = async () => {
    if (!ending) return;
    await end(ending);
    host().toast(ended);
    changed();
  };
  const wrong = problem(error).fields;

  return html`
    <${Sheet}
      title=${title}
      shape="popup"
      onClose=${() => busy || url || onClose()}
      closable=${!url}
      footer=${url && html`<${Button} onClick=${onClose}>Done<//>`}
    >
      ${children}
      ${canEdit && url && html`<${MadeLink} url=${url} onMore=${() => setUrl("")} />`}
      ${
        canEdit &&
        !url &&
        html`<${Form} onSubmit=${run} fields=${wrong}>
          <${Refusal} error=${error} shown=${shown} />
          ${fields(wrong)}
          <div><${Button} type="submit" busy=${busy} icon="links" disabled=${!ready}>Create link<//></div>
        <//>`
      }
      <h3 class="desk-subtitle">Links</h3>
      <${List} label=${label} links=${links} describe=${describe} icon=${icon} onEnd=${canEdit && setEnding} />
    <//>
    ${
      ending &&
      html`<${Confirm}
        title="Deactivate this link?"
        confirm="Deactivate"
        onConfirm=${deactivate}
        onClose=${() => setEnding(undefined)}
      >
        <p>Its address stops working at once, and for good. ${means}</p>
      <//>`
    }
  `;
}

/**
 * @param {{label: string, links: import("../data/hooks.js").Loaded<{items: AnyLink[]}>, describe: (link: any) => string,
 *   icon: (link: any) => string, onEnd: false | ((link: AnyLink) => void)}} props
 */
function List({ label, links, describe, icon, onEnd }) {
  const { data, error, reload } = links;
  if (!data) return error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  if (!data.items.length) return html`<p class="txt-hint">There are none yet.</p>`;
  return html`<ul class="desk-shares" aria-label=${label}>
    ${data.items.map(
      (link) => html`<${Link} key=${link.id} link=${link} icon=${icon(link)} said=${describe(link)} onEnd=${onEnd} />`,
    )}
  </ul>`;
}

/** @param {{link: AnyLink, icon: string, said: string, onEnd: false | ((link: AnyLink) => void)}} props */
function Link({ link, icon, said, onEnd }) {
  const { created, madeBy, expires, state } = link;
  return html`<li>
    <${Icon} name=${icon} />
    <div class="desk-shares-who">
      <span><${Chip} tone=${LINK_STATES[state].tone}>${LINK_STATES[state].label}<//> ${said}</span>
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
