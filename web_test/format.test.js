import assert from "node:assert/strict";
import { test } from "node:test";

import {
  calendarDay,
  documentKind,
  fileKind,
  formatAgo,
  formatCalendarDay,
  formatDate,
  formatDateTime,
  formatMoney,
  formatPercent,
  formatQuantity,
  formatShortDay,
  formatSize,
  initials,
  parseDate,
  plural,
} from "/shared/format.js";

test("sizes are short and never say 1024 of a unit", () => {
  const written = [0, 1, 950, 1023, 1024, 1229, 10_240, 1_048_524, 1_048_576, 104_857_600, 3_221_225_472];
  assert.deepEqual(
    written.map((bytes) => formatSize(bytes, "en-GB")),
    ["0 B", "1 B", "950 B", "1,023 B", "1 KB", "1.2 KB", "10 KB", "1 MB", "1 MB", "100 MB", "3 GB"],
  );
});

test("a size that is no number is nothing", () => {
  assert.equal(formatSize(Number.NaN, "en-GB"), "0 B");
  assert.equal(formatSize(-5, "en-GB"), "0 B");
});

test("the server's dates are UTC", () => {
  assert.equal(parseDate("2026-01-02 15:04:05.000Z")?.toISOString(), "2026-01-02T15:04:05.000Z");
});

test("what is no date is written as nothing", () => {
  for (const text of ["", null, undefined, "soon"]) {
    assert.equal(formatDate(text), "");
    assert.equal(formatDateTime(text), "");
    assert.equal(formatAgo(text), "");
  }
});

test("dates follow the reader's English", () => {
  assert.equal(formatDate("2026-01-02 12:00:00.000Z", "en-GB"), "2 Jan 2026");
  assert.equal(formatDate("2026-01-02 12:00:00.000Z", "en-US"), "Jan 2, 2026");
});

test("how long ago, until a week is over", () => {
  const now = Date.parse("2026-03-10T12:00:00Z");
  const ago = (seconds) => formatAgo(new Date(now - seconds * 1000).toISOString(), { now, locale: "en-GB" });
  assert.equal(ago(-20), "just now");
  assert.equal(ago(30), "just now");
  assert.equal(ago(50), "1 minute ago");
  assert.equal(ago(5 * 60), "5 minutes ago");
  assert.equal(ago(3 * 3600), "3 hours ago");
  assert.equal(ago(23 * 3600), "yesterday");
  assert.equal(ago(3 * 86_400), "3 days ago");
  assert.equal(ago(8 * 86_400), "2 Mar 2026");
});

test("files are called what people call them", () => {
  const kinds = {
    "application/pdf": "PDF",
    "image/png": "Image",
    "audio/mpeg": "Audio",
    "video/mp4": "Video",
    "text/plain; charset=utf-8": "Text",
    "text/csv": "Spreadsheet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Spreadsheet",
    "application/vnd.oasis.opendocument.spreadsheet": "Spreadsheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "Presentation",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Document",
    "application/msword": "Document",
    "application/zip": "Archive",
    "application/json": "Text",
    "application/octet-stream": "File",
    "": "File",
  };
  for (const [mime, kind] of Object.entries(kinds)) assert.equal(fileKind(mime), kind, mime);
  assert.equal(fileKind(undefined), "File");
});

test("documents are called by their kind", () => {
  assert.equal(documentKind("engagement_letter"), "Engagement letter");
  assert.equal(documentKind("something_new"), "Document");
});

test("initials take whole letters", () => {
  assert.equal(initials("Ada Lovelace"), "AL");
  assert.equal(initials("  élise  "), "É");
  assert.equal(initials("𝒜lan von Turing"), "𝒜T");
  assert.equal(initials(""), "");
});

test("one is not many", () => {
  assert.equal(plural(1, "document"), "1 document");
  assert.equal(plural(0, "document"), "0 documents");
  assert.equal(plural(2, "company", "companies"), "2 companies");
});

test("amounts are written in their currency, with the decimals that it counts in", () => {
  assert.equal(formatMoney(123_450, "EUR", 2, "en-US"), "€1,234.50");
  assert.equal(formatMoney(-5, "GBP", 2, "en-GB"), "-£0.05");
  assert.equal(formatMoney(1_234_567, "JPY", 0, "en-GB"), "JP¥1,234,567");
  assert.equal(formatMoney(1_234_567, "KWD", 3, "en-GB"), "KWD\u00a01,234.567");
  assert.equal(formatMoney(9_999_999_999_999, "USD", 2, "en-US"), "$99,999,999,999.99");
});

test("rates and quantities are written as they are", () => {
  assert.equal(formatPercent(775, "en-GB"), "7.75%");
  assert.equal(formatPercent(1900, "en-GB"), "19%");
  assert.equal(formatQuantity("1234.500", "en-GB"), "1,234.5");
});

test("a day is the same day everywhere", () => {
  assert.equal(formatCalendarDay("2026-01-01", "en-GB"), "1 January 2026");
  assert.equal(formatCalendarDay("", "en-GB"), "");
  assert.equal(formatShortDay("2026-01-01", "en-GB"), "1 Jan 2026");
  assert.equal(calendarDay(new Date(2026, 0, 1, 23, 59)), "2026-01-01");
});
