// @ts-check

import { html } from "/shared/vendor/preact.js";
import { useLoad } from "../data/hooks.js";
import { endLink, loadLinks, makeLink } from "../data/projects.js";
import { LinksDialog } from "../links/dialog.js";
import { TextField, binder, useValues } from "../ui/form.js";

const DEFAULTS = { password: "", days: "31", maxOpens: "" };

/**
 * The public links of a shared document: whoever has the address of one opens the document without signing in.
 *
 * @param {{doc: DeskDocument, canEdit: boolean, onClose: () => void, onChanged: () => void}} props
 */
export function PublicLinks({ doc, canEdit, onClose, onChanged }) {
  const { values, setValues } = useValues(DEFAULTS);
  const links = useLoad((signal) => loadLinks(doc.id, signal), [doc.id]);
  const make = async () => {
    const { password, days, maxOpens } = values;
    const made = await makeLink(doc.id, { password, days: Number(days), maxOpens: Number(maxOpens) });
    setValues(DEFAULTS);
    return made.url;
  };
  /** @param {Record<string, string>} wrong */
  const fields = (wrong) => {
    const bind = binder(values, setValues, wrong);
    return html`
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
    `;
  };

  return html`<${LinksDialog}
    title="Public links"
    label="Public links"
    links=${links}
    canEdit=${canEdit}
    make=${make}
    fields=${fields}
    shown=${values}
    end=${(/** @type {PublicLink} */ { id }) => endLink(id)}
    ended="Public link deactivated."
    means="You can create another one at any time."
    describe=${opens}
    icon=${(/** @type {PublicLink} */ { hasPassword }) => (hasPassword ? "lock-2" : "links")}
    onChanged=${onChanged}
    onClose=${onClose}
  >
    <p>
      Whoever has the address of a public link opens <strong class="desk-break">${doc.title}</strong> without signing
      in.
    </p>
  <//>`;
}

/** @param {PublicLink} link */
function opens({ opens: count, maxOpens, hasPassword }) {
  const times = count === 1 ? "once" : `${count.toLocaleString("en")} times`;
  const opened = count ? `Opened ${times}` : "Not opened yet";
  const said = maxOpens ? `Opened ${count.toLocaleString("en")} of ${maxOpens.toLocaleString("en")} times` : opened;
  return hasPassword ? `${said}, with a password` : said;
}
