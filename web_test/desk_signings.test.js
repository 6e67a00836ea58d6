import assert from "node:assert/strict";
import { test } from "node:test";

import { byKey, describePlace, freePlace, moveTo, placeAt, pointIn, sizeTo } from "../dashboard/lib/places.js";
import {
  actOf,
  canBeWithdrawn,
  colourOf,
  lacking,
  onEveryPage,
  reminderText,
  signerForm,
  signerState,
  signingBody,
  signingForm,
  toldWhen,
  tooMany,
  withCounterSigner,
  withoutSigner,
  wrongWith,
} from "../dashboard/lib/signings.js";

const A4 = { width: 595.28, height: 841.89 };
const inside = ({ x, y, width, height }) => x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1.00002 && y + height <= 1.00002;

test("a field is placed around its point, and never over the edge of its page", () => {
  const middle = placeAt("signature", A4, { x: 0.5, y: 0.5 });
  assert.ok(Math.abs(middle.x + middle.width / 2 - 0.5) < 1e-4 && Math.abs(middle.y + middle.height / 2 - 0.5) < 1e-4);
  assert.ok(Math.abs(middle.width * A4.width - 170) < 0.1);
  for (const kind of ["signature", "initials", "date", "name", "text"]) {
    for (const page of [A4, { width: 100, height: 40 }, { width: 3000, height: 2000 }]) {
      for (const at of [{ x: 0, y: 0 }, { x: 1, y: 1 }, { x: -3, y: 7 }, { x: 0.999, y: 0.001 }]) {
        assert.ok(inside(placeAt(kind, page, at)), `${kind} at ${at.x}, ${at.y}`);
      }
    }
  }
});

test("what is moved and sized stays on its page, and large enough to write in", () => {
  const place = { x: 0.8, y: 0.9, width: 0.2, height: 0.05, kind: "text" };
  assert.deepEqual(moveTo(place, { x: 2, y: -1 }), { ...place, x: 0.8, y: 0 });
  assert.deepEqual(sizeTo(place, A4, { width: 3, height: 3 }), { ...place, width: 0.2, height: 0.1 });
  const least = sizeTo(place, A4, { width: 0, height: -1 });
  assert.ok(Math.abs(least.width * A4.width - 14) < 0.01 && Math.abs(least.height * A4.height - 14) < 0.01);
});

test("arrow keys move, with Shift they size, and other keys do neither", () => {
  const place = { x: 0.4, y: 0.4, width: 0.2, height: 0.1 };
  assert.deepEqual(byKey(place, A4, { key: "ArrowRight", shiftKey: false }), { ...place, x: 0.41 });
  assert.deepEqual(byKey(place, A4, { key: "ArrowUp", shiftKey: true }), { ...place, height: 0.09 });
  assert.equal(byKey(place, A4, { key: "a", shiftKey: false }), undefined);
  let edge = place;
  for (let i = 0; i < 200; i++) edge = byKey(edge, A4, { key: "ArrowDown", shiftKey: false });
  assert.ok(inside(edge) && edge.y === 0.9);
});

test("a point is a share of the page it is in", () => {
  assert.deepEqual(pointIn({ left: 100, top: 50, width: 400, height: 800 }, 300, 250), { x: 0.5, y: 0.25 });
});

test("fields that are placed with the keyboard do not lie over each other while there is room", () => {
  const placed = [];
  for (let i = 0; i < 12; i++) {
    const next = freePlace("signature", A4, placed);
    for (const other of placed) assert.ok(next.y >= other.y + other.height || other.y >= next.y + next.height, `${i} is free`);
    assert.ok(inside(next));
    placed.push(next);
  }
  assert.equal(describePlace({ page: 2, x: 0.333, y: 0.5 }), "page 2, 33% from the left, 50% from the top");
});

const ann = { id: "a1", name: "Ann", email: "ann@client.test", access: "enabled" };
const field = { id: "f1", kind: "signature", label: "", required: true, page: 1, x: 0.1, y: 0.2, width: 0.3, height: 0.05 };
const signer = {
  id: "s1", contact: { id: "a1", name: "Ann" }, staff: null, name: "", email: "", state: "waiting", turn: false, mine: false,
  told: "", opened: "", signed: "", reason: "", proof: "", fields: [field],
};

test("a draft that is loaded is sent as it was", () => {
  const form = signingForm({ due: "2026-12-31", remindEvery: 4, signers: [signer] }, [ann]);
  assert.equal(form.signers[0].email, "ann@client.test");
  const place = { ...field };
  delete place.id;
  assert.deepEqual(signingBody({ ...form, remindBefore: "" }), {
    message: "", inOrder: false, askCode: false, due: "2026-12-31", remindBefore: 0, remindEvery: 4, signaturePage: false,
    signers: [{ contact: "a1", fields: [place] }],
  });
});

