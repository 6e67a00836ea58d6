import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { activityIcon, sentence, withNewest } from "../dashboard/lib/activity.js";

const nobody = { contact: null, company: null, project: null, document: null };
const editor = { kind: "staff", name: "Ed Itor", contact: null, ip: "192.0.2.1" };
const ann = { kind: "contact", name: "Ann", contact: { id: "c1", name: "Ann" }, ip: "192.0.2.2" };
const guest = { kind: "guest", name: "", contact: null, ip: "192.0.2.3" };
const portico = { kind: "portico", name: "", contact: null, ip: "" };
const plan = { document: { id: "d1", name: "Floor plan" }, subject: "Floor plan" };
const site = { project: { id: "p1", name: "Hafenstraße 3" } };

const words = (pieces) => pieces.map((piece) => piece.name ?? piece).join("");
const links = (pieces) => pieces.filter((piece) => piece.href).map(({ name, href }) => [name, href]);
const told = (entry) => sentence({ seq: 1, at: "", ...nobody, subject: "", ...entry });

test("what was done is a sentence", () => {
  const annDid = { actor: ann, ...plan };
  const editorDid = { actor: editor, ...plan };
  const toAnn = { actor: editor, contact: { id: "c1", name: "Ann" }, subject: "Ann" };
  for (const [entry, want] of [
    [{ ...editorDid, action: "share", contact: { id: "c1", name: "Ann" } }, "Ed Itor shared Floor plan with Ann"],
    [{ ...editorDid, action: "unshare", ...site }, "Ed Itor stopped sharing Floor plan with Hafenstraße 3"],
    [{ ...editorDid, action: "share" }, "Ed Itor shared Floor plan with somebody deleted since"],
    [{ ...editorDid, action: "add" }, "Ed Itor added Floor plan"],
    [{ ...editorDid, action: "edit" }, "Ed Itor changed Floor plan"],
    [{ ...editorDid, action: "replace" }, "Ed Itor replaced the file of Floor plan"],
    [{ ...annDid, action: "upload" }, "Ann uploaded Floor plan"],
    [{ ...annDid, action: "upload", ...site }, "Ann uploaded Floor plan to Hafenstraße 3"],
    [{ ...annDid, action: "open" }, "Ann opened Floor plan"],
    [{ ...annDid, action: "download" }, "Ann downloaded Floor plan"],
    [{ ...annDid, action: "delete" }, "Ann deleted Floor plan"],
    [{ ...editorDid, action: "send_to_sign" }, "Ed Itor sent Floor plan to be signed"],
    [{ ...annDid, action: "open_to_sign" }, "Ann opened Floor plan to sign it"],
    [{ ...annDid, action: "sign" }, "Ann signed Floor plan"],
    [{ ...annDid, action: "decline_to_sign" }, "Ann declined to sign Floor plan"],
    [{ ...editorDid, action: "withdraw_signing" }, "Ed Itor withdrew Floor plan from signing"],
    [{ actor: portico, ...plan, action: "expire_signing" }, "Portico ended the signing of Floor plan, whose day has passed"],
    [{ ...editorDid, action: "void_signing" }, "Ed Itor ended the signing of Floor plan, which was changed"],
    [{ actor: portico, ...plan, action: "complete_signing" }, "Portico finished Floor plan, signed by everyone"],
    [{ actor: ann, action: "sign_in", subject: "Ann" }, "Ann signed in to the portal"],
    [{ ...toAnn, action: "enable_access" }, "Ed Itor gave Ann access to the portal"],
    [{ ...toAnn, action: "reset_password" }, "Ed Itor gave Ann a new password"],
    [{ ...toAnn, action: "revoke_access" }, "Ed Itor revoked the portal access of Ann"],
    [{ ...toAnn, ...site, action: "add_client" }, "Ed Itor let Ann into the portal of Hafenstraße 3"],
    [{ ...toAnn, action: "remove_client" }, "Ed Itor removed Ann from the portal of a project deleted since"],
    [{ actor: editor, ...site, action: "portal_off", subject: "Site" }, "Ed Itor disabled the portal of Site"],
    [{ actor: editor, action: "portal_on", subject: "Site" }, "Ed Itor enabled the portal of Site"],
    [{ ...editorDid, action: "make_link" }, "Ed Itor made a public link to Floor plan"],
    [{ ...editorDid, action: "end_link" }, "Ed Itor deactivated a public link to Floor plan"],
    [{ ...plan, actor: guest, action: "open_link" }, "Someone with a public link opened Floor plan"],
    [{ ...plan, actor: { ...guest, name: "Nora" }, action: "upload", project: null }, "Nora, by a link, uploaded Floor plan"],
    [{ actor: editor, ...site, action: "preview", subject: "Site" }, "Ed Itor previewed the portal of Site"],
    [
      { actor: editor, ...site, contact: { id: "c1", name: "Ann" }, action: "preview", subject: "Site" },
      "Ed Itor previewed the portal of Site as Ann",
    ],
  ]) {
    assert.equal(words(told(entry)), want);
  }
});

test("an action without words of its own is told plainly", () => {
  assert.equal(words(told({ actor: ann, ...plan, action: "stand_on_head" })), "Ann stand on head: Floor plan");
  assert.equal(activityIcon("stand_on_head"), "history");
  assert.notEqual(activityIcon("share"), "history");
});

test("whatever is written down has words of its own", () => {
  const source = readFileSync(new URL("../internal/activity/activity.go", import.meta.url), "utf8");
  const actions = [...source.matchAll(/^\t[A-Z]\w+ += "(\w+)"/gmu)].map(([, action]) => action);
  assert.ok(actions.length > 20);
  assert.deepEqual(
    actions.filter((action) => activityIcon(action) === "history"),
    [],
  );
});

test("names lead to what is still there, and only to that", () => {
  const shared = told({ actor: editor, action: "share", ...plan, contact: { id: "c1", name: "Ann Miller" } });
  assert.deepEqual(links(shared), [
    ["Floor plan", "#/documents/d1"],
    ["Ann Miller", "#/contacts/c1"],
  ]);
  assert.deepEqual(links(told({ actor: ann, action: "open", subject: "Gone" })), [["Ann", "#/contacts/c1"]]);
  assert.deepEqual(links(told({ actor: { ...ann, contact: null }, action: "open", subject: "Gone" })), []);
  assert.deepEqual(links(told({ actor: editor, action: "share", ...plan, company: { id: "k1", name: "Acme" } }))[1], [
    "Acme",
    "#/companies/k1",
  ]);
});

const page = (more, ...seqs) => ({ items: seqs.map((seq) => ({ seq })), more });
const seqs = ({ items }) => items.map(({ seq }) => seq);

test("new entries come on top of those shown", () => {
  const joined = withNewest(page(false, 4, 3, 2, 1), page(true, 5, 4, 3));
  assert.deepEqual(seqs(joined), [5, 4, 3, 2, 1]);
  assert.equal(joined.more, false);
});

test("nothing older is shown below a gap", () => {
  const joined = withNewest(page(false, 4, 3, 2, 1), page(true, 9, 8, 7));
  assert.deepEqual(seqs(joined), [9, 8, 7]);
  assert.equal(joined.more, true);
  assert.deepEqual(seqs(withNewest(page(false), page(false, 1))), [1]);
});
