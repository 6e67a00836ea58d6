import assert from "node:assert/strict";
import { test } from "node:test";

import { reduce, startable, summary } from "../dashboard/lib/queue.js";

const file = (name) => ({ name, size: 5, type: "text/plain" });
const three = () =>
  reduce([], {
    type: "add",
    uploads: ["a.txt", "b.txt", "c.txt"].map((name, i) => ({ id: `${i}`, key: `k${i}`, file: file(name) })),
  });
const after = (uploads, ...changes) => changes.reduce(reduce, uploads);

test("a new file waits, with a title from its name", () => {
  const [first] = reduce([], { type: "add", uploads: [{ id: "1", key: "k", file: file("annual_accounts 2025.pdf") }] });
  assert.equal(first.title, "annual accounts 2025");
  assert.equal(first.state, "waiting");
});

test("only so many go at once", () => {
  let uploads = three();
  assert.deepEqual(
    startable(uploads, 2).map(({ id }) => id),
    ["0", "1"],
  );
  uploads = after(uploads, { type: "send", id: "0" }, { type: "send", id: "1" });
  assert.deepEqual(startable(uploads, 2), []);
  uploads = after(uploads, { type: "done", id: "0" });
  assert.deepEqual(
    startable(uploads, 2).map(({ id }) => id),
    ["2"],
  );
});

test("a try again keeps the key, so that nothing is stored twice", () => {
  const uploads = after(
    three(),
    { type: "send", id: "1" },
    { type: "progress", id: "1", progress: 0.9 },
    { type: "fail", id: "1", message: "The connection was lost.", hopeless: false },
    { type: "retry", id: "1" },
  );
  assert.deepEqual(
    { key: uploads[1].key, state: uploads[1].state, progress: uploads[1].progress, message: uploads[1].message },
    { key: "k1", state: "waiting", progress: 0, message: "" },
  );
});

test("progress that comes after the end is ignored", () => {
  const uploads = after(
    three(),
    { type: "send", id: "0" },
    { type: "cancel", id: "0" },
    { type: "progress", id: "0", progress: 0.5 },
  );
  assert.equal(uploads[0].state, "cancelled");
  assert.equal(uploads[0].progress, 0);
});

test("what is stored cannot be cancelled any more", () => {
  const uploads = after(three(), { type: "send", id: "0" }, { type: "done", id: "0" }, { type: "cancel", id: "0" });
  assert.equal(uploads[0].state, "done");
});

test("the summary", () => {
  assert.deepEqual(summary([]), { busy: false, waiting: 0, done: 0, finished: false });
  let uploads = three();
  assert.deepEqual(summary(uploads), { busy: true, waiting: 3, done: 0, finished: false });
  uploads = after(
    uploads,
    { type: "done", id: "0" },
    { type: "done", id: "1" },
    { type: "fail", id: "2", message: "", hopeless: true },
  );
  assert.deepEqual(summary(uploads), { busy: false, waiting: 0, done: 2, finished: false });
  uploads = after(uploads, { type: "remove", id: "2" });
  assert.equal(summary(uploads).finished, true);
});
