// @ts-check

import { html, useState } from "/shared/vendor/preact.js";
import { useAction } from "../data/hooks.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";
import { Button } from "../ui/button.js";
import { Confirm } from "../ui/dialog.js";

/**
 * Switches a portal off, after a question, or on again.
 *
 * @param {{on: boolean, title: string, onSwitch: (on: boolean) => Promise<unknown>}} props
 *   `title`: the question; `onSwitch` does it and brings the page up to date.
 */
export function PortalSwitch({ on, title, onSwitch }) {
  const [asking, setAsking] = useState(false);
  const disable = async () => {
    await onSwitch(false);
    host().toast("Portal disabled.");
  };
  const enabling = useAction(async () => {
    try {
      await onSwitch(true);
      host().toast("Portal enabled.");
    } catch (error) {
      host().warn(problem(error).title);
    }
  });

  return html`
    ${
      on
        ? html`<${Button} tone="outline danger" icon="door-lock" onClick=${() => setAsking(true)}>Disable portal<//>`
        : html`<${Button} tone="success" icon="door-open" busy=${enabling.busy} onClick=${enabling.run}
            >Enable portal<//
          >`
    }
    ${
      asking &&
      html`<${Confirm} title=${title} confirm="Disable" onConfirm=${disable} onClose=${() => setAsking(false)}>
        <p>Clients won't be able to sign in while this is off. Re-enable anytime.</p>
      <//>`
    }
  `;
}
