// @ts-check
// Signing in and out, and the account of whoever is signed in.

import { ApiError, request } from "../../shared/http.js";
import { BASE, ask, tell } from "../ask.js";
import { place } from "../place.js";

// Without a session

/** @returns {Promise<import("../types.js").Firm>} */
export function fetchFirm() {
  return request(`${BASE}/firm`);
}

/** @returns {Promise<import("../types.js").SignedIn | null>} null where nobody is signed in */
export async function fetchSignedIn() {
  try {
    return await request(`${BASE}/session`);
  } catch (err) {
    if (err instanceof ApiError && err.status === 401) return null;
    throw err;
  }
}

/**
 * At a project's own address it takes a contact on its access list to get in.
 * @param {string} path
 * @param {Record<string, string>} proof
 * @returns {Promise<import("../types.js").SignedIn>}
 */
async function enterBy(path, proof) {
  const body = place.project ? { ...proof, project: place.project } : proof;
  try {
    return await request(BASE + path, { method: "POST", body });
  } catch (err) {
    tell(err);
    throw err;
  }
}

/**
 * @param {string} email
 * @param {string} password
 * @returns {Promise<import("../types.js").SignedIn>}
 */
export function signIn(email, password) {
  return enterBy("/session", { email, password });
}

/**
 * @param {string} email
 * @returns {Promise<string>} the id that belongs to the code in the mail
 */
export async function requestCode(email) {
  return (await request(`${BASE}/session/code`, { method: "POST", body: { email } })).codeId;
}

/**
 * @param {string} codeId
 * @param {string} code
 * @returns {Promise<import("../types.js").SignedIn>}
 */
export function confirmCode(codeId, code) {
  return enterBy("/session/code/confirm", { codeId, code });
}

/** @param {string} email */
export async function requestReset(email) {
  await request(`${BASE}/password-reset`, { method: "POST", body: { email } });
}

/**
 * @param {string} token
 * @param {string} password
 */
export async function confirmReset(token, password) {
  await request(`${BASE}/password-reset/confirm`, { method: "POST", body: { token, password } });
}

// Account

export async function signOut() {
  await request(`${BASE}/session`, { method: "DELETE" });
}

export async function signOutEverywhere() {
  await request(`${BASE}/sessions`, { method: "DELETE" });
}

/**
 * @param {AbortSignal} [signal]
 * @returns {Promise<import("../types.js").Session[]>}
 */
export async function fetchSessions(signal) {
  return (await ask("/sessions", signal ? { signal } : {})).items;
}

/** @param {string} id */
export async function endSession(id) {
  await ask(`/sessions/${encodeURIComponent(id)}`, { method: "DELETE" });
}

/**
 * @param {string} oldPassword
 * @param {string} password
 */
export async function changePassword(oldPassword, password) {
  await ask("/password", { method: "POST", body: { oldPassword, password } });
}

/** @param {import("../types.js").MessageMails} messageMails */
export async function chooseMails(messageMails) {
  await ask("/account", { method: "PATCH", body: { messageMails } });
}
