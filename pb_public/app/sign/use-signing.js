// @ts-check
// Sending a signature: once, and not said to have failed where only the answer was lost.

import { ApiError } from "../../shared/http.js";
import { useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { toast } from "../notices.js";
import { bumpVersion } from "../store.js";
import { isGone } from "../ui/use-loaded.js";

/** @typedef {import("../types.js").WholeSigning} WholeSigning */

/**
 * @param {WholeSigning} signing
 * @param {(signing: WholeSigning) => void} onChanged it is not any more what it was
 * @returns {{busy: boolean, send: (act: () => Promise<WholeSigning>) => Promise<unknown>}} `send` gives what went wrong, or null
 */
export function useSending(signing, onChanged) {
  const [busy, setBusy] = useState(false);
  const send = async (/** @type {() => Promise<WholeSigning>} */ act) => {
    if (busy) return null;
    setBusy(true);
    const problem = await attempt(signing, act, onChanged);
    setBusy(false);
    return problem;
  };
  return { busy, send };
}

/**
 * @param {WholeSigning} signing
 * @param {() => Promise<WholeSigning>} act
 * @param {(signing: WholeSigning) => void} onChanged
 */
async function attempt(signing, act, onChanged) {
  try {
    onChanged(await act());
    bumpVersion();
    return null;
  } catch (err) {
    const now = mayHaveChanged(err) ? await lookAgain(signing.id) : signing;
    if (now === null || now.turn) return err;
    // It was received, or the firm or another signer was quicker: the page says which.
    onChanged(now);
    if (now.state === "waiting") toast("This was changed meanwhile. It was loaded again.", "bad");
    bumpVersion();
    return null;
  }
}

/**
 * Whether it may have been received all the same, or cannot be any more: a code that was used counts no more, either.
 * @param {unknown} err
 */
function mayHaveChanged(err) {
  if (!(err instanceof ApiError)) return false;
  return err.status === 0 || err.status >= 500 || "signing" in err.data || "code" in err.data || isGone(err);
}

/** @param {string} id @returns {Promise<WholeSigning | null>} null where that cannot be known now */
async function lookAgain(id) {
  try {
    return await api.fetchSigning(id);
  } catch {
    bumpVersion();
    return null;
  }
}
