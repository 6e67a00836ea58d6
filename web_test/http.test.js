import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { ApiError, errorFrom, parseJSON, request } from "/shared/http.js";

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

test("a refusal carries the server's words and the first field's code", () => {
  const err = errorFrom(400, '{"status":400,"message":"No.","data":{"file":{"code":"empty","message":"Empty."}}}');
  assert.equal(err.status, 400);
  assert.equal(err.message, "No.");
  assert.equal(err.code, "empty");
});

test("a refusal that a proxy wrote still says something", () => {
  const err = errorFrom(502, "<html>Bad gateway</html>", "120");
  assert.equal(err.message, "Something went wrong on the server.");
  assert.equal(err.retryAfter, 120);
  assert.deepEqual(err.data, {});
});

test("only objects and lists count as JSON answers", () => {
  assert.deepEqual(parseJSON("[1]"), [1]);
  for (const text of ["", "null", "3", "<p>"]) assert.equal(parseJSON(text), null);
});

test("a request sends JSON and gives JSON", async () => {
  let sent;
  globalThis.fetch = async (url, options) => {
    sent = { url, ...options };
    return new Response('{"id":"a"}');
  };
  assert.deepEqual(await request("/x", { method: "POST", body: { a: 1 } }), { id: "a" });
  assert.equal(sent.method, "POST");
  assert.equal(sent.body, '{"a":1}');
  assert.equal(sent.headers["Content-Type"], "application/json");
});

test("an answer without a body is null", async () => {
  globalThis.fetch = async () => new Response(null, { status: 204 });
  assert.equal(await request("/x"), null);
});

test("a page of some network in between is no answer", async () => {
  globalThis.fetch = async () => new Response("<h1>Sign in to the hotel</h1>");
  await assert.rejects(request("/x"), { status: 0, code: "unexpected_answer" });
});

test("a lost connection has status 0", async () => {
  globalThis.fetch = async () => {
    throw new TypeError("Failed to fetch");
  };
  await assert.rejects(request("/x"), (err) => err instanceof ApiError && err.status === 0 && !err.aborted);
});

/** A fetch that answers only when it is cancelled. */
function hang(_url, { signal }) {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new DOMException("Aborted", "AbortError")));
  });
}

test("a server that does not answer counts as out of reach", async () => {
  globalThis.fetch = hang;
  await assert.rejects(request("/x", { timeout: 5 }), { status: 0, aborted: false });
});

test("a cancelled request says so", async () => {
  globalThis.fetch = hang;
  const control = new AbortController();
  const asked = request("/x", { signal: control.signal });
  control.abort();
  await assert.rejects(asked, { status: 0, aborted: true });
  await assert.rejects(request("/x", { signal: control.signal }), { aborted: true });
});
