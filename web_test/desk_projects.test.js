import assert from "node:assert/strict";
import { test } from "node:test";

import { mayEdit } from "../dashboard/lib/permission.js";
import { linksRest, portalState, signInCount, signInHindrances } from "../dashboard/lib/portal.js";
import { formErrors, formatDay, period, projectForm } from "../dashboard/lib/projects.js";
import { portalShares, shareWith, sharesThrough } from "../dashboard/lib/shares.js";

const manager = { canEdit: true, canManage: true };
const editor = { canEdit: true, canManage: false };
const viewer = { canEdit: false, canManage: false };

test("a permission in a project counts in place of the role (HO-17)", () => {
  const permissions = [
    { project: "a", permission: "view" },
    { project: "b", permission: "edit" },
  ];
  assert.equal(mayEdit(editor, permissions, ["a"]), false);
  assert.equal(mayEdit(editor, permissions, ["c"]), true);
  assert.equal(mayEdit(viewer, permissions, ["b"]), true);
  assert.equal(mayEdit(viewer, permissions, ["c"]), false);
  assert.equal(mayEdit(viewer, permissions, ["b", "c"]), false);
  assert.equal(mayEdit(manager, permissions, ["a"]), true);
});

test("where no project is concerned the role counts", () => {
  assert.equal(mayEdit(editor, [], [undefined]), true);
  assert.equal(mayEdit(viewer, [], ["", undefined]), false);
  assert.equal(mayEdit(viewer, [{ project: "b", permission: "edit" }], ["b", undefined]), true);
});

const on = { portalEnabled: true, firmPortalEnabled: true };
const off = { portalEnabled: false, firmPortalEnabled: true };
const firmOff = { portalEnabled: true, firmPortalEnabled: false };

test("the state of a portal names what is off (HO-19)", () => {
  assert.deepEqual(portalState(on), { on: true, label: "Portal enabled", tone: "success", means: "" });
  assert.equal(portalState(off).label, "Portal disabled");
  assert.equal(portalState(firmOff).label, "Off for the whole firm");
});

test("whoever cannot sign in is told why (HO-19)", () => {
  const ann = { name: "Ann", email: "ann@client.test", access: "enabled", canSignIn: true };
  assert.deepEqual(signInHindrances(ann, on), []);
  assert.deepEqual(signInHindrances({ ...ann, canSignIn: false }, off), ["This portal is disabled."]);
  assert.deepEqual(signInHindrances({ ...ann, canSignIn: false }, firmOff), ["The portal of the whole firm is off."]);
  const revoked = { ...ann, access: "disabled", canSignIn: false };
  assert.deepEqual(signInHindrances(revoked, on), ["Their access was revoked."]);
  assert.equal(signInHindrances(revoked, off).length, 2);
  const never = { ...ann, access: "never", canSignIn: false };
  assert.deepEqual(signInHindrances(never, on), ["Ann was never given access."]);
  assert.deepEqual(signInHindrances({ ...never, email: "" }, on), ["Ann has no email address to sign in with."]);
});

test("how many can sign in", () => {
  const [can, cannot] = [{ canSignIn: true }, { canSignIn: false }];
  assert.equal(signInCount([]), "Nobody is on the access list yet.");
  assert.equal(signInCount([cannot]), "Nobody can sign in.");
  assert.equal(signInCount([can]), "1 client can sign in.");
  assert.equal(signInCount([can, can]), "2 clients can sign in.");
  assert.equal(signInCount([can, cannot]), "1 of 2 clients can sign in.");
});

test("public links rest while what the item is shared through is off", () => {
  const here = { project: { id: "p" } };
  const elsewhere = { project: null };
  assert.equal(linksRest({ shares: [here] }, { id: "p", ...on }), false);
  assert.equal(linksRest({ shares: [here] }, { id: "p", ...off }), true);
  assert.equal(linksRest({ shares: [here, elsewhere] }, { id: "p", ...off }), false);
  assert.equal(linksRest({ shares: [here, elsewhere] }, { id: "p", ...firmOff }), true);
});

const stored = { starts: "2026-03-01 00:00:00.000Z", ends: "2026-04-30 00:00:00.000Z" };

test("a project's days are the same wherever one is", () => {
  assert.equal(formatDay(stored.starts, "en-GB"), "1 Mar 2026");
  assert.equal(formatDay("", "en-GB"), "");
  assert.equal(period(stored, "en-GB"), "1 Mar 2026 – 30 Apr 2026");
  assert.equal(period({ ...stored, ends: "" }, "en-GB"), "From 1 Mar 2026");
  assert.equal(period({ ...stored, starts: "" }, "en-GB"), "Until 30 Apr 2026");
  assert.equal(period({ starts: "", ends: "" }, "en-GB"), "");
});

test("the form of a project", () => {
  const empty = { name: "", company: "", status: "active", starts: "", ends: "", description: "" };
  assert.deepEqual(projectForm(), empty);
  assert.equal(projectForm({ ...empty, ...stored, id: "p", slug: "x" }).ends, "2026-04-30");
  assert.deepEqual(formErrors(empty), {});
  assert.deepEqual(formErrors({ ...empty, starts: "2026-03-01", ends: "2026-03-01" }), {});
  assert.ok(formErrors({ ...empty, starts: "2026-03-02", ends: "2026-03-01" }).ends);
});

test("a contact's documents through their company and projects", () => {
  const own = { contact: { id: "ann" }, company: null, project: null };
  const acme = { contact: null, company: { id: "acme" }, project: null };
  const other = { contact: null, company: { id: "other" }, project: null };
  const site = { contact: null, company: null, project: { id: "site" } };
  const doc = { shares: [own, acme, other, site] };
  assert.deepEqual(sharesThrough(doc, { companies: ["acme"], projects: ["site"] }), [acme, site]);
  assert.deepEqual(sharesThrough(doc, undefined), []);
  assert.equal(shareWith(doc, { type: "contact", id: "ann" }), own);
  assert.equal(shareWith(doc, { type: "project", id: "site" }), site);
  assert.equal(shareWith(doc, { type: "project", id: "acme" }), undefined);
  assert.deepEqual(portalShares(doc), [site]);
  assert.deepEqual(portalShares(doc, "elsewhere"), []);
});
