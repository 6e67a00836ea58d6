// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { formatDateTime } from "/shared/format.js";
import { useAction, useLoad } from "../data/hooks.js";
import { loadConsent, writeConsent } from "../data/signings.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";
import { Button } from "../ui/button.js";
import { TextArea } from "../ui/form.js";
import { Failure, Loading, Refusal } from "../ui/states.js";

/** What signers agree to. It is kept in versions, so it is saved by itself. */
export function ConsentField() {
  const { data, error, reload } = useLoad(loadConsent, []);
  if (!data) return error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  return html`<${Consent} key=${data.version} consent=${data} onSaved=${reload} />`;
}

/** @param {{consent: Consent, onSaved: () => void}} props */
function Consent({ consent, onSaved }) {
  const [text, setText] = useState(consent.text);
  const { run, busy, error } = useAction(async () => {
    const { version } = await writeConsent(text);
    host().toast(`Saved as version ${version}.`);
    onSaved();
  });
  const { version, created, madeBy } = consent;
  const since = [created && `since ${formatDateTime(created)}`, madeBy && `by ${madeBy}`].filter(Boolean).join(", ");
  return html`
    <${Refusal} error=${error} shown=${{ text }} />
    <${TextArea}
      label="What signers agree to"
      value=${text}
      error=${problem(error).fields.text}
      rows=${6}
      maxLength=${5000}
      onInput=${setText}
      help=${`This is version ${version}${since && `, ${since}`}. A new text is a new version: it counts for what is sent to sign from then on, and the certificate says which version was agreed to.`}
    />
    <div>
      <${Button} size="sm" tone="secondary" busy=${busy} disabled=${text.trim() === consent.text || !text.trim()} onClick=${run}>
        Save as version ${version + 1}
      <//>
    </div>
  `;
}
