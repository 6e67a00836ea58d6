import assert from "node:assert/strict";
import { test } from "node:test";

import { fieldCode, fieldMessages, isAbort, problem } from "../dashboard/lib/errors.js";

/** What PocketBase's client throws. */
const refused = (status, message, data = {}) =>
  Object.assign(new Error(message), { status, response: { status, message, data } });

test("no answer is a connection that is lost, and can be tried again", () => {
  const { title, retry } = problem(refused(0, ""));
  assert.equal(title, "No connection to the server.");
  assert.equal(retry, true);
});

test("a fault of the page's own code is not called a lost connection", () => {
  assert.equal(problem(new TypeError("x is not a function")).title, "Something went wrong on the server.");
});

test("no permission and gone cannot be tried again", () => {
  assert.equal(problem(refused(403, "no")).retry, false);
  assert.match(problem(refused(403, "no")).title, /permission/);
  assert.equal(problem(refused(404, "no")).retry, false);
});

test("too many requests repeats when to come back", () => {
  assert.equal(problem(refused(429, "Try again in 20 seconds.")).title, "Try again in 20 seconds.");
});

test("messages by field", () => {
  const error = refused(400, "Failed to create record.", {
    email: { code: "validation_not_unique", message: "Value must be unique." },
  });
  assert.deepEqual(problem(error).fields, { email: "This is in use already." });
  assert.equal(problem(error).title, "Failed to create record.");
  assert.equal(fieldCode(error, "email"), "validation_not_unique");
  assert.equal(fieldCode(error, "name"), "");
});

test("the shape of the upload code's errors is understood, too", () => {
  const error = { status: 413, message: "Too large.", data: { file: { code: "too_large", message: "Too large." } } };
  assert.deepEqual(problem(error).fields, { file: "Too large." });
  assert.equal(fieldCode(error, "file"), "too_large");
});

test("whatever stands in data, it does no harm", () => {
  assert.deepEqual(fieldMessages(null), {});
  assert.deepEqual(fieldMessages("text"), {});
  assert.deepEqual(fieldMessages({ a: 1, b: null, c: { message: 5 }, d: { message: "yes" } }), { d: "yes" });
});

test("a request that we called off is no failure", () => {
  assert.equal(isAbort({ isAbort: true }), true);
  assert.equal(isAbort({ name: "AbortError" }), true);
  assert.equal(isAbort(refused(0, "")), false);
  assert.equal(isAbort(undefined), false);
});
