import assert from "node:assert/strict";
import { test } from "node:test";

import { areComing, arrived, attachmentsReducer, fromDraft, leftOut, nextToSend, whatHolds } from "/shared/messages/attachments.js";
import { splitLinks } from "/shared/messages/text.js";
import { emptyThread, rowsOf, threadReducer } from "/shared/messages/thread-state.js";

/** The text with its links in brackets. */
const marked = (text) => splitLinks(text).map((piece) => (piece.href ? `[${piece.text}]` : piece.text)).join("");
const hrefs = (text) => splitLinks(text).flatMap(({ href }) => href ?? []);

test("CC-15: addresses become links, and the sentence around them does not", () => {
  const cases = {
    "": "",
    "nothing here": "nothing here",
    "see https://a.example/b.": "see [https://a.example/b].",
    "(see https://a.example/b)": "(see [https://a.example/b])",
    "https://en.example/wiki/Lane_(street)": "[https://en.example/wiki/Lane_(street)]",
    "(https://en.example/wiki/Lane_(street)).": "([https://en.example/wiki/Lane_(street)]).",
    "really https://a.example?!": "really [https://a.example]?!",
    "https://a.example, http://b.example;": "[https://a.example], [http://b.example];",
    "<https://a.example/x>": "<[https://a.example/x]>",
    '"https://a.example/x"': '"[https://a.example/x]"',
    "“https://a.example/x”": "“[https://a.example/x]”",
    "https://a.example/?q=1&b=[2]#c": "[https://a.example/?q=1&b=[2]#c]",
    "two\nhttps://a.example\nlines": "two\n[https://a.example]\nlines",
    "HTTPS://A.example/B": "[HTTPS://A.example/B]",
    "https://bücher.example/straße": "[https://bücher.example/straße]",
    "見て https://例え.jp/道。": "見て [https://例え.jp/道]。",
    "https://a.example/😀 done": "[https://a.example/😀] done",
    "https://a.example/it’s": "[https://a.example/it’s]",
    "‘https://a.example’": "‘[https://a.example]’",
  };
  for (const [text, want] of Object.entries(cases)) assert.equal(marked(text), want);
});

test("CC-15: what is no address of a web page stays text", () => {
  for (const text of [
    ["javascript", "alert(1)"].join(":"),
    "data:text/html,<script>alert(1)</script>",
    "ftp://a.example/file",
    "file:///etc/passwd",
    "xhttps://a.example",
    "https://",
    "http://.",
    "https://bank.example@evil.example/",
    "www.a.example",
    "mailto:a@a.example",
    "<b>bold</b>",
  ]) {
    assert.deepEqual(hrefs(text), [], text);
    assert.equal(marked(text), text);
  }
});

test("a link holds nothing that turns the direction of what follows, or is not seen", () => {
  assert.equal(marked("https://a.example/\u202Egpj.exe"), "[https://a.example/]\u202Egpj.exe");
  assert.equal(marked("https://a.example/\u200Bx"), "[https://a.example/]\u200Bx");
});

test("pieces are the whole text, in order", () => {
  const text = "a https://a.example/b. c (https://d.example) e";
  assert.equal(splitLinks(text).map((piece) => piece.text).join(""), text);
});

/** A message at a minute of the day. */
const message = (seq, by = "firm", minute = seq) => ({
  id: `m${seq}`,
  seq,
  side: by === "firm" ? "firm" : "client",
  author: by,
  mine: by === "me",
  text: `text ${seq}`,
  at: `2026-01-02 12:${String(minute % 60).padStart(2, "0")}:00.000Z`,
  files: [],
});
const pageOf = (from, to, { read = 0, by } = {}) => ({
  items: Array.from({ length: to - from + 1 }, (_, i) => message(from + i, by)),
  earlier: from > 1,
  read,
  last: to,
});
const seqs = ({ items }) => items.map(({ seq }) => seq);
const opened = (page) => threadReducer(emptyThread(), { type: "page", page, hidden: false });

test("a thread grows at both ends and has no holes", () => {
  let state = opened(pageOf(51, 100, { read: 100 }));
  assert.equal(state.earlier, true);
  state = threadReducer(state, { type: "earlier", page: { ...pageOf(1, 50), last: 100 } });
  assert.equal(state.items.length, 100);
  assert.equal(state.earlier, false);
  state = threadReducer(state, { type: "page", page: pageOf(52, 101, { read: 100 }), hidden: false });
  assert.deepEqual(seqs(state), Array.from({ length: 101 }, (_, i) => i + 1));
  assert.equal(state.earlier, false);
  // So much has come that what is known does not join: it begins anew.
  state = threadReducer(state, { type: "page", page: pageOf(152, 201), hidden: false });
  assert.equal(state.items[0].seq, 152);
  assert.equal(state.earlier, true);
});

test("a conversation that was deleted and began anew replaces what was shown", () => {
  const state = threadReducer(opened(pageOf(1, 9, { read: 9 })), { type: "page", page: pageOf(1, 2), hidden: false });
  assert.deepEqual(seqs(state), [1, 2]);
});

