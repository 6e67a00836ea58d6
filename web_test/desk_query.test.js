import assert from "node:assert/strict";
import { test } from "node:test";

import {
  companiesFilter,
  contactsFilter,
  containsWords,
  every,
  projectsFilter,
  membersFilter,
  membershipsFilter,
  quote,
  sortDirection,
  toggleSort,
} from "../dashboard/lib/query.js";
import { fold, listOf } from "../dashboard/lib/text.js";

test("fold takes accents and case away, as the server does", () => {
  assert.equal(fold("Müller, José"), "muller, jose");
  assert.equal(fold("Yusuf Şahin"), "yusuf sahin");
  assert.equal(fold("Оксана Коваленко"), "оксана коваленко");
  assert.equal(fold("橋本 美咲"), "橋本 美咲");
  assert.equal(fold("Nørgaard"), "norgaard");
  assert.equal(fold("한글"), "한글");
});

test("quote keeps quotes and backslashes inside the literal", () => {
  assert.equal(quote("O'Connell"), "'O\\'Connell'");
  assert.equal(quote("a\\"), "'a\\\\'");
  assert.equal(quote("' || id != '"), "'\\' || id != \\''");
});

test("every word has to be found", () => {
  assert.equal(containsWords("search", "  Anna   Berg "), "search ~ 'anna' && search ~ 'berg'");
  assert.equal(containsWords("search", "   "), "");
});

test("a percent sign is no wildcard", () => {
  assert.equal(containsWords("search", "100% Wool"), "search ~ '100' && search ~ 'wool'");
  assert.equal(containsWords("search", "%%"), "");
});

test("a very long search stays a short filter", () => {
  const filter = containsWords("search", "a b c d e f g h i j k l");
  assert.equal(filter.split(" && ").length, 8);
});

test("every leaves out what is empty", () => {
  assert.equal(every("", "a = 1", "", "b = 2"), "a = 1 && b = 2");
  assert.equal(every("", ""), "");
});

test("the lists' filters", () => {
  assert.equal(contactsFilter({}), "");
  assert.equal(contactsFilter({ q: "Zoë", status: "enabled" }), "search ~ 'zoe' && access = 'enabled'");
  assert.equal(contactsFilter({ status: "never" }), "access = 'never'");
  assert.equal(companiesFilter({ q: "café" }), "search ~ 'cafe'");
  assert.equal(projectsFilter({}), "");
  assert.equal(projectsFilter({ q: "Dach", status: "current" }), "search ~ 'dach' && status != 'archived'");
  assert.equal(projectsFilter({ status: "archived" }), "status = 'archived'");
  assert.equal(
    membersFilter("abc", { q: "anna", status: "disabled" }),
    "company = 'abc' && contact.search ~ 'anna' && contact.access = 'disabled'",
  );
  assert.equal(membersFilter("abc", {}), "company = 'abc'");
  assert.equal(membershipsFilter(["a", "b"]), "contact = 'a' || contact = 'b'");
  assert.equal(membershipsFilter([]), "");
});

test("a column's head sorts upwards, then downwards", () => {
  assert.equal(toggleSort("name", "email"), "email");
  assert.equal(toggleSort("email", "email"), "-email");
  assert.equal(toggleSort("-email", "email"), "email");
  assert.equal(sortDirection("-email", "email"), "descending");
  assert.equal(sortDirection("email", "email"), "ascending");
  assert.equal(sortDirection("name", "email"), "none");
});

test("a list in words", () => {
  assert.equal(listOf([]), "");
  assert.equal(listOf(["a"]), "a");
  assert.equal(listOf(["a", "b"]), "a and b");
  assert.equal(listOf(["a", "b", "c"]), "a, b and c");
});
