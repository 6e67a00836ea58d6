// @ts-check

import { host } from "../host.js";
import { get } from "./api.js";

/** @typedef {{me: Me, firm: Firm}} Session */

/** @type {{owner: string, session: Promise<Session>} | undefined} */
let cached;

/**
 * Who works here, and for which firm. Asked once per sign-in.
 *
 * @returns {Promise<Session>}
 */
export function loadSession() {
  const { record } = host().pb.authStore;
  const owner = `${record?.collectionName}/${record?.id}/${record?.role}`;
  if (cached?.owner !== owner) {
    const session = Promise.all([get("/api/desk/me"), loadFirm()]).then(([me, firm]) => ({
      me: /** @type {Me} */ (me),
      firm,
    }));
    cached = { owner, session };
    session.catch(forgetSession);
  }
  return cached.session;
}

/** Makes the next page ask again: after a failure, and when the firm's settings changed. */
export function forgetSession() {
  cached = undefined;
}

/** @returns {Promise<Firm>} */
export function loadFirm() {
  return get("/api/portal/firm");
}
