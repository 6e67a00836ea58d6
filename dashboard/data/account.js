// @ts-check

import { host } from "../host.js";
import { post, update } from "./api.js";
import { forgetSession } from "./session.js";

/**
 * @param {string} id
 * @param {string} name
 */
export async function rename(id, name) {
  await update("staff", id, { name });
  forgetSession();
}

/**
 * Changes the own password. Everywhere else the account is signed out; here it goes on with the session that comes back.
 *
 * @param {string} current
 * @param {string} password
 */
export async function changePassword(current, password) {
  /** @type {{token: string, record: AuthRecord}} */
  const { token, record } = await post("/api/desk/password", { current, password });
  await host().renew(token, record);
}
