import assert from "node:assert/strict";
import { test } from "node:test";
import { promisify } from "node:util";

import { draftKeeper } from "../dashboard/lib/drafts.js";

/** A server whose answers wait until they are given. */
function server() {
  const asked = [];
  const write = ({ id, version }, what) =>
    new Promise((resolve, reject) => {
      const stored = { id: id || `new-${asked.length + 1}`, version: `v${asked.length + 1}` };
      asked.push({ id, version, what, answer: () => resolve(stored), refuse: () => reject(new Error("no")) });
    });
  return { asked, write };
}

/** What was begun goes on. */
const turn = promisify(setImmediate);

test("what is left while it is saved for the first time becomes no second draft", async () => {
  const { asked, write } = server();
  const form = { message: "Please sign." };
  const { save, keep } = draftKeeper({ id: "", version: "" }, {}, write);
  const saving = save(form);
  const kept = keep(form);
  await turn();
  assert.equal(asked.length, 1);
  asked[0].answer();
  assert.deepEqual(await saving, { id: "new-1", version: "v1" });
  assert.equal((await kept).id, "new-1");
  assert.equal(asked.length, 1);
});

test("what was changed meanwhile goes into the same draft", async () => {
  const { asked, write } = server();
  const { save, keep } = draftKeeper({ id: "", version: "" }, "", write);
  const saving = save("one");
  const kept = keep("two");
  await turn();
  asked[0].answer();
  await saving;
  await turn();
  assert.deepEqual([asked[1].id, asked[1].version, asked[1].what], ["new-1", "v1", "two"]);
  asked[1].answer();
  assert.equal((await kept).id, "new-1");
});

test("what could not be saved is told to who asked for it, and saved when the page is left", async () => {
  const { asked, write } = server();
  const { save, keep } = draftKeeper({ id: "d1", version: "v0" }, "", write);
  const saving = save("one");
  const kept = keep("one");
  await turn();
  asked[0].refuse();
  await assert.rejects(saving);
  await turn();
  assert.deepEqual([asked[1].id, asked[1].what], ["d1", "one"]);
  asked[1].answer();
  assert.equal((await kept).id, "d1");
});

test("what a colleague made of it is written over, or gone on with, only when that was chosen", async () => {
  const { asked, write } = server();
  const { save, keep, see } = draftKeeper({ id: "d1", version: "v0" }, "", write);
  const saving = save("mine");
  await turn();
  asked[0].refuse();
  await assert.rejects(saving);
  see("");
  save("mine");
  await turn();
  assert.deepEqual([asked[0].version, asked[1].version], ["v0", ""]);
  asked[1].answer();
  await turn();
  see("v9", "theirs");
  assert.deepEqual(await keep("theirs"), { id: "d1", version: "v9" });
  assert.equal(asked.length, 2);
});
