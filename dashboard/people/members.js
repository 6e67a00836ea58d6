// @ts-check

import { destroy, update } from "../data/api.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";

/**
 * What can be done with a contact's place in a company, as items of a menu.
 *
 * @param {Membership} membership
 * @param {{contact: string, company: string}} names
 * @param {() => void} onChanged
 * @returns {import("../ui/menu.js").MenuItem[]}
 */
export function membershipItems(membership, names, onChanged) {
  /** @param {() => Promise<unknown>} action @param {string} said */
  const act = async (action, said) => {
    try {
      await action();
      host().toast(said);
    } catch (error) {
      host().warn(problem(error).title);
    }
    onChanged();
  };

  const makePrimary = {
    label: "Make primary company",
    icon: "star",
    onSelect: () =>
      act(
        () => update("company_contacts", membership.id, { primary: true }),
        `${names.company} is now the primary company of ${names.contact}.`,
      ),
  };
  const takeOut = {
    label: "Remove from company",
    icon: "user-unfollow",
    danger: true,
    onSelect: () =>
      act(
        () => destroy("company_contacts", membership.id),
        `${names.contact} is no longer a contact of ${names.company}.`,
      ),
  };
  return membership.primary ? [takeOut] : [makePrimary, takeOut];
}
