import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { formatCalendarDay, formatDate } from "/shared/format.js";
import { parseRoute, signingHref, signingsHref } from "/app/route.js";
import { outcomeOf } from "/app/sign/outcome-words.js";
import {
  dueWords,
  listWords,
  missingFields,
  nextField,
  pagesWords,
  progressOf,
  progressWords,
  recallFilled,
  rowWords,
  stateWords,
} from "/app/sign/words.js";
import { textSize } from "/shared/signing/filled.js";
import { MOST_POINTS, MOST_STROKES, goOn, isByHand, isMade, padPoint, pathOf, toSend } from "/shared/signing/strokes.js";

const now = new Date(2026, 4, 15, 23, 30);
const field = (id, kind, page = 1, required = true) => ({ id, kind, label: "", required, page, x: 0, y: 0, width: 0.1, height: 0.1 });
const fields = [field("i1", "initials"), field("t1", "text", 2), field("s1", "signature", 3), field("d1", "date", 3), field("t2", "text", 3, false)];
const ended = "2026-05-09 10:00:00.000Z";
const empty = { signature: null, initials: null, texts: {}, codeAt: 0 };

test("what is to be signed has addresses", () => {
  assert.deepEqual(parseRoute("#/sign"), { page: "signings", done: false, number: 1 });
  assert.deepEqual(parseRoute(signingsHref(true, 3)), { page: "signings", done: true, number: 3 });
  assert.deepEqual(parseRoute(signingHref("abc")), { page: "signing", id: "abc" });
  assert.deepEqual(parseRoute("#/sign-in"), { page: "sign-in" });
});

test("progress counts what has to be filled in and is not filled in by itself", () => {
  assert.equal(progressWords(progressOf(fields, empty)), "0 of 3 filled in");
  const some = { signature: { text: "Ann" }, initials: null, texts: { t1: " ", t2: "x" } };
  assert.deepEqual(progressOf(fields, some), { done: 1, total: 3 });
  assert.deepEqual(missingFields(fields, some).map(({ id }) => id), ["i1", "t1"]);
  const all = { signature: { strokes: [[[1, 1]]] }, initials: { text: "A" }, texts: { t1: "Zürich" } };
  assert.deepEqual(progressOf(fields, all), { done: 3, total: 3 });
  assert.equal(nextField(fields, all, "i1"), null);
});

test("what was kept is taken as far as it can be trusted", () => {
  const kept = { signature: { strokes: [[[1, 2], [3, 4]]] }, initials: { text: "A" }, texts: { t1: "Zürich" }, codeAt: 5 };
  assert.deepEqual(recallFilled(JSON.parse(JSON.stringify(kept))), kept);
  for (const nothing of [null, {}, { signature: { strokes: [["x"]] }, initials: 3, texts: { t1: 4 }, codeAt: "y" }]) {
    assert.deepEqual(recallFilled(nothing), empty);
  }
});

test("the next field is the one after, and the first again after the last", () => {
  assert.equal(nextField(fields, empty, "").id, "i1");
  assert.equal(nextField(fields, empty, "i1").id, "t1");
  assert.equal(nextField(fields, empty, "s1").id, "i1");
  const signed = { ...empty, signature: { text: "Ann" } };
  assert.equal(nextField(fields, signed, "t1").id, "i1");
});

test("lists say by when, and what became of it", () => {
  assert.equal(dueWords({ turn: true, due: "2026-05-15" }, now), "To be signed today");
  assert.equal(dueWords({ turn: true, due: "2026-05-16" }, now), "To be signed by tomorrow");
  assert.equal(dueWords({ turn: true, due: "2026-05-31" }, now), `To be signed by ${formatCalendarDay("2026-05-31")}`);
  assert.equal(dueWords({ turn: false, due: "2026-05-31" }, now), "");
  const sent = { turn: true, due: "", by: "Ed", sent: "2026-05-01 10:00:00.000Z", ended: "" };
  assert.equal(rowWords(sent, now), `Sent on ${formatDate(sent.sent)} · from Ed`);
  assert.equal(rowWords({ ...sent, turn: false, ended }, now), `Ended on ${formatDate(ended)} · from Ed`);
  assert.equal(stateWords({ status: "sent", state: "waiting", turn: true }).text, "To sign");
  assert.equal(stateWords({ status: "sent", state: "waiting", turn: false }).text, "Not your turn yet");
  assert.equal(stateWords({ status: "sent", state: "signed", turn: false }).text, "Signed by you");
  assert.equal(stateWords({ status: "declined", state: "declined", turn: false }).text, "You declined");
});

