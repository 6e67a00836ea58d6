import assert from "node:assert/strict";
import { test } from "node:test";

import { address, companyAddress, contactAddress, documentAddress, readQuery } from "../dashboard/lib/address.js";

const defaults = { q: "", status: "", sort: "name", page: 1 };

test("a plain list has a plain address", () => {
  assert.equal(address("#/contacts", { ...defaults }, defaults), "#/contacts");
});

test("what differs from the default stands in the address", () => {
  const wanted = { q: "a & b", status: "enabled", sort: "-name", page: 3 };
  assert.equal(address("#/contacts", wanted, defaults), "#/contacts?q=a+%26+b&status=enabled&sort=-name&page=3");
});

test("an address leads back to the same list", () => {
  const wanted = { q: "Zoë", status: "never", sort: "-created", page: 12 };
  const query = {};
  for (const [name, value] of new URLSearchParams(address("", wanted, defaults).slice(1))) query[name] = [value];
  assert.deepEqual(readQuery(query, defaults), wanted);
});

test("nonsense in the address is the default", () => {
  assert.deepEqual(readQuery({ page: ["-4"], other: ["x"] }, defaults), defaults);
  assert.equal(readQuery({ page: ["two"] }, defaults).page, 1);
  assert.equal(readQuery({ page: [] }, defaults).page, 1);
});

test("the addresses of records", () => {
  assert.equal(contactAddress("c1"), "#/contacts/c1");
  assert.equal(contactAddress("c1", "documents"), "#/contacts/c1/documents");
  assert.equal(companyAddress("f1", "portal"), "#/companies/f1/portal");
  assert.equal(documentAddress("d1"), "#/documents/d1");
});
