// @ts-check

/** @typedef {{companies: string[], projects: string[]}} Reach What a contact sees through others. */

/**
 * The share that gives the document to this contact, company or project itself, if there is one.
 *
 * @template {Pick<DeskShare, "contact" | "company" | "project">} S
 * @param {{shares: S[]}} doc
 * @param {{type: Scope["type"], id: string}} target
 * @returns {S | undefined}
 */
export function shareWith(doc, target) {
  return doc.shares.find((given) => given[target.type]?.id === target.id);
}

/**
 * The shares by which a contact sees the document because of a company or a project of theirs.
 *
 * @template {Pick<DeskShare, "contact" | "company" | "project">} S
 * @param {{shares: S[]}} doc
 * @param {Reach | undefined} reach
 * @returns {S[]}
 */
export function sharesThrough(doc, reach) {
  if (!reach) return [];
  return doc.shares.filter(
    ({ company, project }) =>
      (company && reach.companies.includes(company.id)) || (project && reach.projects.includes(project.id)),
  );
}

/**
 * The shares that put the document into portals of projects: all, or one project's.
 *
 * @template {Pick<DeskShare, "project">} S
 * @param {{shares: S[]}} doc
 * @param {string} [project]
 * @returns {S[]}
 */
export function portalShares(doc, project) {
  return doc.shares.filter((given) => given.project && (!project || given.project.id === project));
}
