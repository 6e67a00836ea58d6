import assert from "node:assert/strict";
import { test } from "node:test";
import { differ, letterForm, readBegun } from "../dashboard/lib/letters.js";

test("a new letter is of today, where the person is, and stays within the firm", () => {
  const form = letterForm(undefined, new Date(2026, 4, 31, 23, 59));
  assert.deepEqual(form, { title: "", kind: "engagement_letter", date: "2026-05-31", body: "", share: false });
});

test("what was begun is there again, and nothing else is taken for it", () => {
  const begun = { title: "T", kind: "contract", date: "2026-05-31", body: "<p>x</p>", share: true };
  assert.deepEqual(readBegun(JSON.stringify(begun)), begun);
  for (const text of ["", "Hello", "null", "{}", '{"title":1}']) assert.equal(readBegun(text), null);
});

test("only what differs is kept", () => {
  const letter = letterForm({ title: "T", body: "<p>x</p>" });
  assert.equal(differ(letter, { ...letter }), false);
  for (const part of [{ title: "U" }, { body: "" }, { share: true }]) assert.equal(differ(letter, { ...letter, ...part }), true);
});
