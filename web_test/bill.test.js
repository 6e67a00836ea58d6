import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { lineErrors, readableAmount, readLine, readNumber, totals, writeLine, writeNumber } from "../dashboard/lib/bill.js";

// The server is held to the same cases (internal/bill).
const { cases, refused } = JSON.parse(readFileSync(new URL("../internal/bill/testdata/cases.json", import.meta.url), "utf8"));

for (const { name, lines, want } of cases) {
  test(`a bill adds up: ${name}`, () => {
    assert.deepEqual(lineErrors(lines), {});
    assert.deepEqual(totals(lines), want);
  });
}

for (const { name, lines, field } of refused) {
  test(`a bill is refused: ${name}`, () => assert.ok(lineErrors(lines)[field], JSON.stringify(lineErrors(lines))));
}

test("numbers are read as people type them, and never guessed", () => {
  const read = { 12: 1200, 12.5: 1250, "12,50": 1250, " 1 234.5 ": 123_450, "-0.05": -5, "−3": -300, "1.500": 150, 0: 0, "-0": 0 };
  for (const [text, want] of Object.entries(read)) assert.equal(readNumber(text, 2), want, text);
  for (const text of ["", "1,234", "1,234.50", "1.234", "abc", "1e3", "1.", ".5", "--1", "12345678901234"]) {
    assert.ok(Number.isNaN(readNumber(text, 2)), text);
  }
  assert.equal(readNumber("120", 0), 120);
  assert.ok(Number.isNaN(readNumber("1.5", 0)));
  assert.equal(readNumber("1.234", 3), 1234);
});

test("numbers are written so that they are read again", () => {
  assert.equal(writeNumber(-5, 2), "-0.05");
  assert.equal(writeNumber(123_450, 2), "1234.50");
  assert.equal(writeNumber(120, 0), "120");
  assert.equal(writeNumber(1234, 3), "1.234");
});

test("a line is the same after a look at its form", () => {
  const line = { description: "Survey", quantity: "2.5", unitPrice: -10_050, taxRate: 775, discount: 1250 };
  assert.deepEqual(readLine(writeLine(line, 2, 1), 2), line);
  assert.deepEqual(readLine({ ...writeLine(line, 2, 1), tax: "", discount: " 5 % ", quantity: " 1,5 " }, 2), {
    ...line,
    taxRate: 0,
    discount: 500,
    quantity: "1.5",
  });
});

test("a line that cannot be read yet has no amount", () => {
  const line = { description: "", quantity: "2", unitPrice: 100, taxRate: 0, discount: 0 };
  assert.equal(readableAmount(line), 200);
  assert.ok(Number.isNaN(readableAmount({ ...line, unitPrice: Number.NaN })));
});
