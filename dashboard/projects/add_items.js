// @ts-check

import { html, useId, useState } from "/shared/vendor/preact.js";
import { documentKind, plural } from "/shared/format.js";
import { listDocuments, share } from "../data/documents.js";
import { useAction, useLoad, useSettled } from "../data/hooks.js";
import { host } from "../host.js";
import { Button } from "../ui/button.js";
import { Sheet } from "../ui/dialog.js";
import { CheckField, Form } from "../ui/form.js";
import { Pager } from "../ui/pager.js";
import { Search } from "../ui/search.js";
import { Empty, Failure, Loading, Refusal } from "../ui/states.js";

const PER_PAGE = 20;

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
      <${Found}
        documents=${documents}
        settled=${settled}
        chosen=${chosen}
        onChoose=${choose}
        onPage=${(/** @type {number} */ page) => setWanted((last) => ({ ...last, page }))}
      />
    <//>
  <//>`;
}

/**
 * @param {{documents: import("../data/hooks.js").Loaded<ListOf<DeskDocument>>, settled: {q: string, page: number},
 *   chosen: string[], onChoose: (document: string, on: boolean) => void, onPage: (page: number) => void}} props
 */
function Found({ documents, settled, chosen, onChoose, onPage }) {
  const { data, error, reload } = documents;
  if (!data) return error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  if (!data.items.length && settled.page === 1) {
    return settled.q
      ? html`<${Empty} icon="search" title="No document matches." />`
      : html`<${Empty} icon="file-list-3" title="No other documents.">
          <p>Everything filed under this project is in its portal. Use Add files for something new.</p>
        <//>`;
  }
  return html`
    <div class="desk-choices" role="group" aria-label="Documents">
      ${data.items.map(
        (doc) =>
          html`<${CheckField}
            key=${doc.id}
            label=${doc.title}
            help=${`${documentKind(doc.kind)}, ${doc.billStatus === "draft" ? "a draft: set it to sent first" : doc.fileName}`}
            checked=${chosen.includes(doc.id)}
            disabled=${doc.billStatus === "draft"}
            onChange=${(/** @type {boolean} */ on) => onChoose(doc.id, on)}
          />`,
      )}
    </div>
    <${Pager}
      page=${settled.page}
      perPage=${PER_PAGE}
      shown=${data.items.length}
      total=${data.totalItems}
      one="document"
      onPage=${onPage}
    />
  `;
}
