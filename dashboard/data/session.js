// @ts-check

import { host } from "../host.js";
import { quote } from "../lib/query.js";
import { all, get } from "./api.js";

/** @typedef {{me: Me, firm: Firm, permissions: Permission[]}} Session */

/** @type {{owner: string, session: Promise<Session>} | undefined} */
let cached;

/** Who holds a session, and has to ask for the new one. @type {Set<() => void>} */
const holders = new Set();

/**
 * Who works here, and for which firm. Asked once per sign-in.
 *
 * @returns {Promise<Session>}
 */
export function loadSession() {
  const { record } = host().pb.authStore;
  const owner = `${record?.collectionName}/${record?.id}/${record?.role}`;
  if (cached?.owner !== owner) {
    const session = Promise.all([get("/api/desk/me"), loadFirm(), loadPermissions(record?.id ?? "")]).then(
      ([me, firm, permissions]) => ({ me: /** @type {Me} */ (me), firm, permissions }),
    );
    const asked = { owner, session };
    cached = asked;
    session.catch(() => {
      if (cached === asked) cached = undefined;
    });
  }
  return cached.session;
}

/** Has the session asked for again, when the firm's settings, this account or its permissions changed. */
export function forgetSession() {
  cached = undefined;
  for (const ask of holders) ask();
}

/**
 * Calls `ask` whenever the session has changed.
 *
 * @param {() => void} ask
 * @returns {() => void} What to call when nobody wants to know any more.
 */
export function onSessionChange(ask) {
  holders.add(ask);
  return () => void holders.delete(ask);
}

/** @returns {Promise<Firm>} */
export function loadFirm() {
  return get("/api/portal/firm");
}

/**
 * What somebody of the staff may do in single projects, where it is not what their role says.
 *
 * @param {string} staff
 * @returns {Promise<Permission[]>}
 */
function loadPermissions(staff) {
  return all("project_staff", { filter: `staff = ${quote(staff)}` });
}