test("New stands before what was unread, stays there while it is read, and goes with an answer", () => {
  let state = opened(pageOf(1, 5, { read: 3 }));
  assert.equal(state.newFrom, 4);
  state = threadReducer(state, { type: "page", page: pageOf(1, 5, { read: 5 }), hidden: false });
  assert.equal(state.newFrom, 4);
  assert.deepEqual(
    rowsOf(state, "client").map(({ kind, message: { seq } = {} }) => seq ?? kind),
    ["day", 1, 2, 3, "new", 4, 5],
  );
  state = threadReducer(state, { type: "sent", message: message(6, "me") });
  assert.equal(state.newFrom, 0);
  assert.deepEqual(seqs(state), [1, 2, 3, 4, 5, 6]);
});

test("what comes while somebody looks is not New; what comes while nobody looks is", () => {
  const state = opened(pageOf(1, 2, { read: 2 }));
  assert.equal(threadReducer(state, { type: "page", page: pageOf(1, 3, { read: 2 }), hidden: false }).newFrom, 0);
  assert.equal(threadReducer(state, { type: "page", page: pageOf(1, 3, { read: 2 }), hidden: true }).newFrom, 3);
});

test("a failed look keeps what is shown; the first one does not pretend that there is nothing", () => {
  const error = new Error("lost");
  assert.equal(threadReducer(emptyThread(), { type: "fail", error }).status, "failed");
  const state = threadReducer(opened(pageOf(1, 2)), { type: "fail", error });
  assert.equal(state.status, "ready");
  assert.equal(state.error, error);
});

test("the firm sees who has read, once, under the last message that they have read", () => {
  const page = { ...pageOf(1, 4), readers: [{ name: "Ann", seq: 3 }, { name: "Bob", seq: 3 }, { name: "Cy", seq: 0 }] };
  const rows = rowsOf(opened(page), "firm").filter(({ kind }) => kind === "message");
  assert.deepEqual(rows.map(({ readBy }) => readBy), [[], [], ["Ann", "Bob"], []]);
  assert.ok(rows.every(({ ours }) => ours));
});

test("one person's messages in a row stand under one name", () => {
  const items = [message(1, "firm", 0), message(2, "firm", 1), message(3, "me", 2), message(4, "firm", 3), message(5, "firm", 30)];
  const rows = rowsOf(opened({ items, earlier: false, read: 5, last: 5 }), "client").filter(({ kind }) => kind === "message");
  assert.deepEqual(rows.map(({ first }) => first), [true, false, true, true, true]);
  assert.deepEqual(rows.map(({ ours }) => ours), [false, false, true, false, false]);
});

test("files to send: ten at most, two at a time, and what is refused is not sent", () => {
  let n = 0;
  const newKey = () => `k${++n}`;
  const limits = { maxSize: 100, allowedTypes: ["pdf"] };
  const files = Array.from({ length: 12 }, (_, i) => ({ name: `${i}.pdf`, size: i === 1 ? 101 : 10, type: "" }));
  let items = attachmentsReducer([], { type: "add", files, limits, newKey });
  assert.equal(items.length, 10);
  assert.equal(attachmentsReducer([], { type: "add", files, limits: { ...limits, most: 200 }, newKey: () => "k" }).length, 12);
  assert.equal(items[1].status, "failed");
  assert.deepEqual(nextToSend(items, 2).map(({ key }) => key), ["k1", "k3"]);
  items = attachmentsReducer(items, { type: "sending", key: "k1" });
  assert.deepEqual(nextToSend(items, 2).map(({ key }) => key), ["k3"]);
  items = attachmentsReducer(items, { type: "done", key: "k1", sent: { id: "f1" } });
  assert.deepEqual(arrived(items), [{ id: "f1" }]);
  assert.equal(areComing(items), true);
  assert.match(whatHolds(items), /on their way/);
  assert.match(whatHolds(items.filter(({ status }) => status !== "waiting")), /“1\.pdf” has not arrived/);
  items = items.filter(({ status }) => status === "done");
  assert.equal(areComing(items), false);
  assert.equal(whatHolds(items), "");
});

test("CC-15: files beyond the most are named, and what has not gone along with a message stays", () => {
  const file = { name: "a.pdf", size: 1, type: "" };
  const limits = { maxSize: 100, most: 3 };
  let n = 0;
  const items = attachmentsReducer([], { type: "add", files: [file, file], limits, newKey: () => `k${++n}` });
  assert.equal(leftOut(items, [file], limits), "");
  assert.equal(leftOut(items, [file, file], limits), "3 files at most; 1 was not added.");
  assert.equal(leftOut(items, Array(13).fill(file), { maxSize: 100 }), "10 files at most; 5 were not added.");
  const sent = attachmentsReducer(items, { type: "done", key: "k1", sent: { id: "f1" } });
  assert.deepEqual(attachmentsReducer(sent, { type: "clear", sent: ["f1"] }).map(({ key }) => key), ["k2"]);
});

test("files of a draft are there already", () => {
  const [item] = fromDraft([{ id: "f1", name: "a.pdf", type: "application/pdf", size: 3, preview: "pdf" }]);
  assert.equal(item.status, "done");
  assert.deepEqual(nextToSend([item], 2), []);
});
