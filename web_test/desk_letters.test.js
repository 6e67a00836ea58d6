import assert from "node:assert/strict";
import { test } from "node:test";
import { differ, letterAdder, letterForm, readBegun } from "../dashboard/lib/letters.js";

test("a new letter is of today, where the person is, and stays within the firm", () => {
  const form = letterForm(undefined, new Date(2026, 4, 31, 23, 59));
  assert.deepEqual(form, { title: "", kind: "engagement_letter", date: "2026-05-31", body: "", share: false });
});

test("what was begun is there again, and nothing else is taken for it", () => {
  const begun = { title: "T", kind: "contract", date: "2026-05-31", body: "<p>x</p>", share: true };
  assert.deepEqual(readBegun(JSON.stringify(begun)), { values: begun, version: "" });
  assert.deepEqual(readBegun(JSON.stringify({ ...begun, version: "v" })), { values: begun, version: "v" });
  for (const text of ["", "Hello", "null", "{}", '{"title":1}']) assert.equal(readBegun(text), null);
});

test("only what differs is kept", () => {
  const letter = letterForm({ title: "T", body: "<p>x</p>" });
  assert.equal(differ(letter, { ...letter }), false);
  for (const part of [{ title: "U" }, { body: "" }, { share: true }]) assert.equal(differ(letter, { ...letter, ...part }), true);
});

/** A server that keeps a letter, and whose answers can be lost. */
function server() {
  const state = { stored: /** @type {any} */ (null), shares: /** @type {unknown[]} */ ([]), lost: false, refuses: false };
  const answer = () => {
    if (state.lost) throw Object.assign(new Error("lost"), { status: 0 });
    return { id: "d", shares: state.shares };
  };
  return {
    state,
    add: async (/** @type {any} */ letter) => {
      if (state.refuses) throw Object.assign(new Error("refused"), { status: 400 });
      if (!state.stored) Object.assign(state, { stored: letter, shares: letter.share ? ["s"] : [] });
      return answer();
    },
    load: async () => ({ version: "v", round: "" }),
    change: async (/** @type {string} */ _id, /** @type {any} */ letter) => {
      state.stored = letter;
      return answer();
    },
    share: async () => {
      state.shares = ["s"];
    },
  };
}

test("what was written after an answer was lost is saved", async () => {
  const api = server();
  const add = letterAdder(api);
  const letter = letterForm({ title: "T", body: "<p>one</p>" });
  api.state.lost = true;
  await assert.rejects(add(letter));
  api.state.lost = false;
  await add({ ...letter, body: "<p>two</p>", share: true });
  assert.equal(api.state.stored.body, "<p>two</p>");
  assert.equal(api.state.stored.version, "v");
  assert.deepEqual(api.state.shares, ["s"]);
});

test("a letter that is refused at first is added as it is sent then", async () => {
  const api = server();
  const add = letterAdder(api);
  const letter = letterForm({ title: "T", body: "<p>one</p>" });
  api.state.refuses = true;
  await assert.rejects(add(letter));
  api.state.refuses = false;
  await add({ ...letter, body: "<p>two</p>" });
  assert.deepEqual(api.state.stored, { ...letter, body: "<p>two</p>" });
});