test("pages and names are listed as people do", () => {
  assert.equal(pagesWords([{ page: 2 }, { page: 2 }]), "page 2");
  assert.equal(pagesWords([{ page: 3 }, { page: 1 }, { page: 2 }]), "pages 1, 2 and 3");
  assert.equal(pagesWords(Array.from({ length: 9 }, (_, i) => ({ page: i }))), "9 pages");
  assert.equal(listWords([]), "");
  assert.equal(listWords(["Ann", "Bob"]), "Ann and Bob");
});

test("every way a round can stand is told, with who and why", () => {
  const signers = [
    { name: "Ann", state: "signed", mine: true },
    { name: "Bob", state: "waiting", mine: false },
  ];
  const of = (status, more = {}) => outcomeOf({ status, state: "signed", signers, reason: "", due: "", ended, ...more }, "Miller & Co");
  assert.match(of("sent").text, /waits for Bob\./);
  assert.equal(of("completed").title, `Signed by everyone on ${formatDate(ended)}.`);
  assert.match(of("sealing").text, /by itself/);
  const refused = [signers[0], { ...signers[1], state: "declined" }];
  assert.equal(of("declined", { signers: refused, reason: "No" }).title, "Bob declined to sign.");
  assert.equal(of("declined", { signers: refused, reason: "No" }).quote, "No");
  assert.equal(of("declined", { state: "declined" }).title, "You declined to sign.");
  assert.equal(of("withdrawn").title, "Miller & Co has withdrawn this document.");
  assert.match(of("expired", { due: "2026-05-01" }).text, new RegExp(`by ${formatCalendarDay("2026-05-01")}`));
  assert.match(of("voided").text, /counts for nothing/);
  const second = [{ name: "Bob", state: "waiting", mine: false }, { name: "Ann", state: "waiting", mine: true }];
  assert.equal(of("sent", { state: "waiting", signers: second }).text, "Bob signs first. You get a mail when it is your turn.");
});

test("a text becomes smaller until it fits its place", () => {
  assert.equal(textSize("", 100, 20), 11);
  assert.equal(textSize("Zürich", 100, 20), 11);
  assert.equal(textSize("Zürich", 100, 10), 8);
  assert.ok(textSize("x".repeat(60), 100, 14) < 6);
  assert.equal(textSize("x".repeat(500), 10, 5), 3);
});

test("points of a drawing lie on the pad, and what did not move is one", () => {
  const pad = { left: 10, top: 20, width: 500, height: 200 };
  assert.deepEqual(padPoint({ clientX: 260, clientY: 120 }, pad), [500, 500]);
  assert.deepEqual(padPoint({ clientX: -5, clientY: 999 }, pad), [0, 1000]);
  assert.deepEqual(goOn([[10, 10]], [[11, 11], [30, 10]]), [[10, 10], [30, 10]]);
});

test("a drawing is sent as the server takes it", () => {
  assert.deepEqual(toSend([[[5, 5]], []]), [[[5, 5], [5, 5]]]);
  const long = Array.from({ length: 12_000 }, (_, i) => [i % 1000, 500]);
  const sent = toSend([long, [[1, 1]]]);
  assert.ok(sent.flat().length <= 5000);
  assert.deepEqual([sent[0][0], sent[0].at(-1), sent[1].length], [long[0], long.at(-1), 2]);
  assert.equal(toSend(Array.from({ length: 300 }, () => [[1, 1]])).length, 200);
});

test("a drawing is a smooth path", () => {
  assert.equal(pathOf([[[0, 0], [100, 500]]]), "M0 0Q0 0 50 100L100 200");
  assert.equal(pathOf([[[10, 10]]]), "M10 4L10 4");
  assert.equal(pathOf([[]]), "");
});

test("a mark is there once something was typed or drawn", () => {
  for (const mark of [null, undefined, {}, { text: " " }, { strokes: [] }]) assert.equal(isMade(mark), false);
  assert.equal(isMade({ text: "A" }) && isMade({ strokes: [[[1, 1]]] }), true);
  assert.equal(isByHand("Żaneta Müller") && isByHand("Мария"), true);
  assert.equal(isByHand("Ελένη"), false);
});

test("a drawing has as many points as the server takes", () => {
  const source = readFileSync(new URL("../internal/signing/signatures.go", import.meta.url), "utf8");
  const most = (name) => Number(source.match(new RegExp(`${name}\\s*= (\\d+)`))?.[1]);
  assert.deepEqual([MOST_STROKES, MOST_POINTS], [most("maxStrokes"), most("maxPoints")]);
});
