// @ts-check
// How soon a mail tells of messages that nobody has read.

import { html, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { toast } from "../notices.js";
import { setState, useStore } from "../store.js";
import { explain } from "../words.js";

/** @typedef {import("../types.js").MessageMails} MessageMails */

/** @type {readonly (readonly [MessageMails, string])[]} */
const CHOICES = [
  ["now", "At once"],
  ["daily", "Once a day"],
  ["never", "Never"],
];

export function MessageMailsChoice() {
  const chosen = useStore((state) => state.messageMails);
  const firm = useStore((state) => state.firm.name);
  const [busy, setBusy] = useState(false);

  /** @param {MessageMails} messageMails */
  const choose = async (messageMails) => {
    if (busy || messageMails === chosen) return;
    setBusy(true);
    setState({ messageMails });
    try {
      await api.chooseMails(messageMails);
      toast("Saved.");
    } catch (err) {
      setState({ messageMails: chosen });
      toast(explain(err, firm), "bad");
    }
    setBusy(false);
  };

  return html`<fieldset class="choices">
    <legend class="visually-hidden">Mails about unread messages</legend>
    ${CHOICES.map(
      ([value, label]) => html`<label class="choice" key=${value}>
        <input type="radio" name="messageMails" value=${value} checked=${value === chosen} onChange=${() => choose(value)} />
        <span>${label}</span>
      </label>`,
    )}
  </fieldset>`;
}
