import assert from "node:assert/strict";
import { test } from "node:test";

import { waitingFor } from "../dashboard/lib/home.js";
import {
  askedBy,
  calendarDay,
  fromTemplate,
  isOverdue,
  itemActions,
  itemForm,
  moveItem,
  nameBy,
  progressText,
  reminders,
  requestBody,
  requestForm,
  templateBody,
} from "../dashboard/lib/requests.js";

test("home says what there is, each with the way to it", () => {
  const nothing = { uploads: 0, requestsOverdue: 0, requestsHandedIn: 0, messages: 0, tickets: 0, mailsFailed: 0, signingsMine: 0, signingsDue: 0, signingsWaiting: 0 };
  assert.deepEqual(waitingFor(nothing), []);
  const entries = waitingFor({ ...nothing, uploads: 1, requestsOverdue: 2, requestsHandedIn: 1, messages: 3, tickets: 1, mailsFailed: 1, signingsMine: 1, signingsDue: 1, signingsWaiting: 2 });
  assert.deepEqual(
    entries.map(({ count, label, href }) => `${count} ${label} ${href}`),
    [
      "1 document for you to sign #/signings?status=mine",
      "1 upload to look at #/inbox?assigned=all",
      "1 request handed in #/requests?status=submitted",
      "2 overdue requests #/requests?status=overdue",
      "3 unread messages #/messages?inbox=unread",
      "1 open ticket #/tickets?status=open",
      "1 document to be signed soon #/signings?status=due",
      "2 documents wait for signatures #/signings",
      "1 mail that failed #/outbox?state=failed",
    ],
  );
});

test("a form begins with one item and sensible reminders, and is sent as the server reads it", () => {
  const form = requestForm();
  assert.equal(form.items.length, 1);
  assert.equal(form.naming, "{request} – {item}");
  const [item] = form.items;
  const body = requestBody({ ...form, title: "Year-end", remindBefore: "", remindEvery: "2", items: [{ ...item, name: "Passport" }] });
  assert.deepEqual(body, {
    title: "Year-end",
    message: "",
    due: "",
    naming: "{request} – {item}",
    remindBefore: 0,
    remindEvery: 2,
    items: [{ id: "", name: "Passport", explanation: "", kind: "file", required: true }],
  });
});

test("a template keeps all but whom it asked, until when, and which items they were", () => {
  const form = { ...requestForm({ title: "Year-end", due: "2026-12-31" }), items: [itemForm({ id: "i1", name: "Passport" })] };
  const template = templateBody(requestBody(form));
  assert.equal("due" in template, false);
  assert.equal(template.items[0].id, "");
  const filled = fromTemplate(requestForm({ title: "Other", due: "2027-01-31" }), template);
  assert.equal(filled.title, "Year-end");
  assert.equal(filled.due, "2027-01-31");
  assert.equal(filled.items[0].name, "Passport");
  assert.equal(fromTemplate(requestForm(), {}).items.length, 1);
});

test("every item of a form has a key of its own", () => {
  assert.notEqual(itemForm().key, itemForm().key);
  assert.equal(itemForm({ example: { id: "", name: "a.pdf", type: "", size: 1, preview: "pdf" } }).example, "a.pdf");
});

test("items move, and not beyond the ends", () => {
  assert.deepEqual(moveItem(["a", "b", "c"], 0, 2), ["b", "c", "a"]);
  assert.deepEqual(moveItem(["a", "b"], 1, 0), ["b", "a"]);
  assert.deepEqual(moveItem(["a", "b"], 1, 2), ["a", "b"]);
  assert.deepEqual(moveItem(["a", "b"], 0, -1), ["a", "b"]);
});

test("files are named by the rule", () => {
  assert.equal(nameBy("{request} – {item}", "Year-end", "Passport"), "Year-end – Passport");
  assert.equal(nameBy("", "Year-end", "Passport"), "Year-end – Passport");
  assert.equal(nameBy("{item}  ({request})", "A $& B", "{x}"), "{x} (A $& B)");
  assert.equal(nameBy("{request}", "", "Passport"), "Passport");
  assert.equal(nameBy("{item}", "", "x".repeat(300)).length, 200);
});

test("how far a request is, and whether the client is late", () => {
  assert.equal(progressText({ complete: 3, total: 5 }), "3 of 5 items complete");
  assert.equal(progressText({ complete: 0, total: 1 }), "0 of 1 item complete");
  assert.equal(isOverdue({ status: "open", due: "2026-01-01" }, "2026-01-02"), true);
  assert.equal(isOverdue({ status: "open", due: "2026-01-02" }, "2026-01-02"), false);
  assert.equal(isOverdue({ status: "open", due: "" }, "2026-01-02"), false);
  assert.equal(isOverdue({ status: "submitted", due: "2026-01-01" }, "2026-01-02"), false);
  assert.equal(calendarDay(new Date(2026, 0, 2)), "2026-01-02");
});

test("who is asked", () => {
  const none = { contact: null, company: null, project: null };
  assert.equal(askedBy(none), undefined);
  assert.deepEqual(askedBy({ ...none, company: { id: "c1", name: "Acme" } }), {
    scope: { type: "company", id: "c1", name: "Acme" },
    href: "#/companies/c1",
  });
  assert.equal(askedBy({ ...none, project: { id: "p1", name: "Site" } })?.href, "#/projects/p1");
});

test("reminders in words", () => {
  assert.equal(reminders({ due: "", remindBefore: 3, remindEvery: 7 }), "None");
  assert.equal(reminders({ due: "2026-01-01", remindBefore: 0, remindEvery: 0 }), "None");
  assert.equal(reminders({ due: "2026-01-01", remindBefore: 1, remindEvery: 1 }), "1 day before it is due, then every day once it is overdue");
  assert.equal(reminders({ due: "2026-01-01", remindBefore: 0, remindEvery: 7 }), "Every 7 days once it is overdue");
});

test("what can be done with an item", () => {
  assert.deepEqual(itemActions("open", "open"), { accept: false, giveBack: false });
  assert.deepEqual(itemActions("open", "missing"), { accept: true, giveBack: true });
  assert.deepEqual(itemActions("submitted", "accepted"), { accept: false, giveBack: true });
  assert.deepEqual(itemActions("done", "accepted"), { accept: false, giveBack: true });
  assert.deepEqual(itemActions("done", "answered"), { accept: false, giveBack: true });
  assert.deepEqual(itemActions("cancelled", "answered"), { accept: false, giveBack: false });
});
