// @ts-check

import { html, useEffect, useState } from "/shared/vendor/preact.js";
import { useAction } from "../data/hooks.js";
import { chooseMails } from "../data/messages.js";
import { forgetSession } from "../data/session.js";
import { host } from "../host.js";
import { MAIL_CHOICES } from "../lib/messages.js";
import { problem } from "../lib/errors.js";
import { useMe } from "../ui/desk.js";
import { SelectField } from "../ui/form.js";

/** How soon a mail tells this person of messages that nobody has read. Owners get none. */
export function MailChoice() {
  const me = useMe();
  // What was chosen, until it is known to hold.
  const [chosen, setChosen] = useState(/** @type {MessageMails | undefined} */ (undefined));
  useEffect(() => setChosen(undefined), [me]);
  const { run } = useAction(async (/** @type {MessageMails} */ wanted) => {
    setChosen(wanted);
    try {
      await chooseMails(me.id, wanted);
      forgetSession();
      host().toast("Saved.");
    } catch (error) {
      setChosen(undefined);
      host().warn(problem(error).title);
    }
  });
  if (me.role === "owner") return null;
  return html`<${SelectField}
    label="Mail me about unread messages"
    value=${chosen ?? me.messageMails ?? "now"}
    choices=${MAIL_CHOICES}
    onInput=${run}
  />`;
}
