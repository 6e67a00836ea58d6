// @ts-check

import { host } from "../host.js";

/** PocketBase's client calls off an earlier request to the same path by itself; the pages call off their own. */
const options = { requestKey: null };

/**
 * @template T
 * @param {string} path
 * @param {Record<string, unknown>} [query]
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
export function get(path, query = {}, signal) {
  return host().pb.send(path, { ...options, method: "GET", query, signal });
}

/**
 * @template T
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<T>}
 */
export function post(path, body = {}) {
  return host().pb.send(path, { ...options, method: "POST", body });
}

/**
 * @template T
 * @param {string} method
 * @param {string} path
 * @param {unknown} body
 * @param {Record<string, string>} [headers]
 * @returns {Promise<T>}
 */
export function send(method, path, body, headers = {}) {
  return host().pb.send(path, { ...options, method, body, headers });
}

/**
 * @param {string} path
 * @returns {Promise<unknown>}
 */
export function remove(path) {
  return host().pb.send(path, { ...options, method: "DELETE" });
}

/**
 * A page of a collection.
 *
 * @template T
 * @param {string} name
 * @param {{page: number, perPage: number, filter?: string, sort?: string, expand?: string, skipTotal?: boolean,
 *   fields?: string, signal?: AbortSignal}} wanted
 * @returns {Promise<ListOf<T>>}
 */
export function list(name, { page, perPage, ...wanted }) {
  return host()
    .pb.collection(name)
    .getList(page, perPage, { ...options, ...wanted });
}

/**
 * A whole collection: for those that are small by their nature.
 *
 * @template T
 * @param {string} name
 * @param {{filter?: string, sort?: string, expand?: string, signal?: AbortSignal}} [wanted]
 * @returns {Promise<T[]>}
 */
export function all(name, wanted = {}) {
  return host()
    .pb.collection(name)
    .getFullList({ ...options, ...wanted });
}

/**
 * @template T
 * @param {string} name
 * @param {string} id
 * @param {{expand?: string, signal?: AbortSignal}} [wanted]
 * @returns {Promise<T>}
 */
export function one(name, id, wanted = {}) {
  return host()
    .pb.collection(name)
    .getOne(id, { ...options, ...wanted });
}

/**
 * @template T
 * @param {string} name
 * @param {unknown} body
 * @returns {Promise<T>}
 */
export function create(name, body) {
  return host().pb.collection(name).create(body, options);
}

/**
 * @template T
 * @param {string} name
 * @param {string} id
 * @param {unknown} body
 * @returns {Promise<T>}
 */
export function update(name, id, body) {
  return host().pb.collection(name).update(id, body, options);
}

let deletions = 0;

/** How long a page may take to leave what was deleted, in milliseconds. */
const LEAVES_WITHIN = 500;

/** Whether something that this page asked to delete is on its way out: a page should not ask for it now. */
export const isDeleting = () => deletions > 0;

/**
 * Deletes a record. One that is gone already counts as deleted.
 *
 * @param {string} name
 * @param {string} id
 * @returns {Promise<void>}
 */
export async function destroy(name, id) {
  deletions++;
  try {
    await host().pb.collection(name).delete(id, options);
  } catch (error) {
    if (/** @type {{status?: number}} */ (error).status !== 404) throw error;
  } finally {
    setTimeout(() => deletions--, LEAVES_WITHIN);
  }
}
