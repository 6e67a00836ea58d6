import assert from "node:assert/strict";
import { test } from "node:test";

import { acceptAttribute, describeTypes, groupOf, looksAllowed, titleFromName } from "/shared/filetypes.js";
import { ApiError, abortedError } from "/shared/http.js";
import { canRetry, checkFile, explainUpload, newKey } from "/shared/upload.js";

const EVERYTHING = ["pdf", "images", "office", "text", "media", "archives", "other"];
const AGAIN = /try again, and contact Harbour & Lane if the problem persists\.$/;
const context = { maxSize: 104_857_600, firm: "Harbour & Lane" };

const refusal = (status, code) => new ApiError({ status, data: { file: { code, message: "" } } });

test("OC-05: an empty file and a lost connection ask to try again and to contact the firm", () => {
  const empty = explainUpload(refusal(400, "empty"), context);
  assert.match(empty, /empty/);
  assert.match(empty, AGAIN);
  const lost = explainUpload(new ApiError({ status: 0 }), context);
  assert.match(lost, /connection was lost/);
  assert.match(lost, AGAIN);
});

test("every cause has words of its own", () => {
  const causes = [
    refusal(400, "empty"),
    refusal(413, "too_large"),
    refusal(413, "no_space"),
    refusal(400, "type_not_allowed"),
    refusal(400, "truncated"),
    new ApiError({ status: 400, code: "unreadable" }),
    new ApiError({ status: 0 }),
    new ApiError({ status: 401 }),
    new ApiError({ status: 413 }),
    new ApiError({ status: 500 }),
    abortedError(),
    new TypeError("a mistake of ours"),
  ];
  const words = causes.map((cause) => explainUpload(cause, context));
  assert.equal(new Set(words).size, causes.length);
});

test("too large says how large is allowed", () => {
  assert.match(explainUpload(refusal(413, "too_large"), context), /100 MB/);
});

test("without a name it is the firm", () => {
  assert.match(explainUpload(new ApiError({ status: 0 })), /contact the firm if the problem persists/);
});

test("the server's words about a field are passed on", () => {
  const data = { title: { code: "validation_required", message: "Cannot be blank." } };
  assert.equal(explainUpload(new ApiError({ status: 400, message: "No.", data })), "Cannot be blank.");
  assert.equal(explainUpload(new ApiError({ status: 429, message: "Wait 3 seconds." })), "Wait 3 seconds.");
});

test("only what is wrong with the file itself cannot be tried again", () => {
  for (const code of ["empty", "too_large", "type_not_allowed"]) assert.equal(canRetry(refusal(400, code)), false);
  assert.equal(canRetry(new ApiError({ status: 0 })), true);
  assert.equal(canRetry(refusal(413, "no_space")), true);
  assert.equal(canRetry(abortedError()), true);
});

test("a file is looked at before it is sent", () => {
  const limits = { maxSize: 1000, allowedTypes: ["pdf"] };
  assert.equal(checkFile({ name: "a.pdf", size: 0 }, limits)?.code, "empty");
  assert.equal(checkFile({ name: "a.pdf", size: 1001 }, limits)?.code, "too_large");
  assert.equal(checkFile({ name: "a.zip", size: 10 }, limits)?.code, "type_not_allowed");
  assert.equal(checkFile({ name: "a.pdf", size: 1000 }, limits), null);
  assert.equal(checkFile({ name: "a.pdf", size: 9e9 }, {}), null);
});

test("what a browser cannot place is left to the server", () => {
  assert.equal(looksAllowed({ name: "scan", type: "" }, ["pdf"]), true);
  assert.equal(looksAllowed({ name: "drawing.dwg" }, ["pdf"]), true);
});

test("groups go by name first, then by the browser's guess", () => {
  assert.equal(groupOf({ name: "Accounts.PDF" }), "pdf");
  assert.equal(groupOf({ name: "IMG_1.HEIC", type: "" }), "images");
  assert.equal(groupOf({ name: "table.xlsx" }), "office");
  assert.equal(groupOf({ name: "photo", type: "image/jpeg" }), "images");
  assert.equal(groupOf({ name: "drawing.svg", type: "image/svg+xml" }), "other");
  assert.equal(groupOf({ name: "a.constructor" }), "other");
});

test("what is allowed is said in words", () => {
  assert.equal(describeTypes(EVERYTHING), "");
  assert.equal(describeTypes(["pdf"]), "PDF");
  assert.equal(describeTypes(["text", "pdf", "images"]), "PDF, images and text");
  assert.equal(describeTypes(["pdf", "other"]), "PDF and other files");
  assert.equal(describeTypes(["office", "media"]), "Word, Excel, PowerPoint, audio and video");
});

test("the file chooser is narrowed only where something is not allowed", () => {
  assert.equal(acceptAttribute(EVERYTHING), "");
  assert.equal(acceptAttribute(["pdf"]), ".pdf");
  assert.match(acceptAttribute(["images"]), /^image\/\*,\.jpg/);
});

test("a title begins as the file's name", () => {
  assert.equal(titleFromName("Bank_statement  October.pdf"), "Bank statement October");
  assert.equal(titleFromName("v1.2 final.docx"), "v1.2 final");
  assert.equal(titleFromName(".pdf"), ".pdf");
  assert.equal(titleFromName(`${"x".repeat(300)}.pdf`).length, 200);
});

test("keys are long and never the same", () => {
  const keys = new Set(Array.from({ length: 100 }, () => newKey()));
  assert.equal(keys.size, 100);
  for (const key of keys) assert.ok(key.length >= 32);
});
