// @ts-check

import { fieldCode } from "../lib/errors.js";
import { create } from "./api.js";

/**
 * Joins two records: a contact and a company, a document and whom it is shared with. Joined already, by a colleague a
 * moment ago, is joined.
 *
 * @param {"shares" | "company_contacts" | "project_contacts"} collection
 * @param {Record<string, string>} pair
 */
export async function join(collection, pair) {
  try {
    await create(collection, pair);
  } catch (error) {
    const codes = Object.keys(pair).map((field) => fieldCode(error, field));
    if (!codes.includes("validation_not_unique")) throw error;
  }
}
