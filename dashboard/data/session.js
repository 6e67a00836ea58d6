// @ts-check

import { host } from "../host.js";
import { quote } from "../lib/query.js";
import { all, get } from "./api.js";

/** @typedef {{me: Me, firm: Firm, permissions: Permission[]}} Session */

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
    const session = Promise.all([get("/api/desk/me"), loadFirm(), loadPermissions(record?.id ?? "")]).then(
      ([me, firm, permissions]) => ({ me: /** @type {Me} */ (me), firm, permissions }),
    );
    cached = { owner, session };
    session.catch(forgetSession);
  }
  return cached.session;
}

/** Makes the next page ask again: after a failure, and when the firm's settings or somebody's permissions changed. */
export function forgetSession() {
  cached = undefined;
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