test("what is missing is said of whom it is", () => {
  const form = signingForm();
  assert.deepEqual(Object.keys(lacking(form)), ["signers"]);
  const never = signerForm("contact", { id: "n", name: "Nora", access: "never" });
  const staff = signerForm("staff", { id: "m", name: "Mana" });
  const two = { ...form, signers: [never, staff] };
  const wrong = lacking(two);
  assert.deepEqual(Object.keys(wrong), ["signers.0", "signers.0.fields", "signers.1.fields"]);
  assert.equal(wrongWith(wrong, 0).length, 2);
  assert.equal(wrongWith({ ...wrong, "signers.10.fields": "x" }, 1).length, 1);
  assert.deepEqual(Object.keys(lacking({ ...two, signaturePage: true })), ["signers.0"]);
});

test("initials come onto the pages that have none, and fields go with their signer", () => {
  const initials = { ...field, key: "k", signer: "contact:a1", kind: "initials" };
  const all = onEveryPage([initials, { ...initials, key: "l", page: 3 }], initials, 4);
  assert.deepEqual(all.map(({ page }) => page), [1, 3, 2, 4]);
  assert.equal(new Set(all.map(({ key }) => key)).size, 4);
  assert.equal(tooMany(onEveryPage([initials], initials, 300)), "");
  assert.match(tooMany(onEveryPage([initials], initials, 301)), /301 fields/u);
  const form = { ...signingForm(), signers: [signerForm("contact", ann)], fields: all };
  assert.deepEqual(withoutSigner(form, "contact:a1"), { signers: [], fields: [] });
});

test("another who counter-signs takes the place and the fields of the one before", () => {
  const [first, mana, vi] = [signerForm("contact", ann), signerForm("staff", { id: "m", name: "Mana" }), signerForm("staff", { id: "v", name: "Vi" })];
  const own = { ...field, key: "k", signer: first.key };
  const none = { signers: [first], fields: [own] };
  assert.deepEqual(withCounterSigner(none, mana), { signers: [first, mana], fields: [own] });
  const one = { signers: [mana, first], fields: [own, { ...own, key: "l", signer: mana.key }] };
  const other = withCounterSigner(one, vi);
  assert.deepEqual(other, { signers: [vi, first], fields: [own, { ...own, key: "l", signer: vi.key }] });
  const sent = signingBody({ ...signingForm(), ...other }).signers;
  assert.equal(sent.flatMap(({ fields }) => fields).length, 2);
  assert.deepEqual(withCounterSigner(one, mana), one);
  assert.deepEqual(withCounterSigner({ ...one, signers: [mana, first, vi] }, vi).signers, [vi, first]);
});

test("who is told when, how they are reminded, and how they stand", () => {
  assert.deepEqual(toldWhen({ inOrder: true, signers: [1, 2, 3] }), { now: [1], later: [2, 3] });
  assert.deepEqual(toldWhen({ inOrder: false, signers: [1, 2] }), { now: [1, 2], later: [] });
  assert.equal(reminderText({ due: "", remindBefore: 3, remindEvery: 0 }), "None");
  assert.equal(reminderText({ due: "2026-12-31", remindBefore: 1, remindEvery: 2 }), "1 day before it is due, and every 2 days");
  const state = (status, part) => signerState({ status }, { ...signer, ...part }).label;
  assert.equal(state("sent", {}), "Not their turn yet");
  assert.equal(state("sent", { turn: true, told: "x" }), "Asked");
  assert.equal(state("sent", { turn: true, told: "x", opened: "x" }), "Opened");
  assert.equal(state("sent", { turn: true }), "Cannot be told yet");
  assert.equal(state("withdrawn", {}), "Did not sign");
  assert.equal(state("declined", { state: "declined" }), "Declined");
  assert.equal(colourOf(7), colourOf(1));
});

test("what waits for signers can be withdrawn, and what cannot be finished", () => {
  const can = (status, error = "") => canBeWithdrawn({ status, error });
  assert.ok(can("sent") && can("sealing", "no answer"));
  assert.ok(!can("draft") && !can("sealing") && !can("completed") && !can("withdrawn", "no answer"));
});

test("what is signed with is typed or drawn, and initials only where they are asked for", () => {
  const hand = {
    signature: { drawing: false, text: " Mana Ger ", strokes: [[[1, 2]]] },
    initials: { drawing: true, text: "MG", strokes: [[[5, 5]]] },
    texts: { t: "Zürich", other: "x" },
  };
  const own = { ...signer, fields: [field, { ...field, id: "t", kind: "text" }] };
  assert.deepEqual(actOf({ consent: 3 }, own, hand), { consent: 3, signature: { text: "Mana Ger" }, fields: { t: "Zürich" } });
  const both = { ...own, fields: [...own.fields, { ...field, kind: "initials" }] };
  assert.deepEqual(actOf({ consent: 3 }, both, hand).initials, { strokes: [[[5, 5], [5, 5]]] });
});
