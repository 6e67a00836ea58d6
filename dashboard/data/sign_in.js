// @ts-check

import { host } from "../host.js";
import { problem } from "../lib/errors.js";

/** Who may sign in here: staff, then the owner. */
const COLLECTIONS = ["staff", "_superusers"];

/** PocketBase's client calls off an earlier request to the same path by itself. */
const options = { requestKey: null };

/**
 * What PocketBase asks for after the password, where the owner has switched on the second factor.
 *
 * @typedef {{collection: string, mfaId: string, email: string, otpId: string}} SecondStep
 */

/**
 * Signs in with email and password. The same form serves staff and owner, so both collections are asked; which of the
 * two did not know the account, nobody is told.
 *
 * @param {string} email
 * @param {string} password
 * @returns {Promise<SecondStep | undefined>} The second step, where one is asked for.
 */
export async function signIn(email, password) {
  /** @type {unknown} */
  let refused;
  for (const collection of COLLECTIONS) {
    try {
      await host().pb.collection(collection).authWithPassword(email, password, options);
      return undefined;
    } catch (error) {
      const mfaId = /** @type {{response?: {mfaId?: string}}} */ (error).response?.mfaId;
      if (mfaId) return { collection, mfaId, email, otpId: await sendCode(collection, email) };
      if (problem(error).status !== 400) throw error;
      refused = error;
    }
  }
  throw refused;
}

/**
 * Has a one-time code sent by mail.
 *
 * @param {string} collection
 * @param {string} email
 * @returns {Promise<string>} What the code has to be presented with.
 */
export async function sendCode(collection, email) {
  const { otpId } = await host().pb.collection(collection).requestOTP(email, options);
  return otpId;
}

/**
 * @param {SecondStep} step
 * @param {string} code
 */
export async function confirmCode({ collection, otpId, mfaId }, code) {
  await host()
    .pb.collection(collection)
    .authWithOTP(otpId, code.trim(), { ...options, mfaId });
}

/**
 * Has a mail with a link sent to whoever has an account of this address. The answer is the same if nobody has.
 *
 * @param {string} email
 */
export async function requestPasswordReset(email) {
  for (const collection of COLLECTIONS) await host().pb.collection(collection).requestPasswordReset(email, options);
}

/** @param {string} email */
export async function requestStaffPasswordReset(email) {
  await host().pb.collection("staff").requestPasswordReset(email, options);
}
