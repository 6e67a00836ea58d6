// @ts-check

import { Component, createContext, html, useContext, useEffect } from "/shared/vendor/preact.js";
import { useLive, useLoad } from "../data/hooks.js";
import { useUnread } from "../data/messages.js";
import { forgetSession, loadSession, onSessionChange } from "../data/session.js";
import { host } from "../host.js";
import { carriesWhiteText } from "../lib/colour.js";
import { mayEdit } from "../lib/permission.js";
import { Failure, Loading } from "./states.js";

const SessionContext = createContext(/** @type {import("../data/session.js").Session | undefined} */ (undefined));

/** @returns {import("../data/session.js").Session} */
function useSession() {
  const session = useContext(SessionContext);
  if (!session) throw new Error("used outside of the desk");
  return session;
}

/** Who is signed in and what they may do. */
export const useMe = () => useSession().me;

/** The firm, as its clients see it. */
export const useFirm = () => useSession().firm;

/**
 * Whether this person may change what belongs to these projects; where it belongs to none, their role decides.
 *
 * @param {...(string | undefined)} projects
 */
export function useMayEdit(...projects) {
  const { me, permissions } = useSession();
  return mayEdit(me, permissions, projects);
}

/**
 * What stands around every page for signed-in people.
 *
 * @param {{children: unknown}} props
 */
export function Desk({ children }) {
  const { data: session, error, reload } = useLoad(loadSession, []);

  useEffect(() => onSessionChange(reload), [reload]);
  useLive(["project_staff", "portal_settings"], forgetSession);

  useEffect(() => {
    if (session) dress(session.firm);
  }, [session]);

  if (session) {
    return html`<${SessionContext.Provider} value=${session}>
      <${UnreadMessages} />
      <${Faults}>${children}<//>
    <//>`;
  }
  return html`<div class="page-content">
    ${error ? html`<${Failure} error=${error} onRetry=${reload} />` : html`<${Loading} />`}
  </div>`;
}

/** Keeps the count in the header and in the browser's tab true. */
function UnreadMessages() {
  const unread = useUnread();
  useEffect(() => {
    if (unread !== undefined) host().unread(unread);
  }, [unread]);
  return null;
}

/**
 * Colours the dashboard like the firm's portal, where its header stays legible.
 *
 * @param {Firm} firm
 */
export function dress({ name, accentColor }) {
  host().dress({ name, accentColor: carriesWhiteText(accentColor) ? accentColor : "" });
}

/** A fault in a page's code must not leave the person with an empty screen. */
class Faults extends Component {
  /** @param {{children: unknown}} props */
  constructor(props) {
    super(props);
    this.state = { error: undefined };
  }

  /**
   * @override
   * @param {unknown} error
   */
  componentDidCatch(error) {
    reportError(error);
    this.setState({ error });
  }

  /** @override */
  render() {
    if (!this.state.error) return this.props.children;
    return html`<div class="page-content">
      <${Failure} error=${this.state.error} onRetry=${() => this.setState({ error: undefined })} />
    </div>`;
  }
}
