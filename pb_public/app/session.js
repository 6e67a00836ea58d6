// @ts-check
// Who is signed in: the start, signing in and out, and what happens when a session ends from outside.

import { ApiError } from "../shared/http.js";
import { forgetDrafts } from "../shared/messages/drafts.js";
import * as api from "./api.js";
import { forgetCode } from "./auth/pending-code.js";
import { openLive } from "./live.js";
import { place } from "./place.js";
import { parseRoute, projectHref } from "./route.js";
import { bumpVersion, getState, setState, startAfresh } from "./store.js";
import { applyTheme } from "./theme.js";
import { replaceRoute } from "./use-route.js";

/** A page nobody looks at gives its connection back after this long; it catches up when it is looked at again. */
const ASLEEP = 5 * 60_000;
/** Where a session ends because another takes its place, this browser has the other one after so long. */
const SETTLED = 1_000;

/** @type {ReturnType<typeof openLive> | null} */
let live = null;
let asleep = 0;

/** Finds out whose portal this is and who is here. */
export async function start() {
  setState({ gate: "starting" });
  const asked = api.fetchSignedIn();
  // It is waited for below; until then its failure is not forgotten.
  asked.catch(() => {});
  try {
    const firm = await api.fetchFirm();
    setState({ firm });
    applyTheme(firm);
    const signedIn = await asked;
    if (signedIn) {
      enter(signedIn);
      return;
    }
    forgetDrafts();
    setState({ gate: place.preview ? "expired" : "guest" });
  } catch (err) {
    setState({ gate: api.isPortalOff(err) ? "off" : "unreachable" });
  }
}

/**
 * Somebody signed in.
 * @param {import("./types.js").SignedIn} signedIn
 */
export function enter(signedIn) {
  const { page } = parseRoute(location.hash);
  const nowhere = location.hash.length < 2 && place.project;
  if (nowhere || page === "sign-in" || page === "code") {
    replaceRoute(place.project ? projectHref(place.project) : "#/");
  }
  forgetDrafts(`${signedIn.contact.id}/`);
  startAfresh("in", signedIn);
  listen();
}

/**
 * Drops everything of the contact who was here; what was begun to be written stays while the portal is off.
 * @param {"guest" | "expired" | "ended" | "off"} gate
 */
export function leave(gate) {
  live?.stop();
  live = null;
  if (gate !== "off") {
    forgetDrafts();
    forgetCode();
  }
  startAfresh(gate);
}

export function signOut() {
  return leaveBy(api.signOut);
}

export function signOutEverywhere() {
  return leaveBy(api.signOutEverywhere);
}

/** Under a preview's address there is no other session to end. */
export function endPreview() {
  return leaveBy(api.signOut);
}

/**
 * Looks whether the portal is on again.
 * @param {{bySelf: boolean}} how nobody pressed anything: then only good news change the page
 * @returns {Promise<boolean>} false where it is still off, or not reachable
 */
export async function comeBack({ bySelf }) {
  try {
    const signedIn = await api.fetchSignedIn();
    if (getState().gate !== "off") return true;
    if (signedIn) enter(signedIn);
    else if (!bySelf) leave(place.preview ? "expired" : "guest");
    return Boolean(signedIn) || !bySelf;
  } catch {
    return false;
  }
}

/**
 * Every other session ends, and this one goes on as a new one.
 * @param {string} oldPassword
 * @param {string} password
 */
export async function changePassword(oldPassword, password) {
  live?.stop();
  try {
    await api.changePassword(oldPassword, password);
  } finally {
    if (getState().gate === "in") listen();
  }
}

/** @param {() => Promise<void>} ask */
async function leaveBy(ask) {
  // Of a session that was ended on purpose the stream need not tell.
  live?.stop();
  live = null;
  try {
    await ask();
  } catch (err) {
    // Signed out already, in another tab or by the firm: that is what was wanted.
    if (!(err instanceof ApiError) || err.status !== 401) {
      listen();
      throw err;
    }
  }
  // Whoever signs in next does not begin where this one was.
  replaceRoute("#/sign-in");
  leave("guest");
}

/** The server said 401: if somebody was here, their session is over. */
function onUnauthorized() {
  if (getState().gate === "in") leave("expired");
}

/** The server said that the portal is switched off. The session is kept for when it is on again. */
function onPortalOff() {
  const { gate } = getState();
  if (gate !== "off" && gate !== "starting") leave("off");
}

/**
 * The server ended the stream.
 * @param {string} reason
 */
function onEnded(reason) {
  if (reason === "portal") leave("off");
  else if (reason === "access") leave("ended");
  else setTimeout(lookAgain, SETTLED);
}

/** The session is over. Where the password was changed in another tab, this browser goes on with a new one. */
async function lookAgain() {
  meet(await api.fetchSignedIn().catch(() => null));
  if (getState().gate === "in") listen();
}

/**
 * Whom this browser is signed in as now: another tab may have signed out, or somebody else in.
 * @param {import("./types.js").SignedIn | null} signedIn
 */
function meet(signedIn) {
  if (getState().gate !== "in") return;
  if (!signedIn) leave("expired");
  else if (signedIn.contact.id !== getState().contact?.id) enter(signedIn);
}

function listen() {
  live?.stop();
  live = openLive(api.eventsUrl, {
    onChanged: bumpVersion,
    onEnded,
    onConnected: (connected) => {
      if (getState().connected !== connected) setState({ connected });
    },
    onRefused: checkContact,
  });
}

async function checkContact() {
  if (getState().gate !== "in") return;
  try {
    meet(await api.fetchSignedIn());
  } catch (err) {
    if (api.isPortalOff(err)) onPortalOff();
    // Not reachable: the stream keeps trying, and asks again once it is back.
  }
}

/** The page was away: the stream may be dead without knowing, and things may have changed. */
async function catchUp() {
  clearTimeout(asleep);
  if (getState().gate === "unreachable") start();
  if (getState().gate === "off") comeBack({ bySelf: true });
  await checkContact();
  if (getState().gate !== "in") return;
  if (live) live.restart();
  else listen();
  bumpVersion();
}

/** Wires the session to the browser; once, at the start. */
export function watchBrowser() {
  api.whenUnauthorized(onUnauthorized);
  api.whenPortalOff(onPortalOff);
  window.addEventListener("online", catchUp);
  window.addEventListener("offline", () => setState({ connected: false }));
  // A stream keeps a page out of the back/forward cache.
  window.addEventListener("pagehide", () => live?.pause());
  window.addEventListener("pageshow", (event) => event.persisted && catchUp());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") catchUp();
    else asleep = setTimeout(() => live?.pause(), ASLEEP);
  });
}
