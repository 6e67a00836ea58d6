import assert from "node:assert/strict";
import { test } from "node:test";

import { parsePlace } from "/app/place.js";
import { billsHref, conversationHref, documentsHref, isOnTop, parseRoute, projectHref, requestHref, requestsHref, ticketHref, ticketsHref } from "/app/route.js";

const plain = { q: "", sort: "-created", page: 1 };

test("the portal begins with what there is to do", () => {
  for (const hash of ["", "#", "#/", "#/nowhere/else"]) assert.deepEqual(parseRoute(hash), { page: "home" }, hash);
});

test("the shared documents have an address, and keep their old one", () => {
  for (const hash of ["#/documents", "#/shared"]) {
    assert.deepEqual(parseRoute(hash), { page: "documents", list: "shared", id: "", query: plain }, hash);
  }
});

test("requests and tickets have addresses", () => {
  assert.deepEqual(parseRoute(requestsHref(false)), { page: "requests", done: false, q: "", number: 1 });
  assert.deepEqual(parseRoute(requestsHref(true, { q: "tax & fees", number: 3 })), { page: "requests", done: true, q: "tax & fees", number: 3 });
  assert.deepEqual(parseRoute(requestHref("abc")), { page: "request", id: "abc" });
  assert.deepEqual(parseRoute("#/tickets?page=2"), { page: "tickets", q: "", number: 2 });
  assert.deepEqual(parseRoute(ticketsHref({ q: "printer", number: 2 })), { page: "tickets", q: "printer", number: 2 });
  assert.equal(ticketsHref(), "#/tickets");
  assert.deepEqual(parseRoute(conversationHref("ticket", "abc")), { page: "ticket", id: "abc", document: "" });
  assert.deepEqual(parseRoute(ticketHref("abc", "def")), { page: "ticket", id: "abc", document: "def" });
});

test("invoices and estimates have addresses, with sorts of their own", () => {
  const usual = { q: "", sort: "-issued", page: 1 };
  assert.equal(billsHref("invoice"), "#/invoices");
  assert.equal(billsHref("estimate", usual, "a/b"), "#/estimates/a%2Fb");
  assert.deepEqual(parseRoute("#/invoices"), { page: "bills", kind: "invoice", id: "", query: usual });
  assert.deepEqual(parseRoute("#/invoices?sort=-created&page=-1"), { page: "bills", kind: "invoice", id: "", query: usual });
  const href = billsHref("estimate", { q: "tax & fees", sort: "-total", page: 3 }, "abc");
  assert.equal(href, "#/estimates/abc?q=tax+%26+fees&sort=-total&page=3");
  assert.deepEqual(parseRoute(href), { page: "bills", kind: "estimate", id: "abc", query: { q: "tax & fees", sort: "-total", page: 3 } });
});

test("a list, its search and a document on top of it have an address", () => {
  const href = documentsHref("uploads", { q: "tax & fees", sort: "title", page: 3 }, "abc");
  assert.equal(href, "#/uploads/abc?q=tax+%26+fees&sort=title&page=3");
  assert.deepEqual(parseRoute(href), {
    page: "documents",
    list: "uploads",
    id: "abc",
    query: { q: "tax & fees", sort: "title", page: 3 },
  });
});

test("what is as usual does not stand in the address", () => {
  assert.equal(documentsHref("shared"), "#/shared");
  assert.equal(documentsHref("shared", plain, "abc"), "#/shared/abc");
});

test("nonsense in an address is taken as nothing", () => {
  const route = parseRoute("#/shared?sort=password&page=-4");
  assert.deepEqual(route.query, plain);
  assert.equal(parseRoute("#/shared/%E0%A4%A").id, "%E0%A4%A");
});

test("a reset link's token is kept whole", () => {
  assert.deepEqual(parseRoute("#/reset/ey.J-h_b.c"), { page: "reset", token: "ey.J-h_b.c" });
});

test("pages without a list", () => {
  for (const page of ["sign-in", "code", "forgot", "account"]) assert.deepEqual(parseRoute(`#/${page}`), { page });
});

test("a project has an address, and so have its lists", () => {
  assert.deepEqual(parseRoute("#/projects"), { page: "projects" });
  const project = { page: "project", project: "harbour-3", list: "shared", id: "", query: plain };
  assert.deepEqual(parseRoute(projectHref("harbour-3")), project);
  const href = documentsHref("uploads", { page: 2 }, "abc", "harbour-3");
  assert.equal(href, "#/projects/harbour-3/uploads/abc?page=2");
  assert.deepEqual(parseRoute(href), { ...project, list: "uploads", id: "abc", query: { ...plain, page: 2 } });
});

test("a ticket's documents are opened on top of it", () => {
  assert.equal(isOnTop(ticketHref("a", "doc"), ticketHref("a")), true);
  assert.equal(isOnTop(ticketHref("b"), ticketHref("a")), false);
  assert.equal(isOnTop("#/tickets", ticketHref("a")), false);
  assert.equal(isOnTop("#/", "#/"), false);
});

test("the page's own address tells which door it is", () => {
  assert.deepEqual(parsePlace("/"), { preview: false, project: "" });
  assert.deepEqual(parsePlace("/p/harbour-3"), { preview: false, project: "harbour-3" });
  assert.deepEqual(parsePlace("/p/caf%C3%A9/"), { preview: false, project: "café" });
  assert.deepEqual(parsePlace("/p/a/b"), { preview: false, project: "" });
  assert.deepEqual(parsePlace("/preview/"), { preview: true, project: "" });
});
