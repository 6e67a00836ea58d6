// @ts-check

import { html, useEffect, useState } from "/shared/vendor/preact.js";
import { loadActivity } from "../data/activity.js";
import { useAction, useLive, useLoad } from "../data/hooks.js";
import { activityIcon, sentence, withNewest } from "../lib/activity.js";
import { When } from "../ui/bits.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { Empty, Failure, Loading, Refusal, Stale } from "../ui/states.js";

/**
 * Who did what about a contact, a company, a project, a document or the firm, when and from where: newest first.
 *
 * @param {{about: Parameters<typeof loadActivity>[0], none?: string}} props `none`: what will stand here.
 */
export function Activity({ about, none = "What is shared, opened, uploaded and changed is written down here, and who did it." }) {
  const { type, id } = about;
  const [shown, setShown] = useState(/** @type {import("../data/activity.js").ActivityPage | undefined} */ (undefined));
  const { data, error, reload } = useLoad((signal) => loadActivity(about, undefined, signal), [type, id]);
  useLive(["activity"], reload);

  useEffect(() => {
    if (data) setShown((last) => (last ? withNewest(last, data) : data));
  }, [data]);

  const older = useAction(async () => {
    const before = shown?.items.at(-1)?.seq;
    const page = await loadActivity(about, before);
    setShown((last) => ({ items: [...(last?.items ?? []), ...page.items], more: page.more }));
  });

  if (!shown) return error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`;
  if (!shown.items.length) {
    return html`<${Empty} icon="history" title="Nothing yet.">
      <p>${none}</p>
    <//>`;
  }
  return html`
    <${Stale} error=${error} onRetry=${reload} />
    <ol class="desk-activity" aria-label="Activity">
      ${shown.items.map((entry) => html`<${Entry} key=${entry.seq} entry=${entry} />`)}
    </ol>
    <${Refusal} error=${older.error} />
    ${
      shown.more &&
      html`<p class="desk-more">
        <${Button} tone="secondary" icon="arrow-down" busy=${older.busy} onClick=${older.run}>Show more<//>
      </p>`
    }
  `;
}

/** @param {{entry: ActivityEntry}} props */
function Entry({ entry }) {
  return html`<li>
    <${Icon} name=${activityIcon(entry.action)} />
    <div class="desk-activity-what">
      ${sentence(entry).map((piece) =>
        typeof piece === "string" ? piece : html`<a href=${piece.href}>${piece.name}</a>`,
      )}
    </div>
    <div class="desk-activity-when">
      <${When} at=${entry.at} />
      ${entry.actor.ip && html`<span title="From this address">${entry.actor.ip}</span>`}
    </div>
  </li>`;
}
