import assert from "node:assert/strict";
import { test } from "node:test";

import { carriesWhiteText } from "../dashboard/lib/colour.js";
import {
  ACCESS,
  ACCESS_CHOICES,
  KIND_CHOICES,
  deletionText,
  enableHindrance,
  shareTarget,
} from "../dashboard/lib/labels.js";
import { randomPassword } from "../dashboard/lib/password.js";

test("portal access has exactly three states, in these words (CC-04)", () => {
  assert.deepEqual(
    ACCESS_CHOICES.map(({ label }) => label),
    ["No portal access", "Portal access enabled", "Portal access disabled"],
  );
});

test("giving access is called by what came before (CC-05)", () => {
  assert.equal(ACCESS.never.enable, "Enable Access");
  assert.equal(ACCESS.disabled.enable, "Re-enable");
});

test("without an email there is a reason, with one there is none (CC-08)", () => {
  assert.match(enableHindrance({ email: "" }), /email/);
  assert.match(enableHindrance({}), /email/);
  assert.equal(enableHindrance({ email: "a@example.com" }), "");
});

test("every kind of document has a name", () => {
  assert.deepEqual(
    KIND_CHOICES.map(({ label }) => label),
    ["Document", "Estimate", "Invoice", "Daily log", "Proposal", "Engagement letter", "Contract"],
  );
});

test("deleting a contact says what goes and what stays", () => {
  assert.deepEqual(deletionText("contact", { documents: 3, shares: 1, sessions: 2, kept: 1 }), {
    goes: "Deleted with it, for good: 3 documents, 1 share and 2 open sessions.",
    stays: "1 document stays, being filed under a company or a project as well.",
  });
});

test("deleting a company says that its contacts stay", () => {
  assert.deepEqual(deletionText("company", { documents: 1, shares: 0, contacts: 2, kept: 2 }), {
    goes: "Deleted with it, for good: 1 document and its link to 2 contacts.",
    stays: "2 documents stay, being filed under a contact or a project as well. The contacts themselves stay.",
  });
});

test("deleting a project says what becomes of its clients", () => {
  assert.deepEqual(deletionText("project", { documents: 2, shares: 2, contacts: 1, kept: 1 }), {
    goes: "Deleted with it, for good: 2 documents, 2 shares and the portal access of 1 client.",
    stays: "1 document stays, being filed under a contact or a company as well. The contacts themselves stay.",
  });
});

test("deleting says what becomes of requests and tickets", () => {
  assert.deepEqual(deletionText("contact", { requests: 1, tickets: 2, messages: 3 }), {
    goes: "Deleted with it, for good: 1 request with its answers, 2 tickets and 3 messages.",
    stays: "",
  });
  assert.deepEqual(deletionText("project", { requests: 2, keptTickets: 1 }), {
    goes: "Deleted with it, for good: 2 requests with their answers.",
    stays: "1 ticket stays with its client.",
  });
  assert.equal(deletionText("project", { keptTickets: 2 }).stays, "2 tickets stay with their clients.");
});

test("deleting who is to sign says that nobody else can sign either", () => {
  assert.deepEqual(deletionText("contact", { documents: 1, signings: 1 }), {
    goes: "Deleted with it, for good: 1 document.",
    stays: "1 round of signing that waits for their signature is withdrawn, and everyone who was asked is told.",
  });
  assert.equal(
    deletionText("contact", { signings: 2 }).stays,
    "2 rounds of signing that wait for their signature are withdrawn, and everyone who was asked is told.",
  );
});

test("deleting what nothing hangs on says so", () => {
  assert.deepEqual(deletionText("contact", {}), { goes: "Nothing else goes with it.", stays: "" });
});

test("a share is named by its target", () => {
  assert.equal(shareTarget({ contact: { name: "Anna" }, company: null }), "Anna");
  assert.equal(shareTarget({ contact: null, company: { name: "Bakery" } }), "Bakery");
  assert.equal(shareTarget({ contact: null, company: null, project: { name: "Extension" } }), "Extension");
  assert.equal(shareTarget({ contact: null, company: null }), "Somebody deleted since");
});

test("only a colour that carries white text colours the dashboard's header", () => {
  assert.equal(carriesWhiteText("#1055c9"), true);
  assert.equal(carriesWhiteText("#000000"), true);
  assert.equal(carriesWhiteText("#ffff00"), false);
  assert.equal(carriesWhiteText("#ffffff"), false);
  assert.equal(carriesWhiteText(""), false);
  assert.equal(carriesWhiteText("red"), false);
});

test("a made password is long, of unmistakable letters, and another each time", () => {
  const made = new Set(Array.from({ length: 50 }, randomPassword));
  assert.equal(made.size, 50);
  for (const password of made) assert.match(password, /^[a-km-zA-HJ-NP-Z2-9]{5}(-[a-km-zA-HJ-NP-Z2-9]{5}){3}$/);
});
