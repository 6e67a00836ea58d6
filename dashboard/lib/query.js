// @ts-check

import { fold } from "./text.js";

/** More words than this in a search make it no more precise, only slower. */
const MOST_WORDS = 8;

/**
 * A string literal of PocketBase's filter language.
 *
 * @param {string} value
 * @returns {string}
 */
export function quote(value) {
  return `'${value.replace(/\\/g, "\\\\").replace(/'/g, "\\'")}'`;
}

/**
 * Every word must stand somewhere in the folded text of `field`. A `%` is a
 * wildcard to PocketBase and would switch off its own "contains", so it goes.
 *
 * @param {string} field
 * @param {string} text What the person typed.
 * @returns {string} "" where nothing was typed.
 */
export function containsWords(field, text) {
  const words = fold(text).replace(/%/g, " ").split(/\s+/u).filter(Boolean);
  return words
    .slice(0, MOST_WORDS)
    .map((word) => `${field} ~ ${quote(word)}`)
    .join(" && ");
}

/**
 * Joins conditions, leaving out the empty ones.
 *
 * @param {...(string | false)} conditions
 * @returns {string}
 */
export function every(...conditions) {
  return conditions.filter(Boolean).join(" && ");
}

/**
 * The filter of the contacts list.
 *
 * @param {{q?: string, status?: string}} wanted
 * @returns {string}
 */
export function contactsFilter({ q = "", status = "" }) {
  return every(containsWords("search", q), status && `access = ${quote(status)}`);
}

/**
 * The filter of the companies list.
 *
 * @param {{q?: string}} wanted
 * @returns {string}
 */
export function companiesFilter({ q = "" }) {
  return containsWords("search", q);
}

/** Which projects a list shows, beside those of one status. */
export const CURRENT = "current";

/**
 * The filter of the projects list.
 *
 * @param {{q?: string, status?: string}} wanted `current`: all that are not archived; `all` or none: all.
 * @returns {string}
 */
export function projectsFilter({ q = "", status = "" }) {
  return every(containsWords("search", q), statusFilter(status));
}

/** @param {string} status */
function statusFilter(status) {
  if (status === CURRENT) return "status != 'archived'";
  return status && status !== "all" && `status = ${quote(status)}`;
}

/**
 * The filter of a company's contacts (over `company_contacts`).
 *
 * @param {string} company
 * @param {{q?: string, status?: string}} wanted
 * @returns {string}
 */
export function membersFilter(company, { q = "", status = "" }) {
  return every(
    `company = ${quote(company)}`,
    containsWords("contact.search", q),
    status && `contact.access = ${quote(status)}`,
  );
}

/**
 * The filter of the memberships of these contacts.
 *
 * @param {string[]} contacts
 * @returns {string} "" where there are none.
 */
export function membershipsFilter(contacts) {
  return contacts.map((id) => `contact = ${quote(id)}`).join(" || ");
}

/**
 * What a click on a column's head makes of the sort: the column upwards, then
 * downwards, then upwards again.
 *
 * @param {string} current
 * @param {string} field
 * @returns {string}
 */
export function toggleSort(current, field) {
  return current === field ? `-${field}` : field;
}

/**
 * @param {string} current
 * @param {string} field
 * @returns {"ascending" | "descending" | "none"}
 */
export function sortDirection(current, field) {
  if (current === field) return "ascending";
  return current === `-${field}` ? "descending" : "none";
}
