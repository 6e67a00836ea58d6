// @ts-check

import { formatDate } from "/shared/format.js";

/**
 * The day of a stored date, as a date field holds it: "2026-01-02", or "".
 *
 * @param {string} stored
 * @returns {string}
 */
export function dayOf(stored) {
  return stored.slice(0, 10);
}

/**
 * A stored day for people. It is the same day wherever they are.
 *
 * @param {string} stored
 * @param {string} [locale]
 * @returns {string}
 */
export function formatDay(stored, locale) {
  return stored && formatDate(`${dayOf(stored)}T00:00`, locale);
}

/**
 * When a project runs.
 *
 * @param {{starts: string, ends: string}} project
 * @param {string} [locale]
 * @returns {string}
 */
export function period({ starts, ends }, locale) {
  const [from, to] = [formatDay(starts, locale), formatDay(ends, locale)];
  if (from && to) return `${from} – ${to}`;
  if (from) return `From ${from}`;
  return to && `Until ${to}`;
}

/**
 * @typedef {{name: string, company: string, status: string, starts: string, ends: string, description: string}} ProjectForm
 */

/**
 * The project as a form holds it.
 *
 * @param {Project} [project]
 * @returns {ProjectForm}
 */
export function projectForm(project) {
  const { name = "", company = "", status = "active", starts = "", ends = "", description = "" } = project ?? {};
  return { name, company, status, starts: dayOf(starts), ends: dayOf(ends), description };
}

/**
 * What is wrong with the form, by field, that the server would not notice.
 *
 * @param {ProjectForm} form
 * @returns {Record<string, string>}
 */
export function formErrors({ starts, ends }) {
  return starts && ends && ends < starts ? { ends: "It cannot end before it starts." } : {};
}
