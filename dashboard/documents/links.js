// @ts-check

import { html, useId, useState } from "/shared/vendor/preact.js";
import { formatDateTime } from "/shared/format.js";
import { useAction, useLoad } from "../data/hooks.js";
import { endLink, loadLinks, makeLink } from "../data/projects.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";
import { LINK_STATES } from "../lib/labels.js";
import { Chip, CopyButton } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { Confirm, Sheet } from "../ui/dialog.js";
import { Form, TextField, binder } from "../ui/form.js";
import { Icon } from "../ui/icon.js";
import { Failure, Loading, Refusal } from "../ui/states.js";

const DEFAULTS = { password: "", days: "31", maxOpens: "" };

/**
 * The public links of a shared document: whoever has the address of one opens the document without signing in.
 *
 * @param {{doc: DeskDocument, canEdit: boolean, onClose: () => void, onChanged: () => void}} props
 */
export function LinksDialog({ doc, canEdit, onClose, onChanged }) {
  const [ending, setEnding] = useState(/** @type {PublicLink | undefined} */ (undefined));
  const links = useLoad((signal) => loadLinks(doc.id, signal), [doc.id]);
  const changed = () => {
    links.reload();
    onChanged();
  };
  const end = async () => {
    if (!ending) return;
    await endLink(ending.id);
    host().toast("Public link deactivated.");
    changed();
  };

  return html`
    <${Sheet} title="Public links" shape="popup" onClose=${onClose}>
      <p>
        Whoever has the address of a public link opens <strong class="desk-break">${doc.title}</strong> without signing
        in.
      </p>
      ${canEdit && html`<${NewLink} doc=${doc} onMade=${changed} />`}
      <h3 class="desk-subtitle">Links</h3>
      <${Links} links=${links} onEnd=${canEdit && setEnding} />
    <//>
    ${
      ending &&
      html`<${Confirm}
        title="Deactivate this link?"
        confirm="Deactivate"
        onConfirm=${end}
        onClose=${() => setEnding(undefined)}
      >
        <p>Its address stops working at once, and for good. You can create another one at any time.</p>
      <//>`
    }
  `;
}

/** @param {{doc: DeskDocument, onMade: () => void}} props */
function NewLink({ doc, onMade }) {
  const id = useId();
  const [values, setValues] = useState(DEFAULTS);
  const [url, setUrl] = useState("");
  const { run, busy, error } = useAction(async () => {
    const { password, days, maxOpens } = values;
    const made = await makeLink(doc.id, { password, days: Number(days), maxOpens: Number(maxOpens) });
    setUrl(made.url);
    setValues(DEFAULTS);
    onMade();
  });
  const { fields } = problem(error);
  const bind = binder(values, setValues, fields);

  if (url) return html`<${MadeLink} url=${url} onMore=${() => setUrl("")} />`;
  return html`<${Form} id=${id} onSubmit=${run} fields=${fields}>
    <${Refusal} error=${error} shown=${values} />
    <${TextField}
      label="Password (optional)"
      ...${bind("password")}
      maxLength=${71}
      help="It is asked of whoever opens the link. Pass it on by another way than the address."
    />
    <div class="desk-pair">
      <${TextField} label="Days until it expires" type="number" min=${1} max=${3650} required ...${bind("days")} />
      <${TextField}
        label="Most opens"
        type="number"
        min=${1}
        max=${1000000}
        placeholder="No limit"
        ...${bind("maxOpens")}
      />
    </div>
    <div><${Button} type="submit" busy=${busy} icon="links">Create link<//></div>
  <//>`;
}

/**
 * The address of a link that was made, the only time that it is shown.
 *
 * @param {{url: string, onMore: () => void}} props
 */
export function MadeLink({ url, onMore }) {
  const id = useId();
  return html`<div class="desk-form">
    <div class="fields desk-credential">
      <div class="field">
        <label for=${id}>Address</label>
        <input
          id=${id}
          type="text"
          class="no-error txt-code"
          readonly
          value=${url}
          autocomplete="off"
          onFocus=${(/** @type {Event & {currentTarget: HTMLInputElement}} */ event) => event.currentTarget.select()}
        />
      </div>
      <div class="field addon"><${CopyButton} label="Copy address" text=${url} /></div>
    </div>
    <div class="alert warning">
      <p>The address is shown this once only. Copy it before you close this; if it is lost, create another link.</p>
    </div>
    <div><${Button} size="sm" tone="secondary" onClick=${onMore}>Create another<//></div>
  </div>`;
}

/**
 * @param {{links: import("../data/hooks.js").Loaded<{items: PublicLink[]}>, onEnd: false | ((link: PublicLink) => void)}} props
 */
function Links({ links, onEnd }) {
  const { data, error, reload } = links;
  if (!data) return error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  if (!data.items.length) return html`<p class="txt-hint">There are none yet.</p>`;
  return html`<ul class="desk-shares" aria-label="Public links">
    ${data.items.map((link) => html`<${Link} key=${link.id} link=${link} onEnd=${onEnd} />`)}
  </ul>`;
}

/** @param {{link: PublicLink, onEnd: false | ((link: PublicLink) => void)}} props */
function Link({ link, onEnd }) {
  const { label, tone } = LINK_STATES[link.state];
  const active = link.state === "active";
  return html`<li>
    <${Icon} name=${link.hasPassword ? "lock-2" : "links"} />
    <div class="desk-shares-who">
      <span> <${Chip} tone=${tone}>${label}<//> ${opens(link)}${link.hasPassword && ", with a password"} </span>
      <span class="txt-hint txt-sm"
        >Created ${formatDateTime(link.created)}${link.madeBy && `, by ${link.madeBy}`}</span
      >
      <span class="txt-hint txt-sm">
        ${link.state === "expired" ? "Expired" : "Expires"} ${formatDateTime(link.expires)}
      </span>
    </div>
    ${
      active &&
      onEnd &&
      html`<${Button} size="sm" tone="transparent secondary" onClick=${() => onEnd(link)}>Deactivate<//>`
    }
  </li>`;
}

/** @param {PublicLink} link */
function opens({ opens: count, maxOpens }) {
  const times = count === 1 ? "once" : `${count.toLocaleString("en")} times`;
  if (maxOpens) return `Opened ${count.toLocaleString("en")} of ${maxOpens.toLocaleString("en")} times`;
  return count ? `Opened ${times}` : "Not opened yet";
}
