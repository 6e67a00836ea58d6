// @ts-check

/** @typedef {{portalEnabled: boolean, firmPortalEnabled: boolean}} Switches */

/**
 * Whether a project's portal is on, and where not, what is off.
 *
 * @param {Switches} portal
 * @returns {{on: boolean, label: string, tone: string, means: string}}
 */
export function portalState({ portalEnabled, firmPortalEnabled }) {
  if (!firmPortalEnabled) {
    return {
      on: false,
      label: "Off for the whole firm",
      tone: "warning",
      means: "The portal of the whole firm is switched off: no client can sign in, to this project or any other.",
    };
  }
  if (!portalEnabled) {
    return {
      on: false,
      label: "Portal disabled",
      tone: "warning",
      means:
        "No client can sign in to this portal or see its items. Nothing is lost: all comes back when it is enabled.",
    };
  }
  return { on: true, label: "Portal enabled", tone: "success", means: "" };
}

/**
 * Why somebody on the access list cannot sign in; nothing where they can.
 *
 * @param {Pick<AccessEntry, "name" | "email" | "access" | "canSignIn">} entry
 * @param {Switches} portal
 * @returns {string[]}
 */
export function signInHindrances({ name, email, access, canSignIn }, portal) {
  if (canSignIn) return [];
  const reasons = [];
  if (!portal.firmPortalEnabled) reasons.push("The portal of the whole firm is off.");
  else if (!portal.portalEnabled) reasons.push("This portal is disabled.");
  if (access === "disabled") reasons.push("Their access was revoked.");
  if (access === "never")
    reasons.push(email ? `${name} was never given access.` : `${name} has no email address to sign in with.`);
  return reasons;
}

/**
 * How many of the people on the access list can sign in, as a sentence.
 *
 * @param {{canSignIn: boolean}[]} entries
 * @returns {string}
 */
export function signInCount(entries) {
  const able = entries.filter(({ canSignIn }) => canSignIn).length;
  if (!entries.length) return "Nobody is on the access list yet.";
  if (!able) return "Nobody can sign in.";
  if (able === entries.length) return able === 1 ? "1 client can sign in." : `${able} clients can sign in.`;
  return `${able} of ${entries.length} clients can sign in.`;
}

/**
 * Whether a document's public links open nothing at the moment: they rest while what it is shared through is off.
 *
 * @param {{shares: Pick<DeskShare, "project">[]}} doc
 * @param {Switches & {id: string}} portal The portal of a project that the document is shared with.
 * @returns {boolean}
 */
export function linksRest({ shares }, { id, portalEnabled, firmPortalEnabled }) {
  return !firmPortalEnabled || (!portalEnabled && shares.every(({ project }) => project?.id === id));
}
