import assert from "node:assert/strict";
import { test } from "node:test";

import { describeRange, emptyList, listReducer, pageInstead } from "/app/documents/list-state.js";

const page = (...ids) => ({ page: 1, perPage: 30, totalItems: ids.length, totalPages: 1, items: ids.map((id) => ({ id })) });
const run = (...actions) => actions.reduce(listReducer, emptyList());
const ask = (key, list = "shared") => ({ type: "ask", list, key });
const answer = (key, ...ids) => ({ type: "answer", key, data: page(...ids) });
const ids = (state) => state.data?.items.map(({ id }) => id);

test("a first question loads, an answer shows", () => {
  assert.equal(run(ask("1")).status, "loading");
  const state = run(ask("1"), answer("1", "a", "b"));
  assert.equal(state.status, "ready");
  assert.deepEqual(ids(state), ["a", "b"]);
  assert.equal(state.arrived.size, 0);
});

test("the same question again keeps what is shown and tells what is new", () => {
  const asked = run(ask("1"), answer("1", "a"), ask("1"));
  assert.equal(asked.status, "ready");
  assert.equal(asked.waiting, false);
  assert.deepEqual([...listReducer(asked, answer("1", "b", "a")).arrived], ["b"]);
});

test("another question about the same list fades what is shown; its answer brings nothing that arrived", () => {
  const asked = run(ask("1"), answer("1", "a"), ask("2"));
  assert.equal(asked.waiting, true);
  assert.deepEqual(ids(asked), ["a"]);
  assert.equal(listReducer(asked, answer("2", "b")).arrived.size, 0);
});

test("the other list begins empty", () => {
  const state = run(ask("1"), answer("1", "a"), ask("2", "uploads"));
  assert.equal(state.status, "loading");
  assert.equal(state.data, null);
});

test("late answers and failures of an older question are ignored", () => {
  const state = run(ask("1"), ask("2"));
  assert.equal(listReducer(state, answer("1", "a")), state);
  assert.equal(listReducer(state, { type: "fail", key: "1", error: "x" }), state);
});

test("a failure with nothing to show is the list's state", () => {
  const state = run(ask("1"), { type: "fail", key: "1", error: "x" });
  assert.equal(state.status, "failed");
  assert.equal(listReducer(state, ask("1")).status, "loading");
});

test("a failure of a quiet look keeps the list and says so; the next answer clears it", () => {
  const state = run(ask("1"), answer("1", "a"), ask("1"), { type: "fail", key: "1", error: "x" });
  assert.equal(state.status, "ready");
  assert.deepEqual(ids(state), ["a"]);
  assert.equal(state.error, "x");
  assert.equal(listReducer(state, answer("1", "a")).error, null);
});

test("a failure of another question does not show the old rows under it", () => {
  const state = run(ask("1"), answer("1", "a"), ask("2"), { type: "fail", key: "2", error: "x" });
  assert.equal(state.status, "failed");
  assert.equal(state.data, null);
});

test("a deleted document goes at once", () => {
  const state = run(ask("1"), answer("1", "a", "b"), { type: "remove", id: "a" });
  assert.deepEqual(ids(state), ["b"]);
  assert.equal(state.data.totalItems, 1);
  assert.equal(listReducer(state, { type: "remove", id: "zz" }), state);
});

test("a page past the end leads to the last one", () => {
  assert.equal(pageInstead({ page: 3, totalPages: 2, items: [] }), 2);
  assert.equal(pageInstead({ page: 3, totalPages: 0, items: [] }), 1);
  assert.equal(pageInstead({ page: 1, totalPages: 0, items: [] }), 0);
  assert.equal(pageInstead({ page: 2, totalPages: 2, items: [{}] }), 0);
});

test("which part of the list is shown", () => {
  assert.equal(describeRange(page("a")), "1 document");
  assert.equal(describeRange(page("a", "b")), "2 documents");
  assert.equal(describeRange({ ...page("a", "b"), page: 3, totalItems: 62 }), "61–62 of 62 documents");
});
