// @ts-check

import { html, useId, useState } from "/shared/vendor/preact.js";
import { Button } from "./button.js";
import { Confirm, Sheet } from "./dialog.js";
import { Form } from "./form.js";

/**
 * A form in a dialog, with its buttons.
 *
 * @param {{title: string, submit: string, onSubmit: () => void, onClose: () => void, shape?: string, dirty?: boolean,
 *   busy: boolean, ready?: boolean, fields?: Record<string, string>, lost?: string, aside?: unknown,
 *   children: unknown}} props
 *   `submit`: what its button is called; `ready`: whether it can be pressed; `aside`: stands beside the buttons;
 *   `dirty`, `busy`, `lost`: see useLeave.
 */
export function FormDialog({ title, submit, onSubmit, onClose, shape, dirty = false, busy, lost, ready = true, fields, aside, children }) {
  const id = useId();
  const { leave, question } = useLeave({ dirty, busy, lost });
  const close = () => leave(onClose);
  return html`<${Sheet}
    title=${title}
    shape=${shape}
    onClose=${close}
    footer=${html`
      ${aside}
      <${Button} tone="transparent" onClick=${close} disabled=${busy}>Cancel<//>
      <${Button} type="submit" form=${id} busy=${busy} disabled=${!ready}>${submit}<//>
    `}
  >
    <${Form} id=${id} onSubmit=${onSubmit} fields=${fields}>${children}<//>
    ${question}
  <//>`;
}

/**
 * The way out of a form: there is none while it is being saved, and none without a question where something would be
 * lost.
 *
 * @param {{dirty: boolean, busy: boolean, lost?: string | undefined}} options `dirty`: whether something would be; `lost`: what.
 */
export function useLeave({ dirty, busy, lost = "It has not been saved." }) {
  const [asked, setAsked] = useState(/** @type {{go: () => void} | undefined} */ (undefined));
  return {
    /** @param {() => void} go */
    leave: (go) => {
      if (busy) return;
      if (dirty) setAsked({ go });
      else go();
    },
    /** Has its place in the form's dialog. */
    question:
      asked &&
      html`<${Confirm}
        title="Discard what you have written?"
        confirm="Discard"
        keep="Keep writing"
        onConfirm=${async () => asked.go()}
        onClose=${() => setAsked(undefined)}
      >
        <p>${lost}</p>
      <//>`,
  };
}
