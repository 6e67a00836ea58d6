// @ts-check

import { startPreview } from "../data/projects.js";
import { useAction } from "../data/hooks.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";

/**
 * Shows the portal in a new tab as a client sees it.
 *
 * @param {string} project
 * @returns {{view: (contact?: string) => Promise<boolean>, busy: boolean}}
 */
export function usePreview(project) {
  const { run, busy } = useAction(async (/** @type {string} */ contact) => {
    // The tab is opened at once: after a request has been waited for, browsers take it for one that nobody asked for.
    const tab = window.open("", "_blank");
    if (!tab) {
      host().warn("Your browser did not open a new tab. Allow this page to open windows, then try again.");
      return;
    }
    try {
      const { url } = await startPreview(project, contact);
      tab.opener = null;
      tab.location.replace(url);
    } catch (error) {
      tab.close();
      host().warn(problem(error).title);
    }
  });
  return { view: (contact = "") => run(contact), busy };
}
