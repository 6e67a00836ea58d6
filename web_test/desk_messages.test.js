import assert from "node:assert/strict";
import { test } from "node:test";

import { deletionText } from "../dashboard/lib/labels.js";
import {
  aboutOf,
  contactReads,
  conversationLabel,
  documentReads,
  inboxAddress,
  newComments,
  newMessages,
  subjectAddress,
  whyReadOnly,
} from "../dashboard/lib/messages.js";

test("an address names one conversation and the list beside it", () => {
  assert.equal(inboxAddress({ kind: "contact", id: "c1" }), "#/messages?contact=c1");
  const list = { inbox: "unread", q: "a b", page: 1 };
  assert.equal(inboxAddress({ kind: "document", id: "d1" }, list), "#/messages?inbox=unread&q=a+b&document=d1");
  assert.equal(inboxAddress(undefined, list), "#/messages?inbox=unread&q=a+b");
  assert.equal(inboxAddress(undefined, { inbox: "all", q: "", page: 2 }), "#/messages?page=2");
  assert.deepEqual(aboutOf({ contact: "", document: "", project: "p1", ticket: "" }), { kind: "project", id: "p1" });
  assert.equal(aboutOf({ contact: "", document: "", project: "", ticket: "" }), undefined);
});

test("a conversation leads to what it is about, and is called after it", () => {
  assert.equal(subjectAddress({ kind: "contact", id: "c1" }), "#/contacts/c1");
  assert.equal(subjectAddress({ kind: "document", id: "d1" }), "#/documents/d1");
  assert.equal(subjectAddress({ kind: "project", id: "p1" }), "#/projects/p1");
  assert.equal(subjectAddress({ kind: "ticket", id: "t1" }), "#/tickets/t1");
  assert.equal(conversationLabel("contact", "Ann"), "Messages with Ann");
  assert.equal(conversationLabel("document", "Plan"), "Comments on Plan");
  assert.equal(conversationLabel("project", "Site"), "Messages about Site");
  assert.equal(conversationLabel("ticket", "Heating"), "Ticket Heating");
});

test("counts are said in full", () => {
  assert.equal(newMessages(1), "1 new message");
  assert.equal(newMessages(2), "2 new messages");
  assert.equal(newComments(1), "1 new comment");
});

test("who reads along", () => {
  assert.equal(contactReads({ name: "Ann", access: "enabled" }), "");
  const none = "Ann has no portal access: they can read this once it is enabled.";
  assert.equal(contactReads({ name: "Ann", access: "never" }), none);
  assert.equal(contactReads({ name: "Ann", access: "disabled" }), none);

  const staffs = { origin: "staff", uploadedBy: "Ed Itor", shares: [] };
  assert.match(documentReads(staffs), /shared with nobody: nobody reads this until it is shared/u);
  assert.match(documentReads({ ...staffs, shares: [{}] }), /^Everyone this document is shared with/u);
  assert.match(documentReads({ origin: "portal", uploadedBy: "Ann", shares: [] }), /^Ann reads this/u);
});

test("why somebody may not answer", () => {
  assert.match(whyReadOnly("contact"), /your role/u);
  assert.match(whyReadOnly("project"), /edit this project/u);
  assert.match(whyReadOnly("document", true), /edit this project/u);
  assert.match(whyReadOnly("document", false), /your role/u);
});

test("what is deleted takes its messages along", () => {
  const { goes } = deletionText("contact", { documents: 1, messages: 2 });
  assert.equal(goes, "Deleted with it, for good: 1 document and 2 messages.");
});
