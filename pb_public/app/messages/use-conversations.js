// @ts-check
// The conversations of whoever is here, and how much in them is unread, kept fresh.

import { useEffect } from "../../shared/vendor/preact.js";
import { ApiError } from "../../shared/http.js";
import * as api from "../api.js";
import { getState, setState, useStore, whoIsHere } from "../store.js";

/** Changes come in bursts: one question answers them all. */
const BURST = 100;

/** Asks whenever something changed; once, in the frame of the page. */
export function useConversations() {
  const version = useStore((state) => state.version);
  const pages = useStore((state) => state.conversationPages);
  useEffect(() => {
    const control = new AbortController();
    const timer = setTimeout(
      () => {
        api.fetchConversations(pages, control.signal).then(
          (conversations) => setState({ conversations, conversationsError: null }),
          (err) => {
            if (!(err instanceof ApiError && err.aborted)) setState({ conversationsError: err });
          },
        );
        if (version > 0) refreshUnread(control.signal);
      },
      version > 0 ? BURST : 0,
    );
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [version, pages]);
}

/** @param {AbortSignal} signal */
async function refreshUnread(signal) {
  try {
    const signedIn = await api.fetchSignedIn();
    const same = signedIn?.contact.id === getState().contact?.id;
    if (signedIn && same && !signal.aborted) setState(whoIsHere(signedIn));
  } catch {
    // The number can wait for the next change.
  }
}
