// @ts-check

import { useCallback, useEffect, useRef, useState } from "/shared/vendor/preact.js";
import { address, readQuery } from "../lib/address.js";
import { list } from "./api.js";
import { useLoad, useSettled } from "./hooks.js";

/** As many as one page of a list shows. */
export const PER_PAGE = 30;

/**
 * A page of a list; how many there are in all may take longer to count than the page to find.
 *
 * @template T
 * @typedef {import("./hooks.js").Loaded<{items: T[], totalItems?: number | undefined}>} Found
 */

/** @typedef {{q: string, page: number, sort: string} & Record<string, string | number>} ListState */

/**
 * What is asked of a list (search, filters, order, page). It stands in the address, so that going back, reloading and
 * passing the link on lead to the same list; and it changes without a new page, so that nobody loses the focus.
 *
 * @template {ListState} T
 * @param {string} path
 * @param {Record<string, string[]>} query
 * @param {T} defaults
 * @returns {{wanted: T, settled: T, change: (change: Partial<T>) => void}}
 *   `settled` follows `wanted` when the person has stopped typing.
 */
export function useListState(path, query, defaults) {
  const [wanted, setWanted] = useState(() => readQuery(query, defaults));
  const settled = useSettled(wanted, 200);
  const shown = useRef(settled);
  const at = useRef(location.hash);

  useEffect(() => {
    at.current = location.hash;
  }, [query]);
  useEffect(() => {
    if (shown.current === settled) return;
    shown.current = settled;
    // While what was chosen next is on its way, this one is still here, but the address is not its own any more.
    if (location.hash !== at.current) return;
    history.replaceState(history.state, "", address(path, settled, defaults));
    at.current = location.hash;
  }, [settled]);

  /** @param {Partial<T>} part */
  const change = (part) => setWanted((last) => ({ ...last, page: 1, ...part }));
  return { wanted, settled, change };
}

/**
 * A page of a collection, and how many there are in all. The two are asked separately: in a long list the page is there
 * at once, while the count has to walk all of it.
 *
 * @template T
 * @param {string} collection
 * @param {{page: number, perPage?: number, filter: string, sort: string, expand?: string}} wanted
 * @returns {Found<T>}
 */
export function usePage(collection, wanted) {
  const { page, perPage = PER_PAGE, filter, sort } = wanted;
  const items = useLoad(
    /** @returns {Promise<ListOf<T>>} */
    (signal) => list(collection, { ...wanted, perPage, skipTotal: true, signal }),
    [page, perPage, filter, sort],
  );
  const count = useLoad(
    /** @returns {Promise<ListOf<T>>} */
    (signal) => list(collection, { page: 1, perPage: 1, filter, fields: "id", signal }),
    [filter],
  );
  const reload = useCallback(() => {
    items.reload();
    count.reload();
  }, []);
  const totalItems = count.loading ? undefined : count.data?.totalItems;
  return { ...items, data: items.data && { ...items.data, totalItems }, reload };
}
