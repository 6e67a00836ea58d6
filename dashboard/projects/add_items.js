// @ts-check

import { html, useId, useState } from "/shared/vendor/preact.js";
import { documentKind, plural } from "/shared/format.js";
import { listDocuments, share } from "../data/documents.js";
import { useAction, useLoad, useSettled } from "../data/hooks.js";
import { host } from "../host.js";
import { Button } from "../ui/button.js";
import { Sheet } from "../ui/dialog.js";
import { CheckField, Form } from "../ui/form.js";
import { PagedList } from "../ui/paged.js";
import { Search } from "../ui/search.js";
import { Empty, Refusal } from "../ui/states.js";

const PER_PAGE = 20;

const NO_MATCH = html`<${Empty} icon="search" title="No document matches." />`;
const NONE = html`<${Empty} icon="file-list-3" title="No other documents.">
  <p>Everything filed under this project is in its portal. Use Add files for something new.</p>
<//>`;

/**
 * Puts documents of a project into its portal that are not there yet.
 *
 * @param {{scope: Scope, onClose: () => void, onAdded: () => void}} props
 */
export function AddItems({ scope, onClose, onAdded }) {
  const id = useId();
  const [wanted, setWanted] = useState({ q: "", page: 1 });
  const [chosen, setChosen] = useState(/** @type {string[]} */ ([]));
  const settled = useSettled(wanted, 200);
  const documents = useLoad(
    (signal) => listDocuments(scope, { tab: "unshared", sort: "-created", perPage: PER_PAGE, ...settled }, signal),
    [scope.id, settled],
  );
  const { run, busy, error } = useAction(async () => {
    for (const document of chosen) await share(document, scope);
    host().toast(`${plural(chosen.length, "item")} added to the portal.`);
    onAdded();
    onClose();
  });

  /** @param {string} document @param {boolean} on */
  const choose = (document, on) => {
    setChosen((last) => (on ? [...last, document] : last.filter((other) => other !== document)));
  };

  return html`<${Sheet}
    title="Add items"
    shape=""
    onClose=${() => busy || onClose()}
    footer=${html`
      <${Button} tone="transparent" onClick=${onClose} disabled=${busy}>Cancel<//>
      <${Button} type="submit" form=${id} busy=${busy} disabled=${!chosen.length}>
        ${chosen.length ? `Add ${plural(chosen.length, "item")}` : "Add"}
      <//>
    `}
  >
    <${Form} id=${id} onSubmit=${run}>
      <p class="txt-hint">Documents of ${scope.name} that are not in its portal.</p>
      <${Refusal} error=${error} />
      <${Search}
        label="Search documents"
        value=${wanted.q}
        onInput=${(/** @type {string} */ q) => setWanted({ q, page: 1 })}
      />
      <${PagedList}
        one="document"
        found=${documents}
        page=${settled.page}
        perPage=${PER_PAGE}
        change=${(/** @type {{page: number}} */ next) => setWanted((last) => ({ ...last, ...next }))}
        empty=${settled.q ? NO_MATCH : NONE}
      >
        ${(/** @type {DeskDocument[]} */ rows) => html`<div class="desk-choices" role="group" aria-label="Documents">
          ${rows.map(
            (doc) =>
              html`<${CheckField}
                key=${doc.id}
                label=${doc.title}
                help=${`${documentKind(doc.kind)}, ${doc.billState === "draft" ? "a draft: set it to sent first" : doc.fileName}`}
                checked=${chosen.includes(doc.id)}
                disabled=${doc.billState === "draft"}
                onChange=${(/** @type {boolean} */ on) => choose(doc.id, on)}
              />`,
          )}
        </div>`}
      <//>
    <//>
  <//>`;
}
