// @ts-check
// Every question the portal asks the server.

import { ApiError, request } from "../shared/http.js";
import { upload } from "../shared/upload.js";
import { place } from "./place.js";

// Of a preview, the server has the reading half only.
const BASE = place.preview ? "/api/preview" : "/api/portal";

/** @type {() => void} */
let onUnauthorized = () => {};

/**
 * What to do when the server no longer knows who asks.
 * @param {() => void} handler
 */
export function whenUnauthorized(handler) {
  onUnauthorized = handler;
}

/** @type {() => void} */
let onPortalOff = () => {};

/**
 * What to do when the portal is switched off.
 * @param {() => void} handler
 */
export function whenPortalOff(handler) {
  onPortalOff = handler;
}

/**
 * Whether it was refused because the portal is switched off.
 * @param {unknown} err
 */
export function isPortalOff(err) {
  return err instanceof ApiError && err.data["portal"]?.code === "portal_off";
}

/** @param {unknown} err */
function tell(err) {
  if (err instanceof ApiError && err.status === 401) onUnauthorized();
  if (isPortalOff(err)) onPortalOff();
}

/**
 * Asks as the contact who is signed in.
 * @param {string} path
 * @param {import("../shared/http.js").RequestOptions} [options]
 */
async function ask(path, options) {
  try {
    return await request(BASE + path, options);
  } catch (err) {
    tell(err);
    throw err;
  }
}

// Without a session

/** @returns {Promise<import("./types.js").Firm>} */
export function fetchFirm() {
  return request(`${BASE}/firm`);
}

/** @returns {Promise<import("./types.js").Contact | null>} null where nobody is signed in */
export async function fetchContact() {
  try {
    return (await request(`${BASE}/session`)).contact;
  } catch (err) {
    if (err instanceof ApiError && err.status === 401) return null;
    throw err;
  }
}

/**
 * At a project's own address it takes a contact on its access list to get in.
 * @param {string} path
 * @param {Record<string, string>} proof
 * @returns {Promise<import("./types.js").Contact>}
 */
async function enterBy(path, proof) {
  const body = place.project ? { ...proof, project: place.project } : proof;
  try {
    return (await request(BASE + path, { method: "POST", body })).contact;
  } catch (err) {
    tell(err);
    throw err;
  }
}

/**
 * @param {string} email
 * @param {string} password
 * @returns {Promise<import("./types.js").Contact>}
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
 * @returns {Promise<import("./types.js").Contact>}
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
 * @returns {Promise<import("./types.js").Session[]>}
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

// Projects

/**
 * @param {AbortSignal} [signal]
 * @returns {Promise<import("./types.js").Project[]>}
 */
export async function fetchProjects(signal) {
  return (await ask("/projects", signal ? { signal } : {})).items;
}

// Documents

/**
 * @param {{list: import("./types.js").ListName, project?: string, q?: string, sort?: string, page?: number, perPage?: number}} query
 * @param {AbortSignal} [signal]
 * @returns {Promise<import("./types.js").DocumentPage>}
 */
export function fetchDocuments(query, signal) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value) params.set(name, String(value));
  }
  return ask(`/documents?${params}`, signal ? { signal } : {});
}

/** @param {string} id */
const documentPath = (id) => `/documents/${encodeURIComponent(id)}`;

/**
 * @param {string} id
 * @param {AbortSignal} [signal]
 * @returns {Promise<import("./types.js").PortalDocument>}
 */
export function fetchDocument(id, signal) {
  return ask(documentPath(id), signal ? { signal } : {});
}

/** @param {string} id */
export async function deleteDocument(id) {
  await ask(documentPath(id), { method: "DELETE" });
}

/** @param {string} id */
export function fileUrl(id) {
  return `${BASE}${documentPath(id)}/file`;
}

/**
 * @param {string} id of a daily log
 * @param {{id: string}} photo
 */
export function photoUrl(id, photo) {
  return `${BASE}${documentPath(id)}/photos/${encodeURIComponent(photo.id)}`;
}

/** @param {string} id */
export function downloadUrl(id) {
  return `${fileUrl(id)}?download=1`;
}

/**
 * @param {{title: string, description: string, project: string, file: File, key: string}} what `project` is an id, or empty
 * @param {(progress: {loaded: number, total: number}) => void} onProgress
 * @param {AbortSignal} signal
 * @returns {Promise<import("./types.js").PortalDocument>}
 */
export async function sendDocument({ title, description, project, file, key }, onProgress, signal) {
  const fields = { title, description, ...(project && { project }) };
  try {
    return await upload({ url: `${BASE}/documents`, fields, file, key, onProgress, signal });
  } catch (err) {
    tell(err);
    throw err;
  }
}

export const eventsUrl = `${BASE}/events`;
