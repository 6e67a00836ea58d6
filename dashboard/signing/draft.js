// @ts-check

import { useEffect, useRef, useState } from "/shared/vendor/preact.js";
import { useLeaving } from "/shared/use-leaving.js";
import { saveSigning } from "../data/signings.js";
import { host } from "../host.js";
import { signingAddress } from "../lib/address.js";
import { draftKeeper } from "../lib/drafts.js";
import { problem } from "../lib/errors.js";
import { signingBody } from "../lib/signings.js";

/** @typedef {import("../lib/signings.js").SigningForm} SigningForm */

/**
 * What is prepared, as a draft: it is saved when that is asked for, and when the page is left for another.
 *
 * @param {string} document
 * @param {Signing | undefined} round where there is one
 * @param {SigningForm} form
 */
export function useDraft(document, round, form) {
  const [{ id, saved }, setDraft] = useState({ id: round?.id ?? "", saved: form });
  const [keeper] = useState(() =>
    draftKeeper({ id, version: round?.version ?? "" }, form, (seen, /** @type {SigningForm} */ what) =>
      saveSigning(document, seen.id, { ...signingBody(what), version: seen.version }),
    ),
  );
  const dirty = form !== saved;
  useLeaving(dirty);

  // What is under way goes on when the page is left, and finds here how things stand by then.
  const page = useRef({ form, dirty, address: location.hash, left: false, over: false }).current;
  Object.assign(page, { form, dirty });
  /** Whether nobody has gone on; the page stays until the next one has come. */
  const isShown = () => !page.left && location.hash === page.address;
  /** Loaded anew, the page goes on with this draft. @param {string} of */
  const stayWith = (of) => {
    if (!isShown()) return;
    page.address = signingAddress(of);
    history.replaceState(history.state, "", page.address);
  };

  useEffect(
    () => () => {
      page.left = true;
      if (!page.dirty || page.over) return;
      keeper.keep(page.form).then(
        () => host().toast("What you prepared is kept as a draft."),
        (thrown) => host().warn(`What you prepared could not be kept. ${problem(thrown).title}`),
      );
    },
    [],
  );

  return {
    id,
    dirty,
    isShown,
    /** Saves it. @returns {Promise<import("../lib/drafts.js").Stored>} */
    async save() {
      const what = page.form;
      const seen = await keeper.save(what);
      setDraft({ id: seen.id, saved: what });
      stayWith(seen.id);
      return seen;
    },
    /** Saves what is not saved. @returns {Promise<import("../lib/drafts.js").Stored>} */
    keep: () => keeper.keep(page.form),
    /** What a colleague made of it is to be written over. */
    overwrite: () => keeper.see(""),
    /** What a colleague made of it is gone on with. @param {string} version @param {SigningForm} what */
    take(version, what) {
      keeper.see(version, what);
      setDraft({ id, saved: what });
    },
    /** Whether it is sent or deleted: then nothing is left to keep. @param {boolean} over */
    end(over) {
      page.over = over;
    },
  };
}
