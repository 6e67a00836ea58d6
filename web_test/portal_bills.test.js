import assert from "node:assert/strict";
import { test } from "node:test";

import { dueWords } from "/app/bills/words.js";
import { billState, billWaits } from "/shared/bills.js";

// Newer versions of Node.js have one, and theirs is American.
Object.defineProperty(globalThis, "navigator", { value: { languages: ["en-GB"] }, configurable: true });

const now = new Date(2026, 5, 15, 23, 30);
const words = (kind, state, due) => dueWords({ kind, state, due }, now);

test("an invoice that waits says by when", () => {
  assert.deepEqual(words("invoice", "sent", "2026-06-30"), { text: "Due 30 Jun 2026", late: false });
  assert.deepEqual(words("invoice", "viewed", "2026-06-15"), { text: "Due today", late: false });
  assert.deepEqual(words("invoice", "viewed", "2026-06-16"), { text: "Due tomorrow", late: false });
  assert.deepEqual(words("invoice", "overdue", "2026-06-14"), { text: "Was due 14 Jun 2026", late: true });
});

test("an estimate says until when it can be answered", () => {
  assert.deepEqual(words("estimate", "sent", "2026-06-15"), { text: "Valid until today", late: false });
  assert.deepEqual(words("estimate", "viewed", "2026-07-01"), { text: "Valid until 1 Jul 2026", late: false });
  assert.deepEqual(words("estimate", "expired", "2026-06-14"), { text: "Was valid until 14 Jun 2026", late: true });
});

test("what is settled, or has no day, says nothing of one", () => {
  for (const state of ["paid", "void"]) assert.deepEqual(words("invoice", state, "2026-06-14"), { text: "", late: false });
  for (const state of ["accepted", "declined", ""]) assert.deepEqual(words("estimate", state, "2026-06-14"), { text: "", late: false });
  assert.deepEqual(words("invoice", "sent", ""), { text: "", late: false });
});

test("every state has its word, and only some wait for the client", () => {
  const states = ["draft", "sent", "viewed", "paid", "overdue", "void", "accepted", "declined", "expired"];
  for (const state of states) assert.equal(billState(state)?.text.toLowerCase(), state);
  assert.deepEqual(states.filter(billWaits), ["sent", "viewed", "overdue"]);
  assert.equal(billState(""), null);
});
