import assert from "node:assert/strict";
import { test } from "node:test";

import { formOf, settingsBody } from "../dashboard/lib/settings.js";

const settings = {
  id: "portalsettings0",
  firm_name: "Marlow & Finch",
  logo: "logo.png",
  accent_color: "#1f5f5b",
  portal_url: "",
  upload_assignee: "",
  upload_notification_text: "Soon.",
  max_upload_size: 104857600,
  allowed_types: ["pdf", "images"],
};

test("the form speaks of megabytes, the server of bytes", () => {
  const form = formOf(settings);
  assert.equal(form.max_upload_megabytes, "100");
  const body = settingsBody({ ...form, max_upload_megabytes: "2.5" });
  assert.equal(body.max_upload_size, 2621440);
  assert.equal("max_upload_megabytes" in body, false);
});

test("a logo that is kept is not sent, one that goes is null", () => {
  assert.equal("logo" in settingsBody(formOf(settings)), false);
  assert.equal(settingsBody({ ...formOf(settings), logo: "remove" }).logo, null);
});

test("a new logo goes with all else in a form", () => {
  const logo = new File(["x"], "new.png", { type: "image/png" });
  const body = settingsBody({ ...formOf(settings), logo });
  assert.ok(body instanceof FormData);
  assert.equal(body.get("firm_name"), "Marlow & Finch");
  assert.deepEqual(body.getAll("allowed_types"), ["pdf", "images"]);
  assert.equal(body.get("max_upload_size"), "104857600");
  assert.equal(body.get("logo").name, "new.png");
  assert.deepEqual(settingsBody({ ...formOf(settings), logo, allowed_types: [] }).getAll("allowed_types"), [""]);
});
