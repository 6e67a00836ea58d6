// Lets tests import what browsers import: "/app/…" and "/shared/…" are folders of pb_public.
// Used as `node --import ./web_test/paths.js --test web_test/*.test.js`.

import { register } from "node:module";
import { isMainThread } from "node:worker_threads";

// Node loads this file once more, in a thread of its own, to ask resolve().
if (isMainThread) register(import.meta.url);

/** @type {import("node:module").ResolveHook} */
export function resolve(specifier, context, next) {
  const served = /^\/(app|shared)\//.test(specifier);
  return next(served ? new URL(`../pb_public${specifier}`, import.meta.url).href : specifier, context);
}
