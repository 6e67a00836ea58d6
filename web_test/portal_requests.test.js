import assert from "node:assert/strict";
import { test } from "node:test";

import { formatCalendarDay, formatDate } from "/shared/format.js";
import { pdfOfJpegs, readJpeg } from "/app/requests/pdf.js";
import { dueWords, isWaiting, progressWords, scanName, stateWords } from "/app/requests/words.js";

/** What stands at the beginning of a JPEG: an APP0 segment, a quantisation table, the frame. */
function jpeg(width, height, channels = 3) {
  const two = (number) => [number >> 8, number & 0xff];
  const components = Array.from({ length: channels }, (_, i) => [i + 1, 0x11, 0]).flat();
  return new Uint8Array([
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0x4a, 0x46],
    ...[0xff, 0xff, 0xdb, 0, 3, 7],
    ...[0xff, 0xc0, ...two(8 + 3 * channels), 8, ...two(height), ...two(width), channels, ...components],
    ...[0xff, 0xda, 1, 2, 3, 0xff, 0xd9],
  ]);
}

const text = (bytes) => Buffer.from(bytes).toString("latin1");

test("a JPEG says how large it is and how many channels it has", () => {
  assert.deepEqual(readJpeg(jpeg(1200, 900)), { width: 1200, height: 900, channels: 3 });
  assert.deepEqual(readJpeg(jpeg(3, 4, 1)), { width: 3, height: 4, channels: 1 });
  assert.throws(() => readJpeg(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0])));
  assert.throws(() => readJpeg(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 2])));
});

test("pictures become a PDF, one a page, whose table says where everything is", () => {
  const pictures = [jpeg(900, 1200), jpeg(1200, 900, 1)];
  const pdf = pdfOfJpegs(pictures);
  const all = text(pdf);
  assert.match(all, /^%PDF-1\.4\n/);
  assert.match(all, /\/Count 2 \/Kids \[3 0 R 6 0 R\]/);
  assert.match(all, /%%EOF\n$/);

  const table = Number(/startxref\n(\d+)\n/.exec(all)[1]);
  const [, count, rows] = /^xref\n0 (\d+)\n([^]*?)trailer/.exec(all.slice(table));
  const starts = rows.match(/.{18} \n/g).map((row) => Number(row.slice(0, 10)));
  assert.equal(starts.length, Number(count));
  starts.forEach((start, number) => {
    if (number > 0) assert.ok(all.slice(start).startsWith(`${number} 0 obj\n`), `object ${number}`);
  });

  for (const [, length] of all.matchAll(/\/Length (\d+) >>\nstream\n/g)) assert.ok(Number(length) > 0);
  const streams = [...all.matchAll(/\/Length (\d+) >>\nstream\n/g)].map(({ 0: head, 1: length, index }) => {
    const begin = index + head.length;
    assert.ok(all.slice(begin + Number(length)).startsWith("\nendstream\n"));
    return all.slice(begin, begin + Number(length));
  });
  assert.deepEqual([streams[1], streams[3]], pictures.map(text));
  // Upright and lying, as large as fits, in the middle.
  assert.match(all, /\/MediaBox \[0 0 595\.28 841\.89\]/);
  assert.match(all, /\/MediaBox \[0 0 841\.89 595\.28\]/);
  assert.equal(streams[0], "q 595.28 0.00 0.00 793.71 0.00 24.09 cm /Picture Do Q");
  assert.match(all, /\/Width 1200 \/Height 900 \/ColorSpace \/DeviceGray/);
});

test("a kind of picture that no PDF shows is refused", () => {
  assert.throws(() => pdfOfJpegs([jpeg(10, 10, 2)]));
});

test("when a request is due is said plainly", () => {
  const now = new Date(2026, 2, 10, 15, 0);
  const words = (due, status = "open") => dueWords({ status, due, submitted: "2026-03-09 10:00:00.000Z" }, now);
  assert.deepEqual(words("2026-03-09"), { text: `Overdue: it was due on ${formatCalendarDay("2026-03-09")}`, overdue: true });
  assert.deepEqual(words("2026-03-10"), { text: "Due today", overdue: false });
  assert.deepEqual(words("2026-03-11"), { text: "Due tomorrow", overdue: false });
  assert.deepEqual(words("2026-12-31"), { text: `Due ${formatCalendarDay("2026-12-31")}`, overdue: false });
  assert.deepEqual(words(""), { text: "", overdue: false });
  assert.deepEqual(words("2026-03-01", "submitted"), { text: `Handed in on ${formatDate("2026-03-09 10:00:00.000Z")}`, overdue: false });
  assert.deepEqual(words("2026-03-01", "done"), { text: "Done", overdue: false });
});

test("progress counts items", () => {
  assert.equal(progressWords({ complete: 3, total: 5 }), "3 of 5 items complete");
  assert.equal(progressWords({ complete: 0, total: 1 }), "0 of 1 item complete");
});

test("what waits before a request can be handed in", () => {
  assert.equal(isWaiting({ state: "open", required: true }), true);
  assert.equal(isWaiting({ state: "open", required: false }), false);
  assert.equal(isWaiting({ state: "returned", required: false }), true);
  assert.equal(isWaiting({ state: "missing", required: true }), false);
  assert.equal(stateWords({ state: "open", required: false }).text, "Optional");
  assert.equal(stateWords({ state: "returned", required: false }).text, "Please do again");
});

test("pictures of an item are called after it", () => {
  assert.equal(scanName("Passport: all pages / both sides"), "Passport all pages both sides.pdf");
  assert.equal(scanName("???"), "Scan.pdf");
});
