import assert from "node:assert/strict";
import { test } from "node:test";

import { ApiError } from "/shared/http.js";
import { emptyQueue, nextToSend, percentOf, phaseOf, problems, queueReducer, wouldLose } from "/app/upload/queue.js";

const limits = { maxSize: 1000, allowedTypes: ["pdf", "text"] };
let made = 0;
const newKey = () => `key${++made}`;
const file = (name, size = 10) => ({ name, size, type: "" });
const add = (...files) => ({ type: "files", files, limits, newKey });
const run = (...actions) => actions.reduce(queueReducer, emptyQueue(newKey));

test("OC-01: title and description can stand before there is a file", () => {
  const [empty] = emptyQueue(newKey);
  const items = queueReducer([empty], { type: "edit", key: empty.key, patch: { title: "October", description: "Bank" } });
  const [item] = queueReducer(items, add(file("scan_0001.pdf")));
  assert.equal(item.title, "October");
  assert.equal(item.description, "Bank");
  assert.equal(item.file.name, "scan_0001.pdf");
  assert.equal(item.key, empty.key);
});

test("a title that was left out begins as the file's name", () => {
  assert.equal(run(add(file("scan_0001.pdf")))[0].title, "scan 0001");
});

test("every further file gets a form of its own", () => {
  const items = run(add(file("a.pdf"), file("b.pdf")), add(file("c.txt")));
  assert.deepEqual(items.map(({ title }) => title), ["a", "b", "c"]);
  assert.equal(new Set(items.map(({ key }) => key)).size, 3);
});

test("what speaks against a file is known when it is chosen", () => {
  const items = run(add(file("a.pdf", 0), file("b.pdf", 2000), file("c.mp4"), file("d.pdf")));
  assert.deepEqual(items.map(({ error }) => error?.code), ["empty", "too_large", "type_not_allowed", undefined]);
  assert.deepEqual(items.map((item) => Object.keys(problems(item))), [["file"], ["file"], ["file"], []]);
});

test("gaps are named by field", () => {
  const [item] = emptyQueue(newKey);
  assert.deepEqual(problems(item), { title: "Enter a title.", file: "Choose a file." });
  const long = { ...item, title: "x".repeat(201), description: "x".repeat(2001), file: file("a.pdf") };
  assert.deepEqual(Object.keys(problems(long)), ["title", "description"]);
});

test("removing the last form leaves an empty one", () => {
  const items = run(add(file("a.pdf")));
  const left = queueReducer(items, { type: "remove", key: items[0].key, newKey });
  assert.equal(left.length, 1);
  assert.equal(left[0].file, null);
});

test("another file in the place of one keeps the words and gets a new key", () => {
  const items = run(add(file("a.pdf", 0)));
  const [item] = queueReducer(items, { type: "replace", key: items[0].key, file: file("b.pdf"), limits, newKey });
  assert.equal(item.title, "a");
  assert.equal(item.error, null);
  assert.equal(item.status, "draft");
  assert.notEqual(item.key, items[0].key);
});

test("two are sent at a time, in order", () => {
  let items = run(add(file("a.pdf"), file("b.pdf"), file("c.pdf")), { type: "start" });
  assert.equal(phaseOf(items), "sending");
  const first = nextToSend(items, 2).map(({ key }) => key);
  assert.deepEqual(first, [items[0].key, items[1].key]);
  for (const key of first) items = queueReducer(items, { type: "sending", key });
  assert.deepEqual(nextToSend(items, 2), []);
  items = queueReducer(items, { type: "done", key: first[0] });
  assert.deepEqual(nextToSend(items, 2).map(({ title }) => title), ["c"]);
});

test("a retry keeps the key, so that nothing is stored twice", () => {
  let items = run(add(file("a.pdf")), { type: "start" });
  const { key } = items[0];
  items = queueReducer(items, { type: "sending", key });
  items = queueReducer(items, { type: "progress", key, loaded: 5 });
  items = queueReducer(items, { type: "fail", key, error: new ApiError({ status: 0 }) });
  assert.equal(phaseOf(items), "finished");
  const [item] = queueReducer(items, { type: "retry", key });
  assert.equal(item.key, key);
  assert.equal(item.status, "waiting");
  assert.equal(item.loaded, 0);
  assert.equal(item.error, null);
});

test("a file chosen after a refusal is sent at once, unless it is wrong too", () => {
  let items = run(add(file("a.pdf")), { type: "start" });
  items = queueReducer(items, { type: "fail", key: items[0].key, error: new ApiError({ status: 400 }) });
  const replace = (next) => queueReducer(items, { type: "replace", key: items[0].key, file: next, limits, newKey })[0];
  assert.equal(replace(file("b.pdf")).status, "waiting");
  assert.equal(replace(file("b.pdf", 0)).status, "failed");
});

test("closing the dialog loses what was filled in and has not arrived, not what was cancelled", () => {
  assert.equal(wouldLose(emptyQueue(newKey)), false);
  const items = run(add(file("a.pdf")), { type: "start" });
  const after = (action) => wouldLose(queueReducer(items, { ...action, key: items[0].key }));
  assert.equal(wouldLose(items), true);
  assert.equal(after({ type: "fail", error: new ApiError({ status: 0 }) }), true);
  assert.equal(after({ type: "fail", error: new ApiError({ status: 0, aborted: true }) }), false);
  assert.equal(after({ type: "done" }), false);
});

test("a form without a file is not sent", () => {
  const [item] = queueReducer(emptyQueue(newKey), { type: "start" });
  assert.equal(item.status, "draft");
});

test("the bar is full only when the server has answered", () => {
  const item = { ...run(add(file("a.pdf", 1000)))[0], status: "sending" };
  assert.equal(percentOf({ ...item, loaded: 0 }), 0);
  assert.equal(percentOf({ ...item, loaded: 505 }), 50);
  assert.equal(percentOf({ ...item, loaded: 1000 }), 99);
  assert.equal(percentOf({ ...item, status: "done" }), 100);
});
