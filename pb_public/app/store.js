// @ts-check
// What all of the portal knows at this moment, in one place.

import { useEffect, useState } from "../shared/vendor/preact.js";

/**
 * Who is in front of the portal.
 * - `starting`: not known yet
 * - `unreachable`: the server did not answer
 * - `guest`: nobody signed in
 * - `in`: a contact
 * - `expired`: the session ended while the page was open
 * - `ended`: the firm ended this contact's access while the page was open
 * - `off`: the portal is switched off
 * @typedef {"starting" | "unreachable" | "guest" | "in" | "expired" | "ended" | "off"} Gate
 */

/** @typedef {{id: number, text: string, tone: "good" | "bad"}} Toast */

/**
 * @typedef {object} State
 * @property {Gate} gate
 * @property {import("./types.js").Firm} firm
 * @property {import("./types.js").Contact | null} contact
 * @property {boolean} connected false while the portal cannot be reached
 * @property {number} version goes up whenever what the server shows may have changed
 * @property {number} newCount shared documents not opened yet
 * @property {ReadonlySet<string>} opened documents opened since the page was loaded
 * @property {readonly import("./types.js").Project[] | null} projects null while they are not known
 * @property {unknown} projectsError why they could not be asked for last; null where they could
 * @property {import("./types.js").Project | null} project whose page is shown
 * @property {number} unread messages
 * @property {import("./types.js").MessageMails} messageMails
 * @property {import("./types.js").Conversations | null} conversations the latest first; null while they are not known
 * @property {unknown} conversationsError why they could not be asked for last; null where they could
 * @property {number} conversationPages how many pages of them to ask for
 * @property {import("./types.js").Home | null} home what waits for whoever is here; null while it is not known
 * @property {unknown} homeError why it could not be asked for last; null where it could
 * @property {import("./types.js").Ticket | null} ticket whose page is shown
 * @property {string} leavingFor the address to go to once somebody says that what is not sent or saved yet may be lost
 * @property {boolean} uploading the upload dialog is open
 * @property {readonly File[]} dropped files to open it with
 * @property {readonly Toast[]} toasts
 */

/** @returns {State} */
function nothing() {
  return {
    gate: "starting",
    firm: { name: "", logoUrl: "", accentColor: "", maxUploadSize: 0, allowedTypes: [] },
    contact: null,
    connected: true,
    version: 0,
    newCount: 0,
    opened: new Set(),
    projects: null,
    projectsError: null,
    project: null,
    unread: 0,
    messageMails: "now",
    conversations: null,
    conversationsError: null,
    conversationPages: 1,
    home: null,
    homeError: null,
    ticket: null,
    leavingFor: "",
    uploading: false,
    dropped: [],
    toasts: [],
  };
}

let state = nothing();

/** @type {Set<() => void>} */
const listeners = new Set();

export function getState() {
  return state;
}

/** @param {Partial<State>} patch */
export function setState(patch) {
  state = { ...state, ...patch };
  for (const listener of [...listeners]) listener();
}

/**
 * Drops all that belongs to the contact who was here. The firm stays.
 * @param {Gate} gate
 * @param {import("./types.js").SignedIn} [signedIn] who is here now
 */
export function startAfresh(gate, signedIn) {
  setState({ ...nothing(), firm: state.firm, gate, ...(signedIn && whoIsHere(signedIn)) });
}

/**
 * What the server says of who is signed in, as state.
 * @param {import("./types.js").SignedIn} signedIn
 */
export function whoIsHere({ contact, unread, messageMails }) {
  return { contact, unread, messageMails };
}

/**
 * A part of the state, live in a component.
 * @template T
 * @param {(state: State) => T} pick
 * @returns {T}
 */
export function useStore(pick) {
  const [value, setValue] = useState(() => pick(state));
  useEffect(() => {
    const look = () => setValue(() => pick(state));
    listeners.add(look);
    look();
    return () => {
      listeners.delete(look);
    };
  }, []);
  return value;
}

/** Something on the server may have changed: lists look again. */
export function bumpVersion() {
  setState({ version: state.version + 1 });
}
